import { redirect } from '@sveltejs/kit';
import { isId } from '#shared/id.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import type { LayoutServerLoad } from './$types';

/** Without a fiscal year nothing can be written or read, but imported: the first page is where it is opened. */
export const load: LayoutServerLoad = async (event) => {
	const [{ years }, { setting }] = await Promise.all([
		read(event, accounting.listFiscalYears, {}),
		read(event, accounting.getVatSetting, {})
	]);
	if (years.length === 0 && !/\/(years|import.*)$/.test(event.route.id)) {
		redirect(303, `/${event.params.association}/accounting/years`);
	}
	const entryId = event.url.searchParams.get('written') ?? '';
	const { permissions } = callerOf(event).actor;
	return {
		years,
		/** Liable to VAT; otherwise nothing of it shows. */
		vat: setting !== null,
		/** The entry just written, which the address names after a form. */
		written: isId(entryId) ? await writtenEntry(event, entryId) : undefined,
		may: {
			write: permissions.has('accounting.write'),
			import: permissions.has('accounting.import'),
			remark: permissions.has('accounting.remark'),
			letter: permissions.has('accounting.letter'),
			validate: permissions.has('accounting.validate'),
			close: permissions.has('accounting.close'),
			configure: permissions.has('accounting.configure')
		}
	};
};

async function writtenEntry(event: Parameters<LayoutServerLoad>[0], entryId: string) {
	const { id, number, totalCents, label } = await read(event, accounting.getEntry, { entryId });
	return { id, number, totalCents, label };
}
