import type { Fault } from '#shared/errors.ts';
import type { Changes } from '../change.ts';
import { changesBetween } from '../change.ts';
import type { KnownPerson } from '../duplicates.ts';
import { Identities, KnownPeople, nameKey, signsOf } from '../duplicates.ts';
import type { PersonRecord } from '../person.ts';
import { newPerson } from '../new-person.ts';
import { displayName, primaryFirst } from '../person.ts';
import { fold } from '#shared/text.ts';
import { KnownGroups } from './known-groups.ts';
import type { LineDraft, NumberedLine } from './read-line.ts';

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
	readonly known?: Pick<KnownPerson, 'id' | 'version'>;
	readonly changes: Changes;
	/** Names of the groups that the person enters. */
	readonly entered: readonly string[];
	/** Names of the groups that the person is in already. */
	readonly groupsBefore: readonly string[];
	/** The photograph that the person gets, as base64. */
	readonly picture?: string;
	/** An earlier line about the same person: this one is left out. */
	readonly sameAsLine?: number;
	readonly faults: readonly Fault[];
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
	const merged: PersonRecord = primaryFirst({
		...known,
		...given,
		email: draft.values.email ?? known.email ?? draft.ifMissing.email ?? null,
		joinedOn: draft.values.joinedOn ?? known.joinedOn ?? draft.ifMissing.joinedOn ?? null,
		extra: { ...known.extra, ...draft.values.extra },
		custom: { ...known.custom, ...draft.values.custom }
	});
	if (sameName) return merged;
	if (written !== undefined) return { ...merged, displayName: written };
	return known.displayName === displayName(known)
		? { ...merged, displayName: displayName(merged) }
		: merged;
}

function fault(line: number, code: string, parameters: Record<string, string | number>): Fault {
	return { path: `line ${line}`, code, parameters: { line, ...parameters } };
}

/** The first two lines on which a number stands, of those that stand on several. */
export type RepeatedNumbers = ReadonlyMap<string, readonly [first: number, second: number]>;

/** All lines of a file are gone through before what the first one does is decided. */
export function repeatedNumbers(lines: Iterable<NumberedLine>): RepeatedNumbers {
	const earlier = new Map<string, number>();
	const twice = new Map<string, readonly [first: number, second: number]>();
	for (const { line, number } of lines) {
		const first = earlier.get(number);
		if (first === undefined) earlier.set(number, line);
		else if (!twice.has(number)) twice.set(number, [first, line]);
	}
	return twice;
}

/** What the association has already, beside people. */
export interface Surroundings {
	readonly groups?: KnownGroups | undefined;
	readonly categories?: readonly string[];
	/** The file has no column of names: each line is about somebody known already. */
	readonly nameless?: boolean;
	/** A line that has but an e-mail is somebody called by it: address books and mailing lists are made so. */
	readonly emailAsName?: boolean;
}

/** Categories that differ by case or accents only from one in use are that one. */
function categoriesOf(categories: readonly string[]): (draft: LineDraft) => LineDraft {
	const exact = new Set(categories);
	const folded = new Map(categories.map((name) => [fold(name), name]));
	return (draft) => {
		const { category } = draft.values;
		if (typeof category !== 'string' || exact.has(category)) return draft;
		const known = folded.get(fold(category));
		return known ? { ...draft, values: { ...draft.values, category: known } } : draft;
	};
}

/** Decides what each line of a file does, given all at once; see `startPlan`. */
export function planImport(
	drafts: readonly LineDraft[],
	known: Iterable<KnownPerson>,
	rule: DuplicateRule,
	surroundings: Surroundings = {}
): PlannedLine[] {
	const numbers = drafts.flatMap(({ line, values: { number } }) =>
		number ? [{ line, number }] : []
	);
	return startPlan(repeatedNumbers(numbers), rule, surroundings)(drafts, known);
}

/** Decides what some lines do, which follow those given before. */
export type Plan = (
	drafts: readonly LineDraft[],
	/** Whom one of these lines may be about, as they were before the first of all lines; twice the same counts once. */
	known: Iterable<KnownPerson>,
	/** Names of the groups that they are in, by id of person. */
	groupsOf?: ReadonlyMap<string, readonly string[]>
) => PlannedLine[];

/**
 * Decides what each line does, without doing it. Lines are taken in the order of the file, some at a time; a second
 * line about the same person is left out and says which line came first.
 */
export function startPlan(
	numbers: RepeatedNumbers,
	rule: DuplicateRule,
	{
		groups = new KnownGroups(),
		categories = [],
		nameless = false,
		emailAsName = false
	}: Surroundings = {}
): Plan {
	let people = new KnownPeople<KnownPerson>();
	let groupsOf: ReadonlyMap<string, readonly string[]> = new Map();
	const seen = new Identities<Seen>();
	const taken = new Map<string, number>();

	const settle = categoriesOf(categories);
	const nothing = { changes: {}, entered: [], groupsBefore: [], faults: [] };

	/** Whom a line without a name is about: the one person with its number or its e-mail. */
	const named = ({
		line,
		values: { number, email }
	}: LineDraft): readonly KnownPerson[] | Fault => {
		const value = number ?? email ?? '';
		const found = number ? [people.withNumber(number)] : email ? people.withEmail(email) : [];
		const matches = found.filter((one) => one !== undefined);
		if (matches.length > 1) {
			return fault(line, 'people.import-email-several', { value, count: matches.length });
		}
		if (matches.length === 1 && rule !== 'create') return matches;
		if (!nameless || value === '') return fault(line, 'people.name-missing', {});
		if (number) return fault(line, 'people.import-number-unknown', { value });
		return fault(line, 'people.import-email-unknown', { value });
	};

	const called = (person: PersonRecord): PersonRecord =>
		emailAsName && !person.displayName && person.email && !people.withEmail(person.email).length
			? { ...person, displayName: person.email }
			: person;

	const plan = (read: LineDraft): PlannedLine => {
		const draft = settle(read);
		const { line } = draft;
		const person = called(drafted(draft));
		const name = person.displayName || (person.number ?? person.email ?? '');
		const { faults: unknownGroups } = groups.plan(draft, []);
		// All that is wrong with a line is said at once.
		const refuse = (faults: readonly Fault[]): PlannedLine => {
			return { ...nothing, line, outcome: 'error', name, faults: [...faults, ...unknownGroups] };
		};
		const repeated = person.number === null ? undefined : numbers.get(person.number);
		if (draft.faults.length > 0 || repeated) {
			const [first = 0, second = 0] = repeated ?? [];
			const parameters = { number: person.number ?? '', first, second };
			const more = repeated ? [fault(line, 'people.number-twice', parameters)] : [];
			return refuse([...draft.faults, ...more]);
		}
		const found = person.displayName === '' ? named(draft) : undefined;
		if (found && 'code' in found) return refuse([found]);
		const signs = signsOf(person);
		const matches = found ?? people.find(person, signs);
		const [match] = matches;
		if (matches.length > 1) {
			return refuse([fault(line, 'people.several-matches', { name, count: matches.length })]);
		}
		const groupsBefore = (match && groupsOf.get(match.id)) ?? [];
		if (unknownGroups.length > 0) return refuse([]);
		const { entered } = groups.plan(draft, groupsBefore);
		if (rule === 'create') {
			const owner = person.number === null ? undefined : people.withNumber(person.number);
			if (!owner) return { ...nothing, line, outcome: 'create', name, after: person, entered };
			const parameters = { number: person.number ?? '', name: owner.displayName };
			return refuse([fault(line, 'people.number-taken', parameters)]);
		}
		// A number that stands on two lines was refused.
		const inFile = { ...signs, number: null };
		const earlier = match ? taken.get(match.id) : seen.find(person, inFile)[0]?.line;
		if (earlier !== undefined) {
			return { ...nothing, line, outcome: 'skip', name, sameAsLine: earlier };
		}
		if (!match) {
			const { number, birthDate } = person;
			seen.add({ number, birthDate, line }, inFile);
			return { ...nothing, line, outcome: 'create', name, after: person, entered };
		}
		taken.set(match.id, line);
		const about = { ...nothing, line, name: match.displayName, known: match, groupsBefore };
		if (rule === 'skip') return { ...about, outcome: 'skip' };
		const after = merge(match, draft);
		const changes = changesBetween(match, after);
		const same = Object.keys(changes).length === 0 && entered.length === 0;
		return { ...about, outcome: same ? 'unchanged' : 'update', after, changes, entered };
	};
	let given: Iterable<KnownPerson> | undefined;
	return (drafts, known, inGroups = new Map()) => {
		groupsOf = inGroups;
		if (known === given) return drafts.map(plan);
		given = known;
		people = new KnownPeople();
		for (const person of new Map([...known].map((one) => [one.id, one])).values()) {
			people.add(person);
		}
		return drafts.map(plan);
	};
}

/** What tells that a later line is about the same person as one that creates somebody. */
type Seen = Pick<PersonRecord, 'number' | 'birthDate'> & { readonly line: number };

export type ImportTotals = Readonly<Record<Outcome, number>>;

export function totalsOf(lines: readonly PlannedLine[]): ImportTotals {
	const totals = { create: 0, update: 0, unchanged: 0, skip: 0, error: 0 };
	for (const { outcome } of lines) totals[outcome] += 1;
	return totals;
}

export function addTotals(one: ImportTotals, other: ImportTotals): ImportTotals {
	const sums = OUTCOMES.map((outcome) => [outcome, one[outcome] + other[outcome]]);
	return Object.fromEntries(sums) as ImportTotals;
}
