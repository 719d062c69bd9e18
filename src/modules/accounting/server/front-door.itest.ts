import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day, type Day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { openFiscalYear } from './open-fiscal-year.ts';
import { getEntry } from './get-entry.read.ts';
import {
	entriesOfSource,
	hasOpenYear,
	listPaymentMeans,
	openFirstYear,
	recordReceipt,
	reverseReceipt
} from './index.ts';

useTestProgram();

/** Runs work as an operation of another module would. */
function within<T>(caller: Caller, work: (context: OperationContext) => Promise<T>): Promise<T> {
	const operation = defineOperation({
		name: 'accounting.test-door',
		summary: 'Work of another module',
		permission: 'platform.configure',
		kind: 'command',
		http: { method: 'post', path: '/test-door' },
		input: z.strictObject({}),
		output: z.any(),
		run: (context) => work(context)
	});
	return perform(operation, caller, {});
}

async function anOpenAssociation() {
	const association = await anAssociation();
	const { system } = association;
	const period = { start: day('2000-09-01'), end: day('2001-08-31') };
	await within(system, (context) => openFirstYear(context, period));
	return { association, system };
}

function receipt(changes: object = {}) {
	return {
		date: day('2001-01-15'),
		amountCents: 2500,
		means: { kind: 'cash' as const },
		about: { meaning: 'dues' as const },
		label: 'Cotisation 2001',
		source: { module: 'membership', type: 'payment', id: newId() },
		...changes
	};
}

describe('the front door', () => {
	it('refuses a receipt when no year is open', async () => {
		const { system } = await anAssociation();
		await expectRefusal(
			within(system, (context) => recordReceipt(context, receipt())),
			'accounting.no-year-on-day'
		);
		expect(await within(system, (context) => hasOpenYear(context, day('2001-01-15')))).toBe(false);
	});

	it('opens the first year with the chart of its day, journals and means', async () => {
		const { system } = await anOpenAssociation();
		const means = await within(system, (context) => listPaymentMeans(context));
		expect(means.map(({ code, label }) => `${code} ${label}`)).toEqual([
			'5112 Chèques à encaisser',
			'5121 Compte courant',
			'530 Caisse'
		]);
		expect(await within(system, (context) => hasOpenYear(context, day('2001-08-31')))).toBe(true);
	});

	it('records receipts that know where they come from', async () => {
		const { association, system } = await anOpenAssociation();
		const given = receipt();
		const posted = await within(system, (context) => recordReceipt(context, given));
		expect(posted.number).toBe('CA-2000-01-0001');
		const entry = await perform(getEntry, association.as('treasurer'), {
			entryId: posted.entryId
		});
		expect(entry.source).toEqual(given.source);
		expect(entry.lines.map(({ account }) => account)).toEqual(['530', '756']);
		const found = await within(system, (context) => entriesOfSource(context, given.source));
		expect(found).toEqual([{ ...posted, totalCents: 2500, reversed: false }]);
	});

	it('receives money through means of the chart of the year', async () => {
		const { association, system } = await anOpenAssociation();
		const through = async (date: Day) => {
			const given = receipt({ date, means: { kind: 'cards' } });
			const { entryId } = await within(system, (context) => recordReceipt(context, given));
			const { lines } = await perform(getEntry, association.as('treasurer'), { entryId });
			return lines[0]?.account;
		};
		const general = { start: '2001-09-01', end: '2002-08-31', chart: 'pcg-2026' as const };
		await perform(openFiscalYear, association.as('treasurer'), general);
		expect(await through(day('2001-10-01'))).toBe('5115');
		expect(await through(day('2001-01-15'))).toBe('5115');
		const means = await within(system, (context) => listPaymentMeans(context));
		expect(means.map(({ code }) => code)).toContain('5115');
	});

	it('reverses a receipt today, which must fall in an open year', async () => {
		const { system } = await anOpenAssociation();
		const given = receipt();
		const { entryId } = await within(system, (context) => recordReceipt(context, given));
		await expectRefusal(
			within(system, (context) => reverseReceipt(context, { entryId, reason: 'erreur' })),
			'accounting.no-year-on-day'
		);
		const inTheYear = (context: OperationContext) => ({ ...context, today: day('2001-02-01') });
		await within(system, (context) =>
			reverseReceipt(inTheYear(context), { entryId, reason: 'erreur' })
		);
		const found = await within(system, (context) => entriesOfSource(context, given.source));
		expect(found).toMatchObject([{ entryId, reversed: true }]);
	});
});
