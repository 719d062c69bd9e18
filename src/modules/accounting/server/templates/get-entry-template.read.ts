import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { filledIn } from '#modules/accounting/domain/templates/entry-template.ts';
import { chartOn } from '../chart/kept-accounts.ts';
import { amountField, dayField, idField } from '../fields.ts';
import { templatesQuery, templateView, toTemplateViews } from './load-templates.ts';

export const getEntryTemplate = defineOperation({
	name: 'accounting.get-entry-template',
	summary: 'Read a template of entries, and what it makes of a total',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/templates/{templateId}' },
	input: z.strictObject({
		templateId: idField,
		/** What the shares are of. */
		totalCents: amountField.optional(),
		/** Told with the accounts of the year of that day; today unless said. */
		date: dayField.optional()
	}),
	output: templateView.extend({
		/** Of each line, in cents; 0 for what is typed each time. */
		amounts: z.array(z.int())
	}),
	async run({ tx, today }, { templateId, totalCents, date }) {
		const row = await templatesQuery(tx).where('t.id', '=', templateId).executeTakeFirst();
		if (!row) throw new Refusal('not-found', 'accounting.no-such-template');
		const [template] = await toTemplateViews(tx, await chartOn(tx, date ?? today), [row]);
		if (!template) throw new Refusal('not-found', 'accounting.no-such-template');
		const total = totalCents !== undefined && totalCents > 0 ? totalCents : undefined;
		return { ...template, amounts: filledIn(template.lines, total) };
	}
});
