import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accounting } from '#modules/accounting/server/index.ts';
import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { inAssociation, inHost } from '#platform/server/database/db.ts';
import { accountCaller } from '#platform/server/identity/index.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { replaceClock } from '#platform/server/clock.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { createDemo, findDemo, PERSONAS, removeDemo, signInAsPersona, type Demo } from './demo.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';

const program = useTestProgram();
const db = () => program.runtime.database.db;

let demo: Demo;
let claire: Caller;

async function callerOf(email: string): Promise<Caller> {
	const caller = await inHost(db(), async (tx) => {
		const { rows } = await sql<{ id: string }>`
			select id from platform.account where email = ${email}`.execute(tx);
		return rows[0] && accountCaller(tx, rows[0].id, { slug: demo.slug });
	});
	if (!caller) throw new Error(email);
	return caller;
}

/** Rows of the demonstration that break a rule. */
function broken(query: ReturnType<typeof sql>): Promise<unknown[]> {
	return inAssociation(db(), demo.id, async (tx) => (await query.execute(tx)).rows);
}

let restoreClock = () => {};
beforeAll(async () => {
	restoreClock = replaceClock(() => new Date('2026-11-22T10:00:00Z'));
	demo = await createDemo();
	claire = await callerOf(PERSONAS[0]?.email ?? '');
}, 120_000);
afterAll(() => restoreClock());

describe('the demonstration', () => {
	it('is created once, even when asked twice at a time', async () => {
		expect(await Promise.all([createDemo(), createDemo()])).toEqual([demo, demo]);
	});

	it('has its people, and their dues', async () => {
		const { total } = await perform(people.listPersons, claire, {});
		expect(total).toBeGreaterThan(225);
		expect(total).toBeLessThan(255);
		const summary = await perform(membership.membershipSummary, claire, {});
		expect(summary.upToDate).toBeGreaterThan(160);
		expect(summary.owing).toBeGreaterThan(3);
		expect(summary.expired).toBeGreaterThan(10);
	});

	it('has saved searches and a group of those whom a search finds, who are somebody', async () => {
		const { searches } = await perform(people.listSearches, claire, {});
		expect(searches.map(({ name }) => name).sort()).toEqual([
			'N’ont pas renouvelé',
			'À prévenir par courrier',
			'À relancer'
		]);
		for (const { where, match } of searches) {
			const { total } = await perform(people.listPersons, claire, { where, match });
			expect(total).toBeGreaterThan(2);
		}
		const paul = await callerOf('paul@kerlann.example');
		const { groups } = await perform(people.listGroups, paul, {});
		const young = groups.find(({ name }) => name === 'Jeunes jardiniers');
		expect(young?.members).toBeGreaterThan(5);
		const { total } = await perform(people.listPersons, paul, { group: young?.id });
		expect(total).toBe(young?.members);
	});

	it('knows each persona, with a role and, for members, a record', async () => {
		const callers = await Promise.all(PERSONAS.map(({ email }) => callerOf(email)));
		expect(callers.map(({ actor }) => actor.role)).toEqual(PERSONAS.map(({ role }) => role));
		expect(callers.map(({ actor }) => actor.personId !== null)).toEqual([
			true,
			true,
			true,
			false,
			true,
			true
		]);
	});

	it('has two closed years and an open one, each balanced', async () => {
		const { years } = await perform(accounting.listFiscalYears, claire, {});
		expect(years.map(({ code, closed }) => [code, closed]).sort()).toEqual([
			['2024', true],
			['2025', true],
			['2026', false]
		]);
		const unbalanced = sql`
			select y.code, sum(l.debit_cents) - sum(l.credit_cents) as gap
			from accounting.line l join accounting.fiscal_year y on y.id = l.fiscal_year_id
			group by y.code having sum(l.debit_cents) <> sum(l.credit_cents)`;
		expect(await broken(unbalanced)).toEqual([]);
	});

	it('has a template, an entry that comes back from it, and one that waits to be finished', async () => {
		const { templates } = await perform(accounting.listEntryTemplates, claire, {});
		expect(templates).toMatchObject([{ name: 'Loyer du local' }]);
		const { recurring } = await perform(accounting.listRecurringEntries, claire, {});
		expect(recurring).toMatchObject([{ name: 'Loyer du local', months: 3 }]);
		const { drafts } = await perform(accounting.listEntryDrafts, claire, {});
		expect(drafts).toMatchObject([{ form: 'expense', label: 'Fumier pour les planches d’hiver' }]);
	});

	it('opens each year with what the former one closed on', async () => {
		const gaps = sql`
			with balance as (
				select y.start_day, y.end_day, a.code, j.kind = 'opening' as opening,
					sum(l.debit_cents - l.credit_cents) as cents
				from accounting.line l
				join accounting.entry e on e.id = l.entry_id
				join accounting.journal j on j.id = e.journal_id
				join accounting.fiscal_year y on y.id = l.fiscal_year_id
				join accounting.account a on a.id = l.account_id
				where a.code < '6' and a.code not like '12%'
				group by 1, 2, 3, 4
			), closing as (
				select end_day, code, sum(cents) as cents from balance group by 1, 2
			)
			select c.code, c.end_day, c.cents, o.cents as opened
			from closing c
			left join balance o on o.start_day = c.end_day + 1 and o.code = c.code and o.opening
			where c.end_day < '2026-01-01' and c.cents <> coalesce(o.cents, 0)`;
		expect(await broken(gaps)).toEqual([]);
	});

	it('has an entry for every payment of dues, of the same amount', async () => {
		const orphans = sql`
			select p.id from membership.payment p
			left join accounting.entry e on e.id = p.entry_id and e.total_cents = p.amount_cents
				and e.source_id = p.id and e.entry_date = p.paid_on
			where e.id is null`;
		expect(await broken(orphans)).toEqual([]);
		const unpaid = sql`
			select m.id from membership.membership m
			where m.paid_cents <> (select coalesce(sum(s.amount_cents), 0)
				from membership.payment_share s where s.membership_id = m.id)`;
		expect(await broken(unpaid)).toEqual([]);
	});

	it('has no membership that overlaps another of the same person', async () => {
		const overlaps = sql`
			select a.id from membership.membership a join membership.membership b
				on a.person_id = b.person_id and a.id < b.id
				and daterange(a.starts_on, a.ends_on, '[]') && daterange(b.starts_on, b.ends_on, '[]')`;
		expect(await broken(overlaps)).toEqual([]);
	});

	it('never spends cash or savings that it does not have', async () => {
		const overdrawn = sql`
			select code, day, cents from (
				select a.code, l.entry_date as day, sum(sum(l.debit_cents - l.credit_cents))
					over (partition by a.code, l.fiscal_year_id order by l.entry_date) as cents
				from accounting.line l join accounting.account a on a.id = l.account_id
				where a.code in ('530', '5112', '5121', '5122') group by 1, 2, l.fiscal_year_id
			) balance where cents < 0`;
		expect(await broken(overdrawn)).toEqual([]);
	});

	it('tells nothing by mail of what is past', async () => {
		expect(await broken(sql`select id from platform.outbox`)).toEqual([]);
	});
});

describe('taking the place of a persona', () => {
	it('is refused for an address that is none', async () => {
		await expectRefusal(
			signInAsPersona('nobody@kerlann.example', 'test'),
			'founding.no-such-persona'
		);
	});

	it('is refused once the account enters a real association', async () => {
		const { id } = await anAssociation();
		const { actor } = await callerOf('aicha@kerlann.example');
		await inHost(db(), (tx) =>
			sql`insert into platform.access (association_id, id, account_id, email, role)
				values (${id}, gen_random_uuid(), ${actor.accountId}, 'aicha@kerlann.example', 'member')`.execute(
				tx
			)
		);
		const asked = signInAsPersona('aicha@kerlann.example', 'test');
		await expectRefusal(asked, 'founding.no-such-persona');
	});

	it('opens a session', async () => {
		expect(await signInAsPersona('yann@kerlann.example', 'test')).toMatch(/^[\w-]{40,}$/);
	});
});

describe('removing the demonstration', () => {
	it('leaves no row of it in any table, and keeps the account that has another place', async () => {
		expect(await removeDemo()).toBe(true);
		expect(await removeDemo()).toBe(false);
		expect(await findDemo()).toBeUndefined();
		const owner = await program.owner();
		const { rows: tables } = await owner.query<{ name: string }>(
			`select attrelid::regclass::text as name from pg_attribute a join pg_class c on c.oid = attrelid
			 where attname = 'association_id' and c.relkind = 'r'`
		);
		expect(tables.length).toBeGreaterThan(15);
		await owner.query("select set_config('app.association_id', $1, false)", [demo.id]);
		for (const { name } of tables) {
			const { rowCount } = await owner.query(`select from ${name} where association_id = $1`, [
				demo.id
			]);
			expect([name, rowCount]).toEqual([name, 0]);
		}
		await owner.end();
		const { rows } = await inHost(db(), (tx) =>
			sql<{ email: string }>`select email from platform.account`.execute(tx)
		);
		expect(rows).toEqual([{ email: 'aicha@kerlann.example' }]);
	});
});
