import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { chosenYear } from '../fiscal-years.ts';
import { statementInput, toYearView, yearView } from '../statement-fields.ts';
import { NOTE_SECTIONS, loadNotes } from './notes.ts';

export const readAnnualNotes = defineOperation({
	name: 'accounting.annual-notes',
	summary: 'Read the words of the notes to the annual accounts of a year',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/annual-notes' },
	input: statementInput,
	output: z.object({
		year: yearView,
		notes: z.array(
			z.object({
				section: z.enum(NOTE_SECTIONS),
				title: z.string(),
				body: z.string(),
				/** By the association; otherwise these are the usual words. */
				written: z.boolean()
			})
		)
	}),
	async run(context, { fiscalYearId }) {
		const { tx, actor } = context;
		const year = await chosenYear(context, fiscalYearId);
		return { year: toYearView(year), notes: await loadNotes(tx, year.id, actor.locale) };
	}
});
