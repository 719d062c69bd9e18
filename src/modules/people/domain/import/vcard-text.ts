import { decodeText } from '#shared/charset.ts';

/** One line of a vCard: `item1.TEL;TYPE=cell:+33…` is `{ name: 'TEL', types: ['cell'], value }`. */
export interface VcardProperty {
	readonly name: string;
	/** Lower case: `cell`, `home`, `pref`. */
	readonly types: readonly string[];
	/** From 1, the preferred one, to 100; `PREF` alone is 1. */
	readonly preference: number;
	/** As written: escapes are still there. */
	readonly value: string;
}

/**
 * The cards of a file: vCard 4 (RFC 6350), 3 (RFC 2426) and 2.1, whose values may be quoted-printable
 * and in a charset of their own. What stands outside a card is left out.
 */
export function parseVcards(text: string): VcardProperty[][] {
	const cards: VcardProperty[][] = [];
	let card: VcardProperty[] | undefined;
	for (const line of unfold(text)) {
		if (/^BEGIN:VCARD\s*$/i.test(line)) card = [];
		else if (/^END:VCARD\s*$/i.test(line)) {
			if (card) cards.push(card);
			card = undefined;
		} else if (card) {
			const property = readProperty(line);
			if (property) card.push(property);
		}
	}
	return cards;
}

function unfold(text: string): string[] {
	const lines: string[] = [];
	let soft = false;
	for (const line of text.split(/\r\n|\r|\n/)) {
		const last = lines.length - 1;
		if (soft) lines[last] = (lines[last] ?? '').slice(0, -1) + line.replace(/^[ \t]/, '');
		else if (/^[ \t]/.test(line) && last >= 0) lines[last] += line.slice(1);
		else lines.push(line);
		const whole = lines.at(-1) ?? '';
		soft = whole.endsWith('=') && /^[^:]*QUOTED-PRINTABLE/i.test(whole);
	}
	return lines;
}

function readProperty(line: string): VcardProperty | undefined {
	const cut = /^((?:[^:"]|"[^"]*")*):(.*)$/s.exec(line);
	if (!cut) return undefined;
	const [head = '', ...parameters] = (cut[1] ?? '').match(/(?:[^;"]|"[^"]*")+/g) ?? [];
	const types: string[] = [];
	let charset: string | undefined;
	let quoted = false;
	let preference = 101;
	for (const parameter of parameters) {
		const [key = '', given] = parameter.split(/=(.*)/s);
		const value = (given ?? key).replaceAll('"', '');
		if (/^quoted-printable$/i.test(value)) quoted = true;
		else if (/^charset$/i.test(key)) charset = value;
		else if (/^pref$/i.test(key)) preference = Number(given ?? 1) || 1;
		else if (given === undefined || /^type$/i.test(key)) {
			types.push(...value.toLowerCase().split(','));
		}
	}
	const name = head.replace(/^[^.]*\./, '').toUpperCase();
	const value = cut[2] ?? '';
	if (types.includes('pref')) preference = Math.min(preference, 1);
	return { name, types, preference, value: quoted ? decodeQuoted(value, charset) : value };
}

function decodeQuoted(value: string, charset = ''): string {
	const bytes = Buffer.from(
		value.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1'
	);
	const plain = /^(iso-8859|windows|latin)/i.test(charset)
		? new TextDecoder('windows-1252').decode(bytes)
		: decodeText(bytes).text;
	// What quoted-printable carries is no escape: it may hold the line ends themselves.
	return plain.replace(/\r\n?|\n/g, '\\n');
}

/** The parts of a structured value, unescaped: `Dubois;Inès;;;`. */
export function splitParts(value: string, separator?: ';' | ','): string[] {
	const parts: string[] = [''];
	for (let at = 0; at < value.length; at += 1) {
		const sign = value[at] ?? '';
		if (sign === '\\' && at + 1 < value.length) {
			at += 1;
			const escaped = value[at] ?? '';
			parts[parts.length - 1] += escaped === 'n' || escaped === 'N' ? '\n' : escaped;
		} else if (sign === separator) parts.push('');
		else parts[parts.length - 1] += sign;
	}
	return parts;
}

export function unescapeText(value: string): string {
	return splitParts(value).join('');
}

/** RFC 6350, §3.4. */
export function escapeText(text: string): string {
	return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
}

/** A line ends in CRLF and is folded before it reaches 76 bytes (RFC 6350, §3.2). */
export function foldLine(line: string): string {
	let folded = '';
	let width = 0;
	for (const sign of line) {
		const bytes = Buffer.byteLength(sign);
		if (width + bytes > 75) {
			folded += '\r\n ';
			width = 1;
		}
		folded += sign;
		width += bytes;
	}
	return `${folded}\r\n`;
}

/** The same for a long line of plain signs, such as a picture. */
export function foldAscii(line: string): string {
	return `${line.slice(0, 75)}${line.slice(75).replace(/.{1,74}/g, '\r\n $&')}\r\n`;
}
