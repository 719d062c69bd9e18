import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const side = searchParams.get('side') === 'debts' ? ('debts' as const) : ('claims' as const);
	const late = searchParams.get('late') === '1';
	const after = searchParams.get('cursor') ?? undefined;
	const search = searchParams.get('q')?.slice(0, 100) || undefined;
	const [{ items, next }, claims, debts, { thirdParties }] = await Promise.all([
		read(event, accounting.listOpenItems, { side, late: late || undefined, after, limit: 40 }),
		read(event, accounting.agedBalance, { side: 'claims' }),
		read(event, accounting.agedBalance, { side: 'debts' }),
		read(event, accounting.listThirdParties, { search, all: true, limit: 60 })
	]);
	return {
		...{ side, late, next, search },
		totals: { claims: claims.totalCents, debts: debts.totalCents },
		items: items.map(({ lineIds: _, ...item }) => item),
		thirdParties
	};
};

export const actions: Actions = {
	async add(event) {
		const fields = readFields(await event.request.formData());
		const input = { label: fields.label, kind: fields.kind, code: fields.code };
		const outcome = await act(event, accounting.addThirdParty, input, fields);
		if (!outcome.ok) return outcome.failure;
		const path = `/${event.params.association}/accounting/third-parties`;
		redirect(303, `${path}/${outcome.result.thirdPartyId}`);
	},
	async letter(event) {
		const outcome = await act(event, accounting.letterAutomatically, {});
		return outcome.ok ? { lettered: outcome.result.letterings } : outcome.failure;
	}
};
