import type { Day } from '#shared/day.ts';

let source: () => Date = () => new Date();

export function now(): Date {
	return source();
}

const PARIS = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/Paris',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** The civil day in Europe/Paris of a moment. */
export function dayIn(moment: Date): Day {
	return PARIS.format(moment) as Day;
}

export function today(): Day {
	return dayIn(now());
}

/** For tests and seeds: every later reading comes from `replacement`; answers how to put the former back. */
export function replaceClock(replacement: () => Date): () => void {
	const former = source;
	source = replacement;
	return () => {
		source = former;
	};
}
