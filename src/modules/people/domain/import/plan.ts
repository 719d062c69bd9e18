import type { Fault } from '#shared/errors.ts';
import type { Changes } from '../change.ts';
import { changesBetween } from '../change.ts';
import type { KnownPerson } from '../duplicates.ts';
import { KnownPeople, nameKey } from '../duplicates.ts';
import type { PersonRecord } from '../person.ts';
import { displayName } from '../person.ts';
import type { LineDraft } from './read-line.ts';

/** What to do with a line about somebody who is known already. */
export const DUPLICATE_RULES = ['update', 'create', 'skip'] as const;
export type DuplicateRule = (typeof DUPLICATE_RULES)[number];

export const OUTCOMES = ['create', 'update', 'unchanged', 'skip', 'error'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What an import will do with one line. */
export interface PlannedLine {
	readonly line: number;
	readonly outcome: Outcome;
	readonly name: string;
	/** The person as they will be; absent for an error. */
	readonly after?: PersonRecord;
	/** Whom the line is about, when known already. */
	readonly known?: KnownPerson;
	readonly changes: Changes;
	/** An earlier line about the same person: this one is left out. */
	readonly sameAsLine?: number;
	readonly faults: readonly Fault[];
}

const NOBODY: PersonRecord = {
	kind: 'natural',
	number: null,
	firstName: null,
	lastName: null,
	organisationName: null,
	displayName: '',
	email: null,
	phone: null,
	address: null,
	postcode: null,
	city: null,
	country: null,
	birthDate: null,
	joinedOn: null,
	newsletter: false,
	category: null,
	language: null,
	notes: null,
	extra: {}
};

/** A new person from what is known of them. */
export function newPerson(values: Partial<PersonRecord>): PersonRecord {
	const person = { ...NOBODY, ...values };
	return { ...person, displayName: person.displayName || displayName(person) };
}

/** The person a line describes, were nobody known. */
function drafted({ values, ifMissing }: LineDraft): PersonRecord {
	return newPerson({ ...ifMissing, ...values });
}

/**
 * A person once a line is taken over: what the line doesn't say stays, names already cut into first and
 * last name aren't cut again, and a display name of the person's own stays unless the file gives one.
 */
function merge(known: PersonRecord, draft: LineDraft): PersonRecord {
	const line = drafted(draft);
	const sameName = draft.cut && nameKey(known) === nameKey(line);
	const { firstName, lastName, displayName: written, ...rest } = draft.values;
	const names = sameName ? {} : { firstName, lastName };
	const given = Object.fromEntries(
		Object.entries({ ...rest, ...names }).filter(([, value]) => value !== undefined)
	);
	const merged: PersonRecord = {
		...known,
		...given,
		email: draft.values.email ?? known.email ?? draft.ifMissing.email ?? null,
		joinedOn: draft.values.joinedOn ?? known.joinedOn ?? draft.ifMissing.joinedOn ?? null,
		extra: { ...known.extra, ...draft.values.extra }
	};
	if (sameName) return merged;
	if (written !== undefined) return { ...merged, displayName: written };
	return known.displayName === displayName(known)
		? { ...merged, displayName: displayName(merged) }
		: merged;
}

function fault(line: number, code: string, parameters: Record<string, string | number>): Fault {
	return { path: `line ${line}`, code, parameters: { line, ...parameters } };
}

/** The lines on which each number of the file stands, when there are several. */
function repeatedNumbers(
	drafts: readonly LineDraft[]
): Map<string, [first: number, second: number]> {
	const first = new Map<string, number>();
	const twice = new Map<string, [number, number]>();
	for (const { line, values } of drafts) {
		const number = values.number ?? null;
		if (number === null) continue;
		const earlier = first.get(number);
		if (earlier === undefined) first.set(number, line);
		else if (!twice.has(number)) twice.set(number, [earlier, line]);
	}
	return twice;
}

/**
 * Decides what each line does, without doing it. Lines are taken in the order of the file; a second line
 * about the same person is left out and says which line came first.
 */
export function planImport(
	drafts: readonly LineDraft[],
	known: Iterable<KnownPerson>,
	rule: DuplicateRule
): PlannedLine[] {
	const people = new KnownPeople<KnownPerson>();
	for (const person of known) people.add(person);
	const seen = new KnownPeople<PersonRecord & { readonly line: number }>();
	const taken = new Map<string, number>();
	const twice = repeatedNumbers(drafts);

	const plan = (draft: LineDraft): PlannedLine => {
		const { line } = draft;
		const person = drafted(draft);
		const name = person.displayName;
		const refuse = (faults: readonly Fault[]): PlannedLine => {
			return { line, outcome: 'error', name, changes: {}, faults };
		};
		const repeated = person.number === null ? undefined : twice.get(person.number);
		if (draft.faults.length > 0 || repeated) {
			const [first = 0, second = 0] = repeated ?? [];
			const parameters = { number: person.number ?? '', first, second };
			const more = repeated ? [fault(line, 'people.number-twice', parameters)] : [];
			return refuse([...draft.faults, ...more]);
		}
		const key = nameKey(person);
		const matches = people.find(person, key);
		const [match] = matches;
		if (matches.length > 1) {
			return refuse([fault(line, 'people.several-matches', { name, count: matches.length })]);
		}
		if (rule === 'create') {
			const owner = person.number === null ? undefined : people.withNumber(person.number);
			if (!owner) return { line, outcome: 'create', name, after: person, changes: {}, faults: [] };
			const parameters = { number: person.number ?? '', name: owner.displayName };
			return refuse([fault(line, 'people.number-taken', parameters)]);
		}
		const earlier = match ? taken.get(match.id) : seen.find(person, key)[0]?.line;
		if (earlier !== undefined) {
			return { line, outcome: 'skip', name, changes: {}, sameAsLine: earlier, faults: [] };
		}
		if (!match) {
			seen.add({ ...person, line }, key);
			return { line, outcome: 'create', name, after: person, changes: {}, faults: [] };
		}
		taken.set(match.id, line);
		const about = { line, name: match.displayName, known: match, faults: [] };
		if (rule === 'skip') return { ...about, outcome: 'skip', changes: {} };
		const after = merge(match, draft);
		const changes = changesBetween(match, after);
		const outcome = Object.keys(changes).length > 0 ? 'update' : 'unchanged';
		return { ...about, outcome, after, changes };
	};
	return drafts.map(plan);
}

export type ImportTotals = Readonly<Record<Outcome, number>>;

export function totalsOf(lines: readonly PlannedLine[]): ImportTotals {
	const totals = { create: 0, update: 0, unchanged: 0, skip: 0, error: 0 };
	for (const { outcome } of lines) totals[outcome] += 1;
	return totals;
}

/** What a line that creates somebody fills in. */
export function createdFields({ after }: PlannedLine): Changes {
	return after ? changesBetween(NOBODY, after) : {};
}
