import { parseDay } from '#shared/day.ts';

/** The layout of a statement that the address asks for. */
export function chosenLayout({ searchParams }: URL): 'full' | 'simplified' {
	return searchParams.get('layout') === 'simplified' ? 'simplified' : 'full';
}

/** The days that the address asks for, `?from=2026-01-01&to=31/03/2026`; what it gets wrong is left out. */
export function chosenDays({ searchParams }: URL) {
	return {
		from: parseDay(searchParams.get('from') ?? ''),
		to: parseDay(searchParams.get('to') ?? '')
	};
}

/** The accounts that the address asks for, `?accounts=7561,606*`; what it gets wrong is left out. */
export function chosenAccounts({ searchParams }: URL): string | undefined {
	const list = searchParams.get('accounts') ?? '';
	return /^[0-9A-Z*,]{1,2000}$/.test(list) ? list : undefined;
}
