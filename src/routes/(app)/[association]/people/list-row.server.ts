import { formatDay, type Day } from '#shared/day.ts';
import type { PersonStatus } from '#modules/membership/server/index.ts';
import { standingSentence, toneOf, type Tone } from '#modules/membership/index.ts';
import { formatPhone } from '#modules/people/index.ts';
import type { PersonLine } from '#modules/people/server/index.ts';
import { currentLocale } from '#platform/server/locale.ts';

/** A row of the list, worded here: a long page sends words, not the code that finds them. */
export interface PersonRow {
	readonly id: string;
	readonly name: string;
	/** E-mail, or else the telephone. */
	readonly note?: string;
	readonly tariff?: string;
	readonly tone?: Tone;
	readonly standing?: string;
	readonly city?: string;
	readonly category?: string;
	readonly number?: string;
	readonly joined?: string;
}

export function toRow(
	person: PersonLine,
	status: PersonStatus | undefined,
	seesDues: boolean
): PersonRow {
	const standing = status?.standing ?? { kind: 'none' as const };
	return {
		id: person.id,
		name: person.displayName,
		note: person.email ?? (person.phone ? formatPhone(person.phone) : undefined),
		city: person.city ?? undefined,
		category: person.category ?? undefined,
		number: person.number ?? undefined,
		joined: person.joinedOn
			? formatDay(person.joinedOn as Day, currentLocale(), 'short')
			: undefined,
		...(seesDues && {
			tariff: status?.tariffLabel,
			tone: toneOf(standing.kind),
			standing: standingSentence(standing)
		})
	};
}
