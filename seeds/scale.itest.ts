import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { accounting } from '#modules/accounting/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { inAssociation, inHost } from '#platform/server/database/db.ts';
import { callerForAssociation } from '#platform/server/identity/callers.ts';
import { perform } from '#platform/server/perform.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { growToScale } from './scale.ts';

const program = useTestProgram();

it(
	'grows an association that reads like a real one, among others',
	{ timeout: 120_000 },
	async () => {
		const { db } = program.runtime.database;
		const scale = { people: 300, entries: 1000, associations: 7 };
		const { slug } = await growToScale('Grandeur nature', scale);
		await growToScale('Autre', { people: 0, entries: 0, associations: 2 });
		const caller = await callerForAssociation(db, slug);
		const found = await perform(people.listPersons, caller, { search: 'membre 0639000042' });
		expect(found.persons.map(({ email }) => email)).toEqual(['membre42@example.org']);
		const all = await perform(people.listPersons, caller, {});
		expect(all.total).toBe(301);
		const gaps = await inAssociation(db, caller.association.id, async (tx) => {
			const { rows } = await sql`
			select y.code, count(*) as entries, max(e.number) as last, sum(e.total_cents) as total,
				(select sum(l.debit_cents) from accounting.line l where l.fiscal_year_id = y.id) as debits,
				(select sum(l.credit_cents) from accounting.line l where l.fiscal_year_id = y.id) as credits,
				(select sum(m.debit_cents) from accounting.account_month m where m.fiscal_year_id = y.id) as sums
			from accounting.entry e join accounting.fiscal_year y on y.id = e.fiscal_year_id
			group by y.id, y.code
			having count(*) <> max(e.number) or count(*) <> 1008`.execute(tx);
			return rows;
		});
		expect(gaps).toEqual([]);
		for (const { id } of (await perform(accounting.listFiscalYears, caller, {})).years) {
			const balance = await perform(accounting.trialBalance, caller, { fiscalYearId: id });
			expect(balance.totalDebitCents).toBe(balance.totalCreditCents);
			expect(balance.totalDebitCents).toBeGreaterThan(100_000);
		}
		const { rows } = await inHost(db, (tx) =>
			sql<{ count: number }>`select count(*) from platform.association`.execute(tx)
		);
		expect(rows).toEqual([{ count: 11 }]);
	}
);
