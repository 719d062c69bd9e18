import { redirect } from '@sveltejs/kit';
import { isId } from '#shared/id.ts';
import { assetAccounts, assetOf, wholeAssets } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the entry that bought it already says: `?entry=…&account=2183&amount=120000`. */
export const load: PageServerLoad = async (event) => {
	demand(event, accounting.addFixedAsset);
	const { searchParams } = event.url;
	const entryId = searchParams.get('entry') ?? '';
	const entry = isId(entryId) ? await read(event, accounting.getEntry, { entryId }) : undefined;
	const [{ accounts }, { assets }] = await Promise.all([
		read(event, accounting.listAccounts, { search: '2', limit: 1000 }),
		read(event, accounting.listFixedAssets, {})
	]);
	const amount = Number(searchParams.get('amount'));
	return {
		accounts: assetAccounts(accounts),
		assets: wholeAssets(assets),
		before: {
			label: entry?.label ?? '',
			account: searchParams.get('account') ?? '2183',
			acquiredOn: entry?.date ?? today(),
			costCents: Number.isSafeInteger(amount) && amount > 0 ? amount : undefined,
			supplier: entry?.thirdParty ?? '',
			reference: entry?.reference ?? '',
			entryId: entry?.id ?? '',
			partOfId: searchParams.get('part-of') ?? ''
		}
	};
};

export const actions: Actions = {
	async default(event) {
		const fields = readFields(await event.request.formData());
		try {
			const outcome = await act(event, accounting.addFixedAsset, assetOf(fields), fields);
			if (!outcome.ok) return outcome.failure;
			const path = `/${event.params.association}/accounting/fixed-assets`;
			redirect(303, `${path}/${outcome.result.assetId}`);
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	}
};
