import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { arrayText, eachOf } from '#platform/server/database/array-text.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { LineExtra } from '#modules/accounting/domain/import/imported-line.ts';

export interface EntryToInsert {
	readonly id: string;
	readonly journalId: string;
	readonly number: number;
	readonly date: Day;
	readonly label: string;
	readonly reference: string;
	readonly search: string;
	readonly totalCents: number;
	readonly validatedOn: Day | null;
	readonly originNumber: string | null;
}

export interface LineToInsert {
	readonly id: string;
	readonly entryId: string;
	readonly position: number;
	readonly date: Day;
	readonly accountId: string;
	readonly thirdPartyId: string | null;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly label: string | null;
}

export interface Batch {
	readonly entries: EntryToInsert[];
	readonly lines: LineToInsert[];
	readonly extras: ({ id: string } & LineExtra)[];
	/** The projects that lines are for, whole. */
	readonly shares: { readonly line: LineToInsert; readonly valueId: string }[];
	readonly notes: { readonly entryId: string; readonly text: string }[];
}

/** An empty one. */
export const aBatch = (): Batch => ({ entries: [], lines: [], extras: [], shares: [], notes: [] });

interface Place {
	readonly importId: string;
	readonly yearId: string;
	/** Of the projects. */
	readonly axisId: string | undefined;
}

/** A batch as the text of arrays, one per column: ready to be sent while the one before it is still being written. */
export interface PackedBatch {
	readonly lineCount: number;
	readonly entries: Packed<EntryToInsert>;
	readonly lines: Packed<LineToInsert>;
	readonly extras: Packed<Batch['extras'][number]> | undefined;
	readonly shares: Batch['shares'];
	readonly notes: Batch['notes'];
}

type Columns<Row> = { readonly [Key in keyof Row]: string | number | null | undefined };

type Packed<Row> = (key: keyof Row) => string;

/** An empty text is none. */
function pack<Row extends Columns<Row>>(
	rows: readonly Row[],
	keys: readonly (keyof Row)[]
): Packed<Row> {
	const columns = new Map(
		keys.map((key) => [key, arrayText(rows.map((row) => (row[key] === '' ? null : row[key])))])
	);
	return (key) => columns.get(key) ?? '{}';
}

const ENTRY_COLUMNS = [
	...(['id', 'journalId', 'number', 'date', 'label', 'reference'] as const),
	...(['search', 'totalCents', 'validatedOn', 'originNumber'] as const)
];
const LINE_COLUMNS = [
	...(['id', 'entryId', 'position', 'date', 'accountId'] as const),
	...(['debitCents', 'creditCents', 'label', 'thirdPartyId'] as const)
];
const EXTRA_COLUMNS = [
	...(['id', 'auxiliaryCode', 'auxiliaryLabel', 'reference', 'documentDate'] as const),
	...(['letter', 'letterDate', 'foreignAmount', 'currency'] as const)
];

export function packBatch({ entries, lines, extras, shares, notes }: Batch): PackedBatch {
	return {
		lineCount: lines.length,
		...{ shares, notes },
		entries: pack(entries, ENTRY_COLUMNS),
		lines: pack(lines, LINE_COLUMNS),
		extras: extras.length > 0 ? pack(extras, EXTRA_COLUMNS) : undefined
	};
}

/** Five statements at most, whatever the number of rows: arrays of columns rather than rows of parameters. */
export async function insertBatch(
	context: OperationContext,
	place: Place,
	{ entries, lines, extras, shares, notes, lineCount }: PackedBatch
): Promise<void> {
	if (lineCount === 0) return;
	await insertEntries(context, place, entries);
	await insertLines(context, place, lines);
	if (extras) await insertExtras(context, extras);
	if (shares.length > 0 && place.axisId) await insertShares(context, place.axisId, shares);
	if (notes.length > 0) await insertNotes(context, notes);
}

async function insertEntries(
	{ tx, association, actor, now }: OperationContext,
	{ importId, yearId }: Place,
	of: PackedBatch['entries']
): Promise<void> {
	await sql`INSERT INTO accounting.entry (association_id, id, fiscal_year_id, journal_id, number, entry_date,
			label, reference, search, total_cents, validated_at, created_at, created_by, import_id, origin_number)
		SELECT ${association.id}, ${eachOf(of('id'), 'uuid')}, ${yearId}, ${eachOf(of('journalId'), 'uuid')},
			${eachOf(of('number'), 'int')}, ${eachOf(of('date'), 'date')}, ${eachOf(of('label'), 'text')},
			${eachOf(of('reference'), 'text')}, ${eachOf(of('search'), 'text')}, ${eachOf(of('totalCents'), 'bigint')},
			-- The day is all that the file says: noon is on it in summer as in winter.
			(${eachOf(of('validatedOn'), 'date')} + time '12:00') AT TIME ZONE 'Europe/Paris',
			${now}, ${actor.accountId}, ${importId}, ${eachOf(of('originNumber'), 'text')}`.execute(tx);
}

async function insertLines(
	{ tx, association }: OperationContext,
	{ yearId }: Place,
	of: PackedBatch['lines']
): Promise<void> {
	await sql`INSERT INTO accounting.line (association_id, id, entry_id, position, fiscal_year_id, entry_date,
			account_id, debit_cents, credit_cents, label, third_party_id)
		SELECT ${association.id}, ${eachOf(of('id'), 'uuid')}, ${eachOf(of('entryId'), 'uuid')},
			${eachOf(of('position'), 'smallint')}, ${yearId}, ${eachOf(of('date'), 'date')},
			${eachOf(of('accountId'), 'uuid')}, ${eachOf(of('debitCents'), 'bigint')},
			${eachOf(of('creditCents'), 'bigint')}, ${eachOf(of('label'), 'text')},
			${eachOf(of('thirdPartyId'), 'uuid')}`.execute(tx);
}

async function insertExtras(
	{ tx, association }: OperationContext,
	of: NonNullable<PackedBatch['extras']>
): Promise<void> {
	await sql`INSERT INTO accounting.imported_line (association_id, id, auxiliary_code, auxiliary_label,
			document_reference, document_date, letter, letter_date, foreign_amount, currency)
		SELECT ${association.id}, ${eachOf(of('id'), 'uuid')}, ${eachOf(of('auxiliaryCode'), 'text')},
			${eachOf(of('auxiliaryLabel'), 'text')}, ${eachOf(of('reference'), 'text')},
			${eachOf(of('documentDate'), 'date')}, ${eachOf(of('letter'), 'text')},
			${eachOf(of('letterDate'), 'date')}, ${eachOf(of('foreignAmount'), 'text')},
			${eachOf(of('currency'), 'text')}`.execute(tx);
}

async function insertShares(
	{ tx, association }: OperationContext,
	axisId: string,
	rows: Batch['shares']
): Promise<void> {
	await sql`INSERT INTO accounting.line_share
			(association_id, id, line_id, axis_id, value_id, debit_cents, credit_cents)
		SELECT ${association.id}, s.id, s.line, ${axisId}, s.value, s.debit, s.credit
		FROM unnest(${rows.map(() => newId())}::uuid[], ${rows.map(({ line }) => line.id)}::uuid[],
			${rows.map(({ valueId }) => valueId)}::uuid[], ${rows.map(({ line }) => line.debitCents)}::bigint[],
			${rows.map(({ line }) => line.creditCents)}::bigint[])
			AS s(id, line, value, debit, credit)`.execute(tx);
}

/** What was noted about entries is a remark that waits for nothing. */
async function insertNotes(
	{ tx, association, actor, now }: OperationContext,
	rows: Batch['notes']
): Promise<void> {
	await sql`INSERT INTO accounting.remark (association_id, id, entry_id, kind, text, imported,
			written_at, written_by, written_as, settled_at, settled_by)
		SELECT ${association.id}, n.id, n.entry, 'remark', n.text, true,
			${now}, ${actor.accountId}, ${actor.role}, ${now}, ${actor.accountId}
		FROM unnest(${rows.map(() => newId())}::uuid[], ${rows.map(({ entryId }) => entryId)}::uuid[],
			${rows.map(({ text }) => text)}::text[]) AS n(id, entry, text)`.execute(tx);
}
