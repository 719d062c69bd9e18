import { setImmediate } from 'node:timers/promises';
import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { ImportTotals, PlannedLine } from '#modules/people/domain/import/plan.ts';
import { addTotals, totalsOf } from '#modules/people/domain/import/plan.ts';
import type { PersonRecord } from '#modules/people/domain/person.ts';
import { customFields } from '../custom/field-row.ts';
import { GatheredPeople, writeNewcomers } from '../insert-people.ts';
import type { Edited } from '../write-people.ts';
import { updatePeople } from '../write-people.ts';
import type { Entering } from './enter-groups.ts';
import { enterGroups } from './enter-groups.ts';
import { givePhotos, type GivenPhoto } from '../photo/give-photos.ts';
import type { ImportRow } from './import-row.ts';
import { linesKept } from './import-parts.ts';
import { planLines } from './plan-import.ts';
import { stateOfRecords } from './records-state.ts';

const SHOWN_FAULTS = 50;
const EDITED_AT_ONCE = 500;

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
	const gathered = new GatheredPeople(await customFields(context.tx));
	const { words } = gathered;
	const entering: Entering[] = [];
	const photos: GivenPhoto[] = [];
	const edits: Edited[] = [];
	const faults: Fault[] = [];
	let totals = totalsOf([]);
	let decided = 0;
	let writing: Promise<void> = Promise.resolve();
	const write = async (some: () => Promise<void>) => {
		await writing;
		writing = some();
		// Awaited before the next are written.
		writing.catch(() => {});
	};
	const addGathered = () => {
		const newcomers = gathered.take();
		return write(() => writeNewcomers(context, newcomers, row.id));
	};
	const editThem = (some: readonly Edited[]) => write(() => edit(context, some, row.id, words));
	try {
		for await (const lines of await linesToWrite(context, row, long)) {
			totals = addTotals(totals, totalsOf(lines));
			for (const line of lines) {
				if (faults.length < SHOWN_FAULTS) faults.push(...line.faults);
			}
			decided += lines.length;
			long?.report(decided);
			if (totals.error > 0 && !leaveOutFaultyLines) continue;
			const people = created(lines);
			const idOf = idsOf(people);
			gathered.add(people);
			entering.push(...enteringOf(lines, idOf));
			photos.push(...photosOf(lines, idOf));
			edits.push(...updated(lines));
			if (gathered.isEnough) await addGathered();
			// What is being written goes out, and what it answers comes in, while lines are decided.
			await setImmediate();
			if (long && edits.length >= EDITED_AT_ONCE) await editThem(edits.splice(0));
		}
	} finally {
		// Whoever gives up ends the transaction: nothing more of it is to be sent by then.
		await writing.catch(() => {});
	}
	await writing;
	if (!leaveOutFaultyLines) refuseFaults(totals.error, faults);
	await addGathered();
	await editThem(edits);
	await writing;
	await gathered.finish(context);
	await enterGroups(context, entering, row.id);
	const unread = await givePhotos(context, photos, row.id);
	if (!leaveOutFaultyLines) refuseFaults(unread.length, unread);
	return totals;
}

/** What was decided for the preview, as long as nothing has been written since; otherwise all is decided again. */
async function linesToWrite(
	context: OperationContext,
	row: ImportRow,
	long: LongWriting | undefined
): Promise<AsyncIterable<readonly PlannedLine[]>> {
	const isSame = row.comparedWith !== null && row.comparedWith === (await stateOfRecords(context));
	return long && isSame ? linesKept(long.people, row.id) : planLines(context, row, long?.people);
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
	learning: Set<string>
): Promise<void> {
	if ((await updatePeople(context, edits, importId, learning)) < edits.length) {
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
