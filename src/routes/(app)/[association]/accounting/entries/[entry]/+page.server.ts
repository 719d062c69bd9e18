import { redirect } from '@sveltejs/kit';
import { kindOfEntry, moneyMoved, sidesOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const entryId = event.params.entry;
	const entry = await read(event, accounting.getEntry, { entryId });
	const { shares } = await read(event, accounting.entryShares, { entryId });
	const { remarks } = await read(event, accounting.listRemarks, { entryId });
	const numbered = async (entryId: string | null) => {
		if (!entryId) return undefined;
		const { id, number } = await read(event, accounting.getEntry, { entryId });
		return { id, number };
	};
	const [reverses, reversedBy] = await Promise.all([
		numbered(entry.reversesId),
		numbered(entry.reversedById)
	]);
	const kind = kindOfEntry(entry.lines);
	const cents = Math.abs(moneyMoved(entry.lines)) || entry.totalCents;
	return { entry, remarks, shares, kind, cents, ...sidesOf(entry.lines), reverses, reversedBy };
};

export const actions: Actions = {
	async reverse(event) {
		const fields = readFields(await event.request.formData());
		const input = { entryId: event.params.entry, reason: fields.reason };
		const outcome = await act(event, accounting.reverseEntry, input, fields);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `${event.url.pathname}?written=${outcome.result.entryId}`);
	},
	async remark(event) {
		const fields = readFields(await event.request.formData());
		const input = { entryId: event.params.entry, kind: fields.kind, text: fields.text };
		const outcome = await act(event, accounting.writeRemark, input, fields);
		return outcome.ok ? { remarked: true } : outcome.failure;
	},
	async settleRemark(event) {
		const { remarkId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.settleRemark, { remarkId });
		return outcome.ok ? { remarked: true } : outcome.failure;
	},
	async attach(event) {
		const outcome = await sendForm(event, accounting.attachVoucher, (_, fileIds) => {
			return { entryId: event.params.entry, fileIds };
		});
		return outcome.ok ? { attached: true } : outcome.failure;
	}
};
