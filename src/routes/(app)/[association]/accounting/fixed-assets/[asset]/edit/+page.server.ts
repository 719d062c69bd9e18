import { redirect } from '@sveltejs/kit';
import { assetAccounts, assetOf, wholeAssets } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.editFixedAsset);
	const assetId = event.params.asset;
	const [{ accounts }, { assets }, before] = await Promise.all([
		read(event, accounting.listAccounts, { search: '2', limit: 1000 }),
		read(event, accounting.listFixedAssets, {}),
		read(event, accounting.getFixedAsset, { assetId })
	]);
	return { accounts: assetAccounts(accounts), assets: wholeAssets(assets, assetId), before };
};

export const actions: Actions = {
	async default(event) {
		const fields = readFields(await event.request.formData());
		const assetId = event.params.asset;
		try {
			const input = { ...assetOf(fields), assetId };
			const outcome = await act(event, accounting.editFixedAsset, input, fields);
			if (!outcome.ok) return outcome.failure;
			redirect(303, `/${event.params.association}/accounting/fixed-assets/${assetId}`);
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	}
};
