import type { Fault } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { splitName } from '#modules/people/index.ts';
import {
	faultsOfNewPerson,
	matchPeople,
	wordsOf,
	type MatchedPerson,
	type PersonFields
} from '#modules/people/server/index.ts';
import { fault, nameOfLine, type LinePerson } from '#modules/membership/domain/import/plan.ts';
import type { DuesDraft } from '#modules/membership/domain/import/read-line.ts';
import type { ImportChoices } from './import-row.ts';

/** Somebody whom a file names and nobody is. */
export type PersonToAdd = Omit<PersonFields, 'custom'>;

export interface PeopleOfLines {
	/** Whom each line is about, or why nobody can tell; in their order. */
	readonly people: readonly (LinePerson | Fault)[];
	/** `toAdd` is a place here. */
	readonly toAdd: readonly PersonToAdd[];
}

/** Finds whom each line is about; those whom nobody is are to be added when that was chosen. */
export async function peopleOfLines(
	context: OperationContext,
	drafts: readonly DuesDraft[],
	{ unknownPeople }: Pick<ImportChoices, 'unknownPeople'>
): Promise<PeopleOfLines> {
	const found = await matchPeople(
		context,
		drafts.map((draft) => ({ number: draft.number, email: draft.email, name: wholeName(draft) }))
	);
	const toAdd: PersonToAdd[] = [];
	const places = new Map<string, LinePerson | Fault>();
	const people = drafts.map((draft, index) => {
		const matches = found[index] ?? [];
		if (matches.length > 0) return oneOf(draft, matches);
		const value = describe(draft);
		if (value === '') return fault(draft.line, 'membership.import-person-missing');
		const mayAdd = unknownPeople === 'add' && wholeName(draft) !== '';
		if (!mayAdd) return fault(draft.line, 'membership.import-person-unknown', { value });
		const key = draft.number || `${wordsOf(wholeName(draft))} ${draft.email.toLowerCase()}`;
		const earlier = places.get(key);
		if (earlier && 'name' in earlier) return earlier;
		const fields = fieldsOf(draft);
		const [wrong] = faultsOfNewPerson(context, fields);
		if (wrong) {
			const parameters = { name: nameOfLine(draft), value };
			return fault(draft.line, 'membership.import-person-unreadable', parameters);
		}
		const person = { toAdd: toAdd.push(fields) - 1, name: nameOfLine(draft) };
		places.set(key, person);
		return person;
	});
	return { people, toAdd };
}

function oneOf(draft: DuesDraft, matches: readonly MatchedPerson[]): LinePerson | Fault {
	const [person] = matches;
	if (!person || matches.length > 1) {
		const parameters = { value: describe(draft), count: matches.length };
		return fault(draft.line, 'membership.import-person-ambiguous', parameters);
	}
	const { id, displayName: name, archived } = person;
	if (archived) return fault(draft.line, 'membership.import-person-archived', { name });
	return { id, name };
}

function wholeName({ lastName, firstName, name, displayName, organisation }: DuesDraft): string {
	return [lastName, firstName].filter(Boolean).join(' ') || name || displayName || organisation;
}

/** « 42, Inès Dubois, ines@example.org », as far as the line says. */
function describe(draft: DuesDraft): string {
	return [...new Set([draft.number, nameOfLine(draft), draft.email])].filter(Boolean).join(', ');
}

function fieldsOf(draft: DuesDraft): PersonToAdd {
	const { number, email, organisation } = draft;
	const inOneCell = draft.lastName === '' && draft.firstName === '';
	const cut = draft.name
		? splitName(draft.name, 'last-first')
		: splitName(draft.displayName, 'first-last');
	const lastName = inOneCell ? (cut.lastName ?? '') : draft.lastName;
	const firstName = inOneCell ? (cut.firstName ?? '') : draft.firstName;
	const kind = lastName || firstName ? 'natural' : 'legal';
	const joinedOn = draft.startsOn ?? draft.paidOn ?? '';
	return { kind, number, lastName, firstName, organisationName: organisation, email, joinedOn };
}
