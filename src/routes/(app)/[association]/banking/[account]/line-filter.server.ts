import { parseDay } from '#shared/day.ts';

const STATES = ['open', 'reconciled'] as const;

/** Which lines an address asks for: `?state=open&q=loyer&from=2026-01-01`. */
export function readLineFilter(searchParams: URLSearchParams) {
	return {
		state: STATES.find((known) => known === searchParams.get('state')) ?? ('all' as const),
		search: searchParams.get('q')?.slice(0, 100),
		from: parseDay(searchParams.get('from') ?? ''),
		to: parseDay(searchParams.get('to') ?? '')
	};
}
