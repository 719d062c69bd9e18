import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { toFrenchDay } from '#shared/day.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import { checkLines } from '#modules/accounting/domain/entry.ts';
import { allocationLines, checkShares } from '#modules/accounting/domain/result-allocation.ts';
import { keepAccounts } from '../accounts.ts';
import { amountField, accountField, dayField, entryRef, idField } from '../fields.ts';
import { holdOpenYear, loadYears, yearById } from '../fiscal-years.ts';
import { journalOfKind } from '../journals.ts';
import { writeEntry } from '../write-entry.ts';
import { waitingResult } from './waiting-result.ts';

export const allocateResult = defineOperation({
	name: 'accounting.allocate-result',
	summary: 'Allocate the result of a closed year as the general meeting decided, on the day it did',
	permission: 'accounting.close',
	kind: 'command',
	http: {
		method: 'post',
		path: '/accounting/fiscal-years/{fiscalYearId}/allocation',
		success: 201
	},
	input: z.strictObject({
		fiscalYearId: idField,
		/** The day of the decision, in an open year after the closed one. */
		date: dayField,
		/** All of the result, in own funds: 110 retained earnings, 1068 reserves… */
		shares: z
			.array(z.strictObject({ account: accountField, amountCents: amountField }))
			.min(1)
			.max(20)
	}),
	output: entryRef,
	async run(context, { fiscalYearId, date, shares }) {
		const { tx, actor } = context;
		const year = yearById(await loadYears(tx), fiscalYearId);
		if (!year.closed)
			throw new Refusal('conflict', 'accounting.allocation-not-closed', { year: year.code });
		if (date <= year.end) {
			throw refuseField('date', 'accounting.allocation-too-early', { end: toFrenchDay(year.end) });
		}
		const target = await holdOpenYear(tx, date);
		const { resultCents, parts } = await waitingResult(tx, target.id);
		checkShares(resultCents, shares);
		const refs = [
			...parts.map(({ accountId }) => accountId),
			...shares.map(({ account }) => account)
		];
		const accounts = await keepAccounts(context, target.chart, refs);
		const lines = allocationLines(
			parts.map(({ accountId, balanceCents }) => ({
				account: accounts.get(accountId),
				balanceCents
			})),
			shares.map(({ account, amountCents }) => ({ account: accounts.get(account), amountCents })),
			resultCents
		);
		const posted = await writeEntry(context, {
			year: target,
			journal: await journalOfKind(tx, 'miscellaneous'),
			date,
			label: m.accounting_allocation_label({ year: year.code }, { locale: actor.locale }),
			lines: checkLines(lines),
			source: { module: 'accounting', type: 'result-allocation', id: year.id }
		});
		context.about('entry', posted.entryId, { number: posted.number, year: year.code });
		return posted;
	}
});
