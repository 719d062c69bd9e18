import { isId } from '#shared/id.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { typedCents } from '#modules/accounting/index.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { moreLines, saveTemplate } from '../template-actions.server.ts';
import { templateChoices } from '../template-choices.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.saveEntryTemplate);
	const entryId = event.url.searchParams.get('from') ?? '';
	const choices = await templateChoices(event);
	if (!isId(entryId)) return choices;
	const [entry, { shares }] = await Promise.all([
		read(event, accounting.getEntry, { entryId }),
		read(event, accounting.entryShares, { entryId })
	]);
	return {
		...choices,
		/** An entry to keep as a template. */
		start: {
			...{ name: entry.label.slice(0, 100), journal: entry.journal, label: entry.label },
			thirdParty: entry.thirdParty ?? '',
			lines: entry.lines.map((line, index) => ({
				...{ account: line.account, label: line.label ?? '', thirdParty: line.thirdParty ?? '' },
				debitCents: typedCents(line.debitCents),
				creditCents: typedCents(line.creditCents),
				values: Object.fromEntries(
					shares
						.filter(({ position }) => position === index + 1)
						.map(({ axisId, valueId }) => [axisId, valueId])
				)
			}))
		}
	};
};

export const actions: Actions = {
	more: moreLines,
	save: (event) => saveTemplate(event)
};
