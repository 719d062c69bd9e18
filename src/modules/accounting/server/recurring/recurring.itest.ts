import { describe, expect, it } from 'vitest';
import { addDays, addMonths, day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { today } from '#platform/server/clock.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { getEntry } from '../get-entry.read.ts';
import { listEntries } from '../list-entries.read.ts';
import { saveEntryTemplate } from '../templates/save-entry-template.ts';
import { postDueEntry, skipDueEntry } from './decide-due-entry.ts';
import { endRecurringEntry } from './end-recurring-entry.ts';
import { listRecurringEntries, previewDueDays } from './list-recurring-entries.read.ts';
import { pauseRecurringEntry } from './pause-recurring-entry.ts';
import { startRecurringEntry } from './start-recurring-entry.ts';
import { takeDueEntries } from './take-due-entries.ts';

useTestProgram();

const year = Number(today().slice(0, 4));
const january = day(`${year}-01-05`);

async function aTreasurer() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer, year - 1);
	await aFiscalYear(treasurer, year);
	return { association, treasurer };
}

async function aTemplate(caller: Caller, changes: object = {}): Promise<string> {
	const { templateId } = await perform(saveEntryTemplate, caller, {
		...{ name: 'Loyer', journal: 'BQ', label: 'Loyer du local' },
		lines: [
			{ account: '6132', side: 'debit', percent: 100 },
			{ account: '5121', side: 'credit', percent: 100 }
		],
		...changes
	});
	return templateId;
}

const monthly = { months: 1, dayOfMonth: 5, from: january, totalCents: 45_000 };
const once = { ...monthly, times: 1 };

async function waiting(caller: Caller) {
	const { due } = await perform(listRecurringEntries, caller, {});
	return due;
}

describe('a recurring entry', () => {
	it.each(['accountant', 'secretary', 'member'] as const)(
		'is not begun nor decided by the role %s',
		async (role) => {
			const { association, treasurer } = await aTreasurer();
			const templateId = await aTemplate(treasurer);
			const caller = association.as(role);
			const start = { ...once, templateId };
			await expectRefusal(perform(startRecurringEntry, caller, start), 'platform.not-allowed');
			await expectRefusal(perform(takeDueEntries, caller, {}), 'platform.not-allowed');
			await expectRefusal(
				perform(postDueEntry, caller, { dueId: newId() }),
				'platform.not-allowed'
			);
		}
	);

	it.each([
		[{ totalCents: 0 }, 'accounting.amount-not-positive'],
		[{ totalCents: undefined }, 'accounting.recurring-open'],
		[{ months: 0 }, 'platform.input-invalid'],
		[{ dayOfMonth: 32 }, 'platform.input-invalid'],
		[{ until: addDays(january, -1) }, 'accounting.recurring-never']
	])('is refused with %j', async (changes, code) => {
		const { treasurer } = await aTreasurer();
		const templateId = await aTemplate(treasurer);
		await expectRefusal(
			perform(startRecurringEntry, treasurer, { ...monthly, templateId, ...changes }),
			code
		);
	});

	it('is refused when its template would not balance, or is of another association', async () => {
		const [here, elsewhere] = [await aTreasurer(), await aTreasurer()];
		const me = here.treasurer;
		const lines = [
			{ account: '6132', side: 'debit', amountCents: 100 },
			{ account: '5121', side: 'credit', amountCents: 99 }
		];
		const templateId = await aTemplate(me, { lines });
		await expectRefusal(
			perform(startRecurringEntry, me, { ...once, templateId }),
			'accounting.debit-exceeds-credit'
		);
		const theirs = await aTemplate(elsewhere.treasurer);
		await expectRefusal(
			perform(startRecurringEntry, me, { ...once, templateId: theirs }),
			'accounting.no-such-template'
		);
		const started = await perform(startRecurringEntry, elsewhere.treasurer, {
			...{ ...once, templateId: theirs }
		});
		await perform(takeDueEntries, elsewhere.treasurer, {});
		const [due] = await waiting(elsewhere.treasurer);
		const dueId = String(due?.id);
		await expectRefusal(perform(pauseRecurringEntry, me, started), 'accounting.no-such-recurring');
		await expectRefusal(perform(endRecurringEntry, me, started), 'accounting.no-such-recurring');
		await expectRefusal(perform(postDueEntry, me, { dueId }), 'accounting.no-such-due');
		await expectRefusal(perform(skipDueEntry, me, { dueId }), 'accounting.no-such-due');
	});

	it('is proposed, then written once on its day, or left out and proposed again', async () => {
		const { treasurer } = await aTreasurer();
		const templateId = await aTemplate(treasurer);
		await perform(startRecurringEntry, treasurer, { ...once, templateId });
		expect(await perform(takeDueEntries, treasurer, {})).toMatchObject({ proposed: 1, posted: 0 });
		expect(await perform(takeDueEntries, treasurer, {})).toMatchObject({ proposed: 0 });
		expect((await perform(listEntries, treasurer, {})).entries).toEqual([]);
		const [due] = await waiting(treasurer);
		const dueId = String(due?.id);
		expect(due).toMatchObject({ day: january, name: 'Loyer', state: 'waiting', reason: '' });
		await perform(skipDueEntry, treasurer, { dueId });
		await expectRefusal(perform(postDueEntry, treasurer, { dueId }), 'accounting.due-decided');
		await perform(skipDueEntry, treasurer, { dueId, skipped: false });
		const { entryId } = await perform(postDueEntry, treasurer, { dueId });
		expect(await perform(getEntry, treasurer, { entryId })).toMatchObject({
			...{ date: january, label: 'Loyer du local', totalCents: 45_000, validated: false },
			source: { module: 'accounting', type: 'recurring-entry' }
		});
		await expectRefusal(perform(postDueEntry, treasurer, { dueId }), 'accounting.due-decided');
		await expectRefusal(perform(skipDueEntry, treasurer, { dueId }), 'accounting.due-decided');
	});

	it('is posted by itself, each day once, though several ask at the same moment', async () => {
		const { treasurer } = await aTreasurer();
		const templateId = await aTemplate(treasurer);
		const from = addMonths(january, -2);
		await perform(startRecurringEntry, treasurer, {
			...{ ...monthly, from, templateId, posts: true, times: 2 }
		});
		const taken = await Promise.all([1, 2, 3, 4].map(() => perform(takeDueEntries, treasurer, {})));
		expect(taken.reduce((sum, { posted }) => sum + posted, 0)).toBe(2);
		expect(await waiting(treasurer)).toEqual([]);
	});

	it('is left out, and says why, without a year and while it is paused', async () => {
		const { treasurer } = await aTreasurer();
		const templateId = await aTemplate(treasurer);
		const before = { ...monthly, from: addMonths(today(), -1), templateId };
		const lost = { ...before, dayOfMonth: Number(before.from.slice(8)), posts: true, times: 1 };
		const far = await anAssociation();
		const stranger = far.as('treasurer');
		await aFiscalYear(stranger, year + 1);
		const theirs = await aTemplate(stranger);
		await perform(startRecurringEntry, stranger, { ...lost, templateId: theirs });
		expect(await perform(takeDueEntries, stranger, {})).toMatchObject({ skipped: 1, posted: 0 });
		const [due] = await waiting(stranger);
		expect(due).toMatchObject({ state: 'skipped' });
		expect(due?.reason).toContain('Aucun exercice');
		const { recurringId } = await perform(startRecurringEntry, treasurer, lost);
		await perform(pauseRecurringEntry, treasurer, { recurringId });
		expect(await perform(takeDueEntries, treasurer, {})).toMatchObject({ skipped: 1, posted: 0 });
		const [paused] = await waiting(treasurer);
		expect(paused?.reason).toContain('pause');
	});

	it('tells its next days, and has none once it is ended', async () => {
		const { treasurer } = await aTreasurer();
		const templateId = await aTemplate(treasurer);
		const { recurringId } = await perform(startRecurringEntry, treasurer, {
			...{ ...monthly, templateId }
		});
		const next = async () =>
			(await perform(listRecurringEntries, treasurer, {})).recurring[0]?.next ?? [];
		expect(await next()).toHaveLength(3);
		await perform(endRecurringEntry, treasurer, { recurringId });
		expect(await next()).toEqual([]);
		await perform(endRecurringEntry, treasurer, { recurringId, until: null });
		expect(await next()).toHaveLength(3);
		const rhythm = { months: 3, dayOfMonth: 31, from: `${year}-01-01`, times: 2 };
		expect((await perform(previewDueDays, treasurer, rhythm)).days).toEqual([
			`${year}-01-31`,
			`${year}-04-30`
		]);
	});
});
