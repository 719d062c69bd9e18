import { z } from 'zod';
import type { Locale } from '#platform/server/actor.ts';
import { translateCode } from '#platform/server/locale.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import { joinGroupNames } from '#modules/people/domain/import/group-names.ts';
import type { PlannedLine } from '#modules/people/domain/import/plan.ts';
import {
	addTotals,
	createdFields,
	OUTCOMES,
	totalsOf
} from '#modules/people/domain/import/plan.ts';
import { fieldChange, listChanges } from '../person-history.read.ts';
import { loadImport } from './import-row.ts';
import { planLines } from './plan-import.ts';

export const importTotals = z.object({
	create: z.int(),
	update: z.int(),
	unchanged: z.int(),
	skip: z.int(),
	error: z.int()
});

const importFault = z.object({
	path: z.string(),
	code: z.string(),
	/** The fault as a sentence, in the language of whoever asks. */
	detail: z.string()
});

export const previewImport = defineOperation({
	name: 'people.preview-import',
	summary: 'Shows line by line what an import would do, without doing it.',
	permission: 'people.import',
	kind: 'query',
	http: { method: 'get', path: '/person-imports/{id}/preview' },
	input: z.strictObject({
		id: z.uuid(),
		/** Only the lines with this outcome. */
		outcome: z.enum(OUTCOMES).optional(),
		/** Lines after this line of the file. */
		after: z.int().min(0).default(0),
		limit: z.int().min(1).max(500).default(50)
	}),
	output: z.object({
		totals: importTotals,
		lines: z.array(
			z.object({
				line: z.int(),
				outcome: z.enum(OUTCOMES),
				name: z.string(),
				/** The person known already. */
				personId: z.uuid().nullable(),
				/** An earlier line of the file about the same person. */
				sameAsLine: z.int().nullable(),
				changes: z.array(fieldChange),
				faults: z.array(importFault)
			})
		),
		/** To be given as `after` for the next page. */
		next: z.int().nullable()
	}),
	async run(context, { id, outcome, after, limit }) {
		let totals = totalsOf([]);
		const rest: PlannedLine[] = [];
		for await (const lines of planLines(context, await loadImport(context.tx, id))) {
			totals = addTotals(totals, totalsOf(lines));
			for (const line of lines) {
				const isAsked = line.line > after && (!outcome || line.outcome === outcome);
				if (isAsked && rest.length <= limit) rest.push(line);
			}
		}
		const shown = rest.slice(0, limit);
		return {
			totals,
			lines: shown.map((line) => toView(line, context.actor.locale)),
			next: rest.length > limit ? (shown.at(-1)?.line ?? null) : null
		};
	}
});

function toView(planned: PlannedLine, locale: Locale) {
	const { line, outcome, name, known, sameAsLine, faults } = planned;
	return {
		line,
		outcome,
		name,
		personId: known?.id ?? null,
		sameAsLine: sameAsLine ?? null,
		changes: listChanges(changesOf(planned)),
		faults: faults.map(({ path, code, parameters = {} }) => {
			return { path, code, detail: translateCode(code, parameters, locale) };
		})
	};
}

/** What a line changes, the groups that the person enters and the photograph included. */
function changesOf(planned: PlannedLine): Changes {
	const { outcome, changes, entered, groupsBefore, picture } = planned;
	const fields = {
		...(outcome === 'create' ? createdFields(planned) : changes),
		...(picture !== undefined && { photo: [null, true] as const })
	};
	if (entered.length === 0) return fields;
	const names = (groups: readonly string[]) => joinGroupNames(groups) || null;
	return { ...fields, groups: [names(groupsBefore), names([...groupsBefore, ...entered])] };
}
