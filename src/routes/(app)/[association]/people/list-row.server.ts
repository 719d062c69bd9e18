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
	readonly joinedOn?: string;
}

/** Columns that people add; those not added are not sent. */
type Extra = 'city' | 'category' | 'number' | 'joinedOn';

export function toRow(
	person: PersonLine,
	status: PersonStatus | undefined,
	seesDues: boolean,
	added: readonly string[]
): PersonRow {
	const standing = status?.standing ?? { kind: 'none' as const };
	const extra = (key: Extra) => (added.includes(key) ? (person[key] ?? undefined) : undefined);
	const joinedOn = extra('joinedOn') as Day | undefined;
	return sent({
		id: person.id,
		name: person.displayName,
		note: person.email ?? (person.phone ? formatPhone(person.phone) : undefined),
		city: extra('city'),
		category: extra('category'),
		number: extra('number'),
		joinedOn: joinedOn && formatDay(joinedOn, currentLocale(), 'short'),
		...(seesDues && {
			tariff: status?.tariffLabel,
			tone: toneOf(standing.kind),
			standing: standingSentence(standing)
		})
	});
}

/** Without what is absent: a page says `undefined` in words otherwise. */
function sent(row: PersonRow): PersonRow {
	return Object.fromEntries(
		Object.entries(row).filter(([, value]) => value !== undefined)
	) as unknown as PersonRow;
}
