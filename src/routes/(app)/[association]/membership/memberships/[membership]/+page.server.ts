import { redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { parseCents } from '#shared/money.ts';
import { membership } from '#modules/membership/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { permissions } = callerOf(event).actor;
	return {
		...(await read(event, membership.getMembership, { id: event.params.membership })),
		today: today(),
		may: {
			collect: permissions.has('membership.collect'),
			enrol: permissions.has('membership.enrol'),
			remind: permissions.has('membership.remind')
		}
	};
};

const cents = (typed: string | undefined) =>
	typed ? (parseCents(typed) ?? Number.NaN) : undefined;

export const actions: Actions = {
	discount: async (event) => {
		const { amount, reason = '' } = readFields(await event.request.formData());
		const input = { id: event.params.membership, amountCents: cents(amount) ?? Number.NaN, reason };
		const outcome = await act(event, membership.grantDiscount, input, { form: 'discount' });
		return outcome.ok ? { done: 'discount' } : outcome.failure;
	},
	exempt: async (event) => {
		const { reason = '' } = readFields(await event.request.formData());
		const input = { id: event.params.membership, reason };
		const outcome = await act(event, membership.exemptMembership, input, { form: 'exempt' });
		return outcome.ok ? { done: 'exempt' } : outcome.failure;
	},
	refund: async (event) => {
		const fields = readFields(await event.request.formData());
		const { amount, reason = '', means, date = '' } = fields;
		const input = {
			id: event.params.membership,
			amountCents: cents(amount),
			reason,
			means,
			date: parseDay(date) ?? date
		};
		const outcome = await act(event, membership.refundMembership, input, { form: 'refund' });
		return outcome.ok ? { done: 'refund' } : outcome.failure;
	},
	cancelAdjustment: async (event) => {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, membership.cancelAdjustment, { id });
		return outcome.ok ? { done: 'cancel-adjustment' } : outcome.failure;
	},
	removePlan: async (event) => {
		const input = { id: event.params.membership };
		const outcome = await act(event, membership.removeInstalments, input);
		return outcome.ok ? { done: 'remove-plan' } : outcome.failure;
	},
	remind: async (event) => {
		const { person, stopped } = readFields(await event.request.formData());
		const input = { personId: person, stopped: stopped === 'yes' };
		const outcome = await act(event, membership.stopReminders, input);
		return outcome.ok ? { done: 'remind' } : outcome.failure;
	},
	cancel: async (event) => {
		const { person } = readFields(await event.request.formData());
		const input = { id: event.params.membership };
		const outcome = await act(event, membership.cancelMembership, input);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/${person}`);
	}
};
