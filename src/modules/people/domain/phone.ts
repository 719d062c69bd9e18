import type { Cleaned } from './cleaned.ts';
import { squeeze } from './cleaned.ts';

// French numbers overseas have their own country code behind the same ten national digits (ARCEP).
const OVERSEAS: readonly [countryCode: string, areas: readonly string[]][] = [
	['262', ['262', '263', '269', '639', '692', '693']],
	['590', ['590', '690', '691']],
	['594', ['594', '694']],
	['596', ['596', '696', '697']]
];

const codes = new Map(OVERSEAS.flatMap(([code, areas]) => areas.map((area) => [area, code])));

function fromNational(nine: string): string {
	return `+${codes.get(nine.slice(0, 3)) ?? '33'}${nine}`;
}

/**
 * Reads a telephone number to `+33612345678` (E.164). A French number may have lost its leading zero
 * to a spreadsheet (nine digits), or come as `+33 (0)6…` or `0033 6…`. Numbers of other countries need
 * their country code. Fault: `people.phone-unreadable`.
 */
export function cleanPhone(text: string): Cleaned<string> {
	const written = squeeze(text);
	if (written === '') return { value: null };
	const unreadable = { fault: 'people.phone-unreadable' };
	if (!/^[+\d][\d .\-_/()]*$/.test(written)) return unreadable;
	const compact = written
		.replace(/\(0\)/, '')
		.replace(/[^+\d]/g, '')
		.replace(/^00/, '+');
	if (/^0[1-9]\d{8}$/.test(compact)) return { value: fromNational(compact.slice(1)) };
	if (/^[1-9]\d{8}$/.test(compact)) return { value: fromNational(compact) };
	if (/^(\+33|33)0?[1-9]\d{8}$/.test(compact)) return { value: fromNational(compact.slice(-9)) };
	if (/^\+[1-9]\d{6,14}$/.test(compact) && !compact.startsWith('+33')) return { value: compact };
	return unreadable;
}

function nationalDigits(e164: string): string | undefined {
	// Any other number behind these codes would be read back as one of the mainland.
	const overseas = OVERSEAS.find(
		([code, areas]) =>
			e164.startsWith(`+${code}`) && e164.length === 13 && areas.includes(e164.slice(4, 7))
	);
	if (overseas) return `0${e164.slice(4)}`;
	return /^\+33\d{9}$/.test(e164) ? `0${e164.slice(3)}` : undefined;
}

/** `06 12 34 56 78` for a French number; others stay in their international form. */
export function formatPhone(e164: string): string {
	return nationalDigits(e164)?.replace(/(\d\d)(?=\d)/g, '$1 ') ?? e164;
}

/** The digits that people type to find a number: national for a French one. */
export function phoneDigits(e164: string): string {
	return nationalDigits(e164) ?? e164.slice(1);
}
