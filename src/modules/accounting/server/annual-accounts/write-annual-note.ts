import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { loadYears, yearById } from '../fiscal-years.ts';
import { NOTE_SECTIONS, tables } from './notes.ts';

export const writeAnnualNote = defineOperation({
	name: 'accounting.write-annual-note',
	summary: 'Write a section of the notes to the annual accounts, or go back to the usual words',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'put', path: '/accounting/annual-notes/{fiscalYearId}/{section}' },
	/** The notes are most often written once the year is closed, for the general meeting. */
	input: z.strictObject({
		fiscalYearId: idField,
		section: z.enum(NOTE_SECTIONS),
		/** Nothing for the usual words. */
		body: z.string().trim().max(20_000).default('')
	}),
	output: z.object({ fiscalYearId: z.string() }),
	async run(context, { fiscalYearId, section, body }) {
		const { tx, association } = context;
		const year = yearById(await loadYears(tx), fiscalYearId);
		await tables(tx)
			.deleteFrom('accounting.year_note')
			.where('fiscal_year_id', '=', year.id)
			.where('section', '=', section)
			.execute();
		if (body !== '') {
			await tables(tx)
				.insertInto('accounting.year_note')
				.values({
					association_id: association.id,
					id: newId(),
					fiscal_year_id: year.id,
					section,
					body
				})
				.execute();
		}
		context.about('fiscal-year', year.id, { code: year.code, section });
		return { fiscalYearId };
	}
});
