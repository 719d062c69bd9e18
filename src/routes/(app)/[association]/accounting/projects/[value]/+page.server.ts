import { chosenLayout, chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const fiscalYearId = await chosenYear(event);
	const layout = chosenLayout(event.url);
	const valueId = event.params.value;
	return {
		layout,
		report: await read(event, accounting.readValueStatement, { valueId, fiscalYearId, layout })
	};
};

export const actions: Actions = {
	async change(event) {
		const { label, archived, ...fields } = readFields(await event.request.formData());
		const input = {
			valueId: event.params.value,
			label,
			...(archived === undefined ? {} : { archived: archived === 'yes' })
		};
		const outcome = await act(event, accounting.changeAxisValue, input, { ...fields, label });
		return outcome.ok ? { changed: true } : outcome.failure;
	}
};
