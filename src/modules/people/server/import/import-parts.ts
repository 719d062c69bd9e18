import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { Fault } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { ImportTotals, Outcome, PlannedLine } from '#modules/people/domain/import/plan.ts';
import { addTotals, totalsOf } from '#modules/people/domain/import/plan.ts';
import type { KeptLine } from './kept-line.ts';
import { keptLine, plannedLine } from './kept-line.ts';

const LINES_OF_PART = 500;

/** Lines that are kept together, gathered as text: it is soon lighter than what they do. */
export class GatheredLines {
	#lines: string[] = [];
	#totals = totalsOf([]);
	#last = 0;

	get isEmpty(): boolean {
		return this.#lines.length === 0;
	}

	get isEnough(): boolean {
		return this.#lines.length >= LINES_OF_PART;
	}

	add(lines: readonly PlannedLine[]): void {
		for (const line of lines) this.#lines.push(JSON.stringify(keptLine(line)));
		this.#totals = addTotals(this.#totals, totalsOf(lines));
		this.#last = lines.at(-1)?.line ?? this.#last;
	}

	/** Those gathered since the last time. */
	take(): PartOfLines {
		const part = {
			last: this.#last,
			totals: this.#totals,
			lines: `[${this.#lines.join(',')}]`
		};
		[this.#lines, this.#totals] = [[], totalsOf([])];
		return part;
	}
}

interface PartOfLines {
	readonly last: number;
	readonly totals: ImportTotals;
	/** JSON. */
	readonly lines: string;
}

/** Keeps what lines of a long file do, to be shown, then done: they follow those kept before. */
export async function keepPart(
	{ tx, association }: OperationContext,
	importId: string,
	{ last, totals, lines }: PartOfLines
): Promise<void> {
	await sql`
		INSERT INTO people.import_part (association_id, import_id, last_line, totals, lines)
		VALUES (${association.id}, ${importId}, ${last}, ${JSON.stringify(totals)}, ${lines})`.execute(tx);
}

export async function forgetParts(tx: Tx, importId: string): Promise<void> {
	await sql`DELETE FROM people.import_part t WHERE t.import_id = ${importId}`.execute(tx);
}

/** Whether what the lines of a long file do has been found out. */
export async function hasParts(tx: Tx, importId: string): Promise<boolean> {
	const { rows } = await sql<{ found: boolean }>`
		SELECT EXISTS (SELECT FROM people.import_part t WHERE t.import_id = ${importId}) AS found`.execute(
		tx
	);
	return rows[0]?.found === true;
}

/** @throws {Refusal} `people.import-being-read` when it hasn’t been found out yet what the lines do */
export async function totalsOfParts(tx: Tx, importId: string): Promise<ImportTotals> {
	const { rows } = await sql<{ totals: ImportTotals }>`
		SELECT t.totals FROM people.import_part t WHERE t.import_id = ${importId}`.execute(tx);
	if (rows.length === 0) throw new Refusal('conflict', 'people.import-being-read');
	return rows.reduce((sum, { totals }) => addTotals(sum, totals), totalsOf([]));
}

interface Asked {
	readonly outcome?: Outcome | undefined;
	readonly after: number;
	readonly limit: number;
}

/** The lines after a line, of one outcome if told, as many as asked. */
export async function linesOfParts(
	tx: Tx,
	importId: string,
	{ limit, ...asked }: Asked
): Promise<PlannedLine[]> {
	const found: PlannedLine[] = [];
	for await (const lines of linesKept(tx, importId, asked)) {
		found.push(...lines.slice(0, limit - found.length));
		if (found.length === limit) break;
	}
	return found;
}

const AT_ONCE = 4;

/** The lines after a line, of one outcome if told, hundreds at a time. */
export async function* linesKept(
	tx: Tx,
	importId: string,
	{ outcome, after }: Pick<Asked, 'outcome' | 'after'> = { after: 0 }
): AsyncGenerator<readonly PlannedLine[]> {
	for (let from = after; ;) {
		const { rows } = await sql<{ lastLine: number; lines: string }>`
			SELECT t.last_line AS "lastLine", t.lines FROM people.import_part t
			WHERE t.import_id = ${importId} AND t.last_line > ${from}
				AND ${outcome ? sql`(t.totals ->> ${outcome})::integer > 0` : sql`true`}
			ORDER BY t.last_line LIMIT ${AT_ONCE}`.execute(tx);
		for (const { lastLine, lines } of rows) {
			from = lastLine;
			const asked = (JSON.parse(lines) as KeptLine[]).filter(
				(line) => line.line > after && (!outcome || line.outcome === outcome)
			);
			yield asked.map(plannedLine);
		}
		if (rows.length < AT_ONCE) return;
	}
}

const SHOWN_FAULTS = 50;

/** The first faults of a long file. */
export async function faultsOfParts(tx: Tx, importId: string): Promise<Fault[]> {
	const lines = await linesOfParts(tx, importId, {
		outcome: 'error',
		after: 0,
		limit: SHOWN_FAULTS
	});
	return lines.flatMap(({ faults }) => faults).slice(0, SHOWN_FAULTS);
}
