import { redirect } from '@sveltejs/kit';
import { centsOf, dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [asset, { means }] = await Promise.all([
		read(event, accounting.getFixedAsset, { assetId: event.params.asset }),
		read(event, accounting.listPaymentMeans, {})
	]);
	return {
		asset,
		today: today(),
		means: means.map(({ code, label }) => ({ value: code, label: `${label} (${code})` }))
	};
};

export const actions: Actions = {
	async dispose(event) {
		const fields = readFields(await event.request.formData());
		try {
			const input = {
				assetId: event.params.asset,
				date: dayOf(fields, 'date'),
				proceedsCents: centsOf(fields, 'proceedsCents'),
				means: fields.means
			};
			const outcome = await act(event, accounting.disposeFixedAsset, input, fields);
			return outcome.ok ? { written: outcome.result.entries.length } : outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	},
	async back(event) {
		const input = { assetId: event.params.asset };
		const outcome = await act(event, accounting.cancelDisposal, input);
		return outcome.ok ? { written: outcome.result.entries.length } : outcome.failure;
	},
	async grant(event) {
		const fields = readFields(await event.request.formData());
		try {
			const input = {
				assetId: event.params.asset,
				funder: fields.funder,
				grantedOn: dayOf(fields, 'grantedOn'),
				amountCents: centsOf(fields, 'amountCents')
			};
			const outcome = await act(event, accounting.addInvestmentGrant, input, fields);
			return outcome.ok ? { saved: true } : outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	},
	async ungrant(event) {
		const { grantId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.removeInvestmentGrant, { grantId });
		return outcome.ok ? { saved: true } : outcome.failure;
	},
	async remove(event) {
		const input = { assetId: event.params.asset };
		const outcome = await act(event, accounting.removeFixedAsset, input);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/accounting/fixed-assets`);
	}
};
