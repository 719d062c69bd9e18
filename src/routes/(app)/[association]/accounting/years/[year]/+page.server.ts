import { parseDay } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, demand, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const year = await read(event, accounting.getFiscalYear, { fiscalYearId: event.params.year });
	const waiting = year.closed && year.next !== null && year.next.waitingResultCents !== 0;
	const { accounts } = waiting
		? await read(event, accounting.listAccounts, {
				fiscalYearId: year.next?.id,
				search: '1',
				limit: 200
			})
		: { accounts: [] };
	return {
		year,
		today: today(),
		mayReopen: callerOf(event).actor.permissions.has('accounting.reopen'),
		ownFunds: accounts
			.filter(({ code, heading, active }) => /^1[01]/.test(code) && !heading && active)
			.map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))
	};
};

const SHARES = 3;

function sharesOf(fields: Record<string, string | undefined>) {
	return Array.from({ length: SHARES }, (_, index) => {
		const amount = fields[`shares.${index}.amountCents`];
		const account = fields[`shares.${index}.account`] ?? '';
		if (amount === undefined) return undefined;
		const amountCents = parseCents(amount);
		if (amountCents === undefined) {
			throw refuseField(`shares.${index}.amountCents`, 'accounting.amount-unread');
		}
		return { account, amountCents };
	}).filter((share) => share !== undefined);
}

export const actions: Actions = {
	async close(event) {
		demand(event, accounting.closeFiscalYear);
		const { resultTo, sure } = readFields(await event.request.formData());
		if (!sure) return failWith(event, refuseField('sure', 'accounting.closing-not-confirmed'));
		const input = { fiscalYearId: event.params.year, resultTo };
		const outcome = await act(event, accounting.closeFiscalYear, input);
		return outcome.ok ? { done: 'closed' as const } : outcome.failure;
	},
	async reopen(event) {
		const fields = readFields(await event.request.formData());
		const input = { fiscalYearId: event.params.year, reason: fields.reason };
		const outcome = await act(event, accounting.reopenFiscalYear, input, fields);
		return outcome.ok ? { done: 'reopened' as const } : outcome.failure;
	},
	async lock(event) {
		demand(event, accounting.lockFiscalYear);
		const { sureLock } = readFields(await event.request.formData());
		if (!sureLock) {
			return failWith(event, refuseField('sureLock', 'accounting.locking-not-confirmed'));
		}
		const input = { fiscalYearId: event.params.year };
		const outcome = await act(event, accounting.lockFiscalYear, input);
		return outcome.ok ? { done: 'locked' as const } : outcome.failure;
	},
	async allocate(event) {
		const fields = readFields(await event.request.formData());
		const { date = '' } = fields;
		try {
			const input = {
				fiscalYearId: event.params.year,
				date: parseDay(date) ?? date,
				shares: sharesOf(fields)
			};
			const outcome = await act(event, accounting.allocateResult, input, fields);
			if (!outcome.ok) return outcome.failure;
			return { done: 'allocated' as const, entryId: outcome.result.entryId };
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	},
	async opening(event) {
		const input = { fiscalYearId: event.params.year };
		const outcome = await act(event, accounting.regenerateOpening, input);
		if (!outcome.ok) return outcome.failure;
		const { changed, openingEntryId } = outcome.result;
		return { done: changed ? ('opening' as const) : ('same' as const), entryId: openingEntryId };
	}
};
