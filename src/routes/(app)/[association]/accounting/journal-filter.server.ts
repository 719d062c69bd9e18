import { parseDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';

const MAX_CENTS = 10_000_000_000_000;

/** What narrows the journal, as its address says it; what the address gets wrong is left out. */
export function journalFilter(parameters: URLSearchParams) {
	const text = (name: string, length: number) =>
		parameters.get(name)?.trim().slice(0, length) || undefined;
	const value = parameters.get('value') ?? '';
	const amountCents = parseCents(parameters.get('amount') ?? '');
	return {
		search: text('q', 100),
		journal: text('journal', 5),
		account: text('account', 40),
		from: parseDay(parameters.get('from') ?? ''),
		to: parseDay(parameters.get('to') ?? ''),
		amountCents:
			amountCents === undefined || Math.abs(amountCents) > MAX_CENTS ? undefined : amountCents,
		valueId: isId(value) ? value : undefined,
		validated: parameters.get('state') === 'draft' ? false : undefined,
		order: parameters.get('sort') === 'date' ? ('oldest' as const) : ('newest' as const)
	};
}
