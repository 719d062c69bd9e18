import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import type { Tx } from '#platform/server/operation.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { closeFiscalYear } from './close-fiscal-year.ts';
import { validateEntries } from './validate-entries.ts';

const program = useTestProgram();

/** Statements written straight to the database, as the application's own role. */
async function withRawSql() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const yearId = await aFiscalYear(treasurer, 2025);
	const { entryId } = await anEntry(treasurer, { date: '2025-03-15' as never });
	const raw = (work: (tx: Tx) => Promise<unknown>) =>
		inAssociation(program.runtime.database.db, association.id, work);
	return { association, treasurer, yearId, entryId, raw };
}

async function insertEntry(tx: Tx, id: string, changes: { date?: string } = {}) {
	await sql`update accounting.entry_counter set last_number = 999`.execute(tx);
	await sql`insert into accounting.entry (association_id, id, fiscal_year_id, journal_id, number,
			entry_date, label, search, total_cents, created_at)
		select association_id, ${id}, fiscal_year_id, journal_id, 999,
			${changes.date ?? '2025-05-05'}, 'x', 'x', 500, now()
		from accounting.entry limit 1`.execute(tx);
}

function insertLines(tx: Tx, entryId: string, amounts: readonly (readonly [number, number])[]) {
	const rows = amounts.map(
		([debit, credit], index) => sql`(${newId()}::uuid, ${index + 10}::smallint,
			${debit}::bigint, ${credit}::bigint)`
	);
	return sql`insert into accounting.line (association_id, id, entry_id, position, fiscal_year_id,
			entry_date, account_id, debit_cents, credit_cents)
		select e.association_id, v.id, e.id, v.position, e.fiscal_year_id, e.entry_date, a.id,
			v.debit, v.credit
		from (values ${sql.join(rows)}) v (id, position, debit, credit)
		join accounting.entry e on e.id = ${entryId}
		join accounting.account a on a.code = '5121'`.execute(tx);
}

describe('the database itself refuses', () => {
	it('an entry without lines, at the commit', async () => {
		const { raw } = await withRawSql();
		await expect(raw((tx) => insertEntry(tx, newId()))).rejects.toThrow(
			'accounting.entry-not-balanced'
		);
	});

	it('an entry whose lines are not balanced, at the commit', async () => {
		const { raw } = await withRawSql();
		const id = newId();
		const work = raw(async (tx) => {
			await insertEntry(tx, id);
			await insertLines(tx, id, [
				[500, 0],
				[0, 499]
			]);
		});
		await expect(work).rejects.toThrow('accounting.entry-not-balanced');
	});

	it('a line added to a balanced entry, or taken from it', async () => {
		const { raw, entryId } = await withRawSql();
		await expect(raw((tx) => insertLines(tx, entryId, [[1, 0]]))).rejects.toThrow(
			'accounting.entry-not-balanced'
		);
		await expect(
			raw((tx) => sql`delete from accounting.line where credit_cents > 0`.execute(tx))
		).rejects.toThrow('accounting.entry-not-balanced');
	});

	it.each([
		[5, 5],
		[0, 0],
		[-5, 0]
	])('a line with %d debited and %d credited', async (debit, credit) => {
		const { raw, entryId } = await withRawSql();
		await expect(raw((tx) => insertLines(tx, entryId, [[debit, credit]]))).rejects.toThrow(
			/violates check constraint/
		);
	});

	it('an entry dated outside its year', async () => {
		const { raw } = await withRawSql();
		await expect(raw((tx) => insertEntry(tx, newId(), { date: '2026-01-01' }))).rejects.toThrow(
			'accounting.entry-outside-year'
		);
		await expect(
			raw((tx) => sql`update accounting.entry set entry_date = '2026-01-01'`.execute(tx))
		).rejects.toThrow('accounting.entry-outside-year');
	});

	it('a line whose date is not that of its entry', async () => {
		const { raw } = await withRawSql();
		const work = raw((tx) =>
			sql`update accounting.entry set entry_date = '2025-03-16'`.execute(tx)
		);
		await expect(work).rejects.toThrow('accounting.line-without-entry');
	});

	it.each([
		['the entry', { entry_id: newId() }, 'accounting.line-without-entry'],
		['the date', { entry_date: '2025-03-16' }, 'accounting.line-without-entry'],
		['the year', { fiscal_year_id: newId() }, 'accounting.line-without-entry'],
		['the account', { account_id: newId() }, /violates foreign key constraint/]
	])('a line that names %s wrongly', async (_, wrong, refusal) => {
		const { raw } = await withRawSql();
		const work = raw((tx) =>
			sql`insert into accounting.line
				select (jsonb_populate_record(l, ${JSON.stringify({ ...wrong, id: newId(), position: 9 })}::jsonb)).*
				from accounting.line l limit 1`.execute(tx)
		);
		await expect(work).rejects.toThrow(refusal);
	});

	it.each([
		['a number that was not counted', { number: 1000 }, 'accounting.entry-not-counted'],
		['an unknown year', { fiscal_year_id: newId() }, 'accounting.entry-not-counted'],
		['an unknown journal', { journal_id: newId() }, 'accounting.entry-not-counted'],
		['an unknown import', { import_id: newId() }, 'accounting.import-not-in-hand']
	])('an entry of %s', async (_, wrong, refusal) => {
		const { raw } = await withRawSql();
		const work = raw(async (tx) => {
			await sql`update accounting.entry_counter set last_number = 999`.execute(tx);
			const entry = JSON.stringify({ number: 999, ...wrong, id: newId() });
			await sql`insert into accounting.entry
				select (jsonb_populate_record(e, ${entry}::jsonb)).* from accounting.entry e`.execute(tx);
		});
		await expect(work).rejects.toThrow(refusal);
	});

	it('to forget what entries and lines refer to', async () => {
		const { raw } = await withRawSql();
		for (const [table, refusal] of [
			['entry_counter', 'accounting.counter-in-use'],
			['account_month', 'accounting.sums-kept'],
			['account', /violates foreign key constraint/],
			['journal', /violates foreign key constraint/],
			['fiscal_year', /violates foreign key constraint/]
		] as const) {
			const work = raw((tx) => sql.raw(`delete from accounting.${table}`).execute(tx));
			await expect(work).rejects.toThrow(refusal);
		}
	});

	it.each([
		['delete from accounting.entry', 'accounting.entry-kept'],
		['update accounting.entry set number = 7', 'accounting.entry-numbered'],
		['update accounting.line set debit_cents = 3', 'accounting.line-replaced'],
		["update accounting.fiscal_year set end_day = '2025-11-30'", 'accounting.year-days-kept'],
		['update accounting.fiscal_year set closed_at = now()', 'accounting.year-has-drafts']
	])('%s', async (statement, code) => {
		const { raw } = await withRawSql();
		await expect(raw((tx) => sql.raw(statement).execute(tx))).rejects.toThrow(code);
	});

	it.each([
		"update accounting.entry set label = 'autre'",
		"update accounting.entry set entry_date = '2025-03-16'",
		'update accounting.entry set validated_at = null',
		'delete from accounting.line'
	])('once an entry is validated: %s', async (statement) => {
		const { raw, treasurer } = await withRawSql();
		await perform(validateEntries, treasurer, { until: '2025-12-31' });
		await expect(raw((tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
			'accounting.entry-validated'
		);
	});

	it('anything in a closed year, and reopening it', async () => {
		const { raw, treasurer, yearId, entryId } = await withRawSql();
		await perform(closeFiscalYear, treasurer, { fiscalYearId: yearId });
		await expect(raw((tx) => insertEntry(tx, newId()))).rejects.toThrow(
			'accounting.year-closed-meanwhile'
		);
		await expect(raw((tx) => insertLines(tx, entryId, [[1, 0]]))).rejects.toThrow(
			'accounting.entry-validated'
		);
		await expect(
			raw((tx) => sql`update accounting.fiscal_year set closed_at = null`.execute(tx))
		).rejects.toThrow('accounting.reopening-without-trace');
		await expect(
			raw((tx) => sql`update accounting.fiscal_year set chart = 'other'`.execute(tx))
		).rejects.toThrow('accounting.year-closed-for-good');
	});

	it('years that overlap or leave a gap', async () => {
		const { raw } = await withRawSql();
		for (const [start, follows] of [
			['2025-12-31', '2025-12-30'],
			['2026-01-02', '2026-01-01'],
			['2026-01-01', null]
		]) {
			const work = raw((tx) =>
				sql`insert into accounting.fiscal_year
					select association_id, ${newId()}, 'other', chart, ${start}::date, '2026-12-31',
						${follows}::date, null, now()
					from accounting.fiscal_year`.execute(tx)
			);
			await expect(work).rejects.toThrow(/violates (foreign key|unique) constraint/);
		}
	});

	it('rows written for another association', async () => {
		const { raw } = await withRawSql();
		const work = raw((tx) =>
			sql`insert into accounting.journal values (${newId()}, ${newId()}, 'ZZ', 'x', 'bank')`.execute(
				tx
			)
		);
		await expect(work).rejects.toThrow(/row-level security/);
	});
});

describe('the sums kept by month', () => {
	it('follow the lines of a draft that is replaced', async () => {
		const { raw, entryId } = await withRawSql();
		const sums = await raw(async (tx) => {
			await sql`delete from accounting.line`.execute(tx);
			await insertLines(tx, entryId, [
				[700, 0],
				[0, 300],
				[0, 400]
			]);
			const { rows } = await sql`select m.debit_cents, m.credit_cents, e.total_cents
				from accounting.account_month m
				join accounting.account a on a.id = m.account_id and a.code = '5121'
				cross join accounting.entry e`.execute(tx);
			return rows;
		});
		expect(sums).toEqual([{ debit_cents: 700, credit_cents: 700, total_cents: 700 }]);
	});
});
