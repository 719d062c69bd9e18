import { describe, expect, it } from 'vitest';
import { accounting } from '#modules/accounting/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { queueMail } from '#platform/server/mail.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { readHome } from './read-home.ts';

const program = useTestProgram();

async function aFurnishedAssociation() {
	const association = await anAssociation();
	const { system } = association;
	const { id: personId } = await perform(people.addPerson, system, {
		firstName: 'Aïcha',
		lastName: 'Bernard'
	});
	const { db } = program.runtime.database;
	await perform(accounting.openFiscalYear, system, { start: '2026-01-01', end: '2026-12-31' });
	for (const [label, meaning, amountCents] of [
		['Don', 'gifts', 9000],
		['Frais bancaires', 'bank-fees', 450],
		['Terreau', 'other-supplies', 1250]
	] as const) {
		const operation = meaning === 'gifts' ? accounting.recordIncome : accounting.recordExpense;
		const input = { date: '2026-03-01', label, amountCents, means: '5121', meaning };
		await perform(operation, system, input);
	}
	const mail = { recipient: 'yann@exemple.org', subject: 'Bonjour', text: 'Bonjour' };
	await inAssociation(db, association.id, (tx) => queueMail(tx, association.id, mail));
	return { association, personId };
}

describe('the home page', () => {
	it('shows a member their own dues and nothing else', async () => {
		const { association, personId } = await aFurnishedAssociation();
		expect(await readHome(association.as('member', personId))).toEqual({
			people: undefined,
			treasury: undefined,
			movements: undefined,
			tasks: [],
			firstSteps: [],
			own: { kind: 'none' }
		});
		expect((await readHome(association.as('member'))).own).toBeUndefined();
	});

	it('shows the people to a secretary, the money to an accountant, neither the other’s', async () => {
		const { association } = await aFurnishedAssociation();
		const secretary = await readHome(association.as('secretary'));
		expect(secretary.people).toEqual({ total: 1, upToDate: 0 });
		expect([secretary.treasury, secretary.movements, secretary.tasks]).toEqual([
			undefined,
			undefined,
			[]
		]);
		const accountant = await readHome(association.as('accountant'));
		expect(accountant.people).toBeUndefined();
		expect(accountant.treasury?.balanceCents).toBe(7300);
	});

	it('tells what waits, from what is there: drafts, a missing voucher, mail that can’t leave', async () => {
		const { association } = await aFurnishedAssociation();
		const { tasks, movements, firstSteps } = await readHome(association.as('administrator'));
		expect(tasks.map(({ kind, count }) => [kind, count])).toEqual([
			['drafts', 3],
			['vouchers', 1],
			['mail', 1]
		]);
		expect(movements?.map(({ label, amountCents }) => [label, amountCents])).toEqual([
			['Terreau', -1250],
			['Frais bancaires', -450],
			['Don', 9000]
		]);
		expect(firstSteps.map(({ kind, done }) => [kind, done])).toEqual([
			['people', false],
			['fee', false],
			['expense', true],
			['others', false]
		]);
	});
});
