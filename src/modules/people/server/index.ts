import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { storeNewPerson } from './add-person.ts';
import type { Household } from './households/household-row.ts';
import { householdsOfPerson } from './households/household-row.ts';
import { ordered, sortKey } from './list-order.ts';
import type { PersonLine } from './list-row.ts';
import { LINE_COLUMNS } from './list-row.ts';
import { peopleFilter, readFilter } from './people-filter.ts';
import type { PersonFields } from './person-fields.ts';
import type { PersonRow } from './person-row.ts';
import { changesBetween } from '../domain/change.ts';
import type { PersonRecord } from '../domain/person.ts';
import { listChanges } from './person-history.read.ts';
import { loadPerson } from './person-row.ts';

export type { KnownThing } from './everything-of.ts';
export { everythingOf } from './everything-of.ts';
export { forgetPeople } from './forget-people.ts';
export { holdPeople } from './hold-people.ts';
export { fieldPurposes } from './custom/field-purposes.ts';
export { editedByLeaders } from './custom/viewer.ts';
export { birthDatesOf } from './birth-dates.read.ts';
export { addPeople, faultsOfNewPerson } from './add-people.ts';
export { matchPeople, wordsOf, type DescribedPerson, type MatchedPerson } from './match-people.ts';
export { householdsOf, type HousedPerson } from './households/places.read.ts';
export type { CustomInput } from './custom/custom-form.ts';
export { customInputs, typedCustom } from './custom/custom-form.ts';
export { customTargetLabels } from './labels.ts';
export { BULK_FIELDS } from './bulk/bulk-change.ts';
export type { Selection } from './find/selection.ts';
export { groupsOf, personsOf } from './find/search-groups.ts';
export { selection, selectionOf } from './find/selection.ts';
export { listedPeople } from './listed-people.read.ts';
export { peopleFilter };
export type { PeopleFilter } from './people-filter.ts';
export { labelChanges } from './history-view.ts';
export { PHOTO_MEDIA_TYPE, readPhotos } from './photo/photo-row.ts';
export { isOwn, peopleInCharge } from './self/own-person.ts';
export { APPROVED } from '../domain/self-service.ts';
export { typedGroup } from './groups/typed-group.ts';
export { typedOwn, typedPerson } from './typed-person.ts';
export { fieldLabel, kindLabel, targetLabel } from './labels.ts';
/** The operations, for pages: `people.listPersons`. */
export * as people from './operations.ts';
export type { PersonFields, PersonLine, PersonRow };

/**
 * A person of the association; the caller has authorised the reader.
 * @throws {Refusal} `people.person-not-found`
 */
export function getPerson({ tx }: OperationContext, id: string): Promise<PersonRow> {
	return loadPerson(tx, id);
}

/** The people found, archived or not, by id; unknown ids are left out. */
export async function personsByIds(
	{ tx }: OperationContext,
	ids: readonly string[]
): Promise<ReadonlyMap<string, PersonLine>> {
	const { rows } = await sql<PersonLine>`
		SELECT ${LINE_COLUMNS} FROM people.person p WHERE p.id = ANY(${ids}::uuid[])`.execute(tx);
	return new Map(rows.map((line) => [line.id, line]));
}

/** People not archived, by name: for a field that completes what is typed. */
export async function searchPersons(
	context: OperationContext,
	typed: string,
	limit = 10
): Promise<readonly PersonLine[]> {
	const filter = peopleFilter.parse({ search: typed.slice(0, 200) });
	const ready = await readFilter(context, filter);
	const { rows } = await sql<PersonLine>`
		SELECT ${LINE_COLUMNS} FROM people.person p WHERE ${ready.where}
		${ordered(ready, limit, sortKey(ready))}`.execute(context.tx);
	return rows;
}

/** A record as an operation answers it: days are texts there. */
type PersonView = Omit<PersonRecord, 'birthDate' | 'joinedOn'> &
	Record<'birthDate' | 'joinedOn', string | null>;

/** What differs between two records, field by field: of the first, of the second. */
export function personDifferences(one: PersonView, other: PersonView) {
	return listChanges(changesBetween(one as PersonRecord, other as PersonRecord));
}

/** The household of somebody as others count it: whom prices and payments are about. */
export interface HouseholdOfPerson {
	readonly id: string;
	readonly name: string;
	/** Who pays for all. */
	readonly billingPersonId: string;
	/** How many live there, archived records left out. */
	readonly size: number;
	readonly members: Household['members'];
}

/** The household of a person, the one where they are an adult first; `undefined` when they live alone. */
export async function householdOf(
	{ tx }: OperationContext,
	personId: string
): Promise<HouseholdOfPerson | undefined> {
	const [household] = await householdsOfPerson(tx, personId);
	if (!household) return undefined;
	const { id, name, members } = household;
	const payer = members.find(({ billing }) => billing)?.personId ?? personId;
	const size = members.filter(({ archived }) => !archived).length;
	return { id, name, billingPersonId: payer, size, members };
}

/**
 * Adds a person within the caller's transaction; answers their id.
 * @throws {Refusal} `people.fields-invalid`, `people.name-needed`, `people.number-taken`
 */
export function addPerson(context: OperationContext, fields: PersonFields): Promise<string> {
	return storeNewPerson(context, fields);
}
