import { CHART_VERSIONS, type ChartVersion } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const chart = chosen(searchParams.get('chart'));
	const after = searchParams.get('after')?.slice(0, 20);
	return { chart, ...(await read(event, accounting.previewChartChange, { chart, after })) };
};

export const actions: Actions = {
	async choose(event) {
		const { chart, account, into = '' } = readFields(await event.request.formData());
		// « 6064 Fournitures », as a list may fill it in.
		const input = { chart, account, into: into.split(' ', 1)[0] };
		const outcome = await act(event, accounting.chooseAccountMove, input, { account, into });
		return outcome.ok ? { chosen: outcome.result } : outcome.failure;
	}
};

function chosen(text: string | null): ChartVersion {
	return CHART_VERSIONS.find((version) => version === text) ?? 'associations-2025';
}
