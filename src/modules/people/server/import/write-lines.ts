import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { ImportTotals, PlannedLine } from '#modules/people/domain/import/plan.ts';
import { addTotals, totalsOf } from '#modules/people/domain/import/plan.ts';
import type { PersonRecord } from '#modules/people/domain/person.ts';
import type { Edited, Later } from '../write-people.ts';
import { finishWriting, insertPeople, nothingYet, updatePeople } from '../write-people.ts';
import type { Entering } from './enter-groups.ts';
import { enterGroups } from './enter-groups.ts';
import { givePhotos, type GivenPhoto } from '../photo/give-photos.ts';
import type { ImportRow } from './import-row.ts';
import { planLines } from './plan-import.ts';

const SHOWN_FAULTS = 50;

/** What writing a long file needs beside the transaction of the import. */
export interface LongWriting {
	/** Sees people as they were, whatever is written meanwhile. */
	readonly people: Tx;
	/** Hears how many lines have been decided. */
	report(lines: number): void;
}

/**
 * Writes what each line of an import does, some lines while the next ones are decided.
 * @param long of a file of many lines; of another one, whom it changes is written once all lines are decided
 * @throws {Refusal} `people.import-has-faults` with the first of them, unless faulty lines are left out;
 * `people.import-people-changed`; the transaction then keeps nothing
 */
export async function writeLines(
	context: OperationContext,
	row: ImportRow,
	leaveOutFaultyLines: boolean,
	long?: LongWriting
): Promise<ImportTotals> {
	const later: Later = nothingYet();
	const entering: Entering[] = [];
	const photos: GivenPhoto[] = [];
	const edits: Edited[] = [];
	const faults: Fault[] = [];
	let totals = totalsOf([]);
	let decided = 0;
	let writing: Promise<void> = Promise.resolve();
	const write = async (people: readonly CreatedPerson[]) => {
		await insertPeople(context, people, row.id, later);
		if (long) await edit(context, edits.splice(0), row.id, later);
	};
	for await (const lines of planLines(context, row, long?.people)) {
		totals = addTotals(totals, totalsOf(lines));
		for (const line of lines) {
			if (faults.length < SHOWN_FAULTS) faults.push(...line.faults);
		}
		decided += lines.length;
		long?.report(decided);
		await writing;
		if (totals.error > 0 && !leaveOutFaultyLines) continue;
		const people = created(lines);
		const idOf = idsOf(people);
		entering.push(...enteringOf(lines, idOf));
		photos.push(...photosOf(lines, idOf));
		edits.push(...updated(lines));
		writing = write(people);
		// Awaited before the next lines are written.
		writing.catch(() => {});
	}
	await writing;
	if (!leaveOutFaultyLines) refuseFaults(totals.error, faults);
	await edit(context, edits, row.id, later);
	await finishWriting(context, later);
	await enterGroups(context, entering, row.id);
	const unread = await givePhotos(context, photos, row.id);
	if (!leaveOutFaultyLines) refuseFaults(unread.length, unread);
	return totals;
}

function refuseFaults(count: number, faults: readonly Fault[]): void {
	if (count === 0) return;
	const shown = faults.slice(0, SHOWN_FAULTS);
	throw new Refusal('invalid', 'people.import-has-faults', { count }, shown);
}

async function edit(
	context: OperationContext,
	edits: readonly Edited[],
	importId: string,
	later: Later
): Promise<void> {
	if ((await updatePeople(context, edits, importId, later)) < edits.length) {
		throw new Refusal('conflict', 'people.import-people-changed');
	}
}

type IdOf = (line: PlannedLine) => string | undefined;

/** The id of the person that a line is about. */
function idsOf(people: readonly CreatedPerson[]): IdOf {
	const created = new Map(people.map(({ id, person }) => [person, id]));
	return ({ outcome, known, after }) =>
		outcome === 'create' && after ? created.get(after) : known?.id;
}

/** Who enters which groups, by id of person. */
function enteringOf(lines: readonly PlannedLine[], idOf: IdOf): Entering[] {
	return lines.flatMap((line) => {
		const personId = line.entered.length > 0 && line.after ? idOf(line) : undefined;
		return personId ? [{ personId, groups: line.entered }] : [];
	});
}

function photosOf(lines: readonly PlannedLine[], idOf: IdOf): GivenPhoto[] {
	return lines.flatMap((line) => {
		const personId = line.picture === undefined ? undefined : idOf(line);
		return personId ? [{ personId, line: line.line, picture: line.picture ?? '' }] : [];
	});
}

interface CreatedPerson {
	readonly id: string;
	readonly person: PersonRecord;
}

function created(lines: readonly PlannedLine[]): CreatedPerson[] {
	return lines.flatMap(({ outcome, after }) =>
		outcome === 'create' && after ? [{ id: newId(), person: after }] : []
	);
}

function updated(lines: readonly PlannedLine[]): Edited[] {
	return lines.flatMap(({ outcome, known, after, changes }) =>
		outcome === 'update' && known && after && Object.keys(changes).length > 0
			? [{ id: known.id, version: known.version, person: after, changes }]
			: []
	);
}
