import { z } from 'zod';
import type { Locale } from '#platform/server/actor.ts';
import { translateCode } from '#platform/server/locale.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { ImportTotals, Outcome, PlannedLine } from '#modules/people/domain/import/plan.ts';
import { addTotals, OUTCOMES, totalsOf } from '#modules/people/domain/import/plan.ts';
import { fieldChange, listChanges } from '../person-history.read.ts';
import { linesOfParts, totalsOfParts } from './import-parts.ts';
import type { ImportRow } from './import-row.ts';
import { isLong, loadImport, refuseUnlessDraft } from './import-row.ts';
import { planLines } from './plan-import.ts';
import type { PreviewedLine } from './previewed-line.ts';
import { previewed } from './previewed-line.ts';

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
	/** @throws {Refusal} of a long file, `people.import-being-read` until its task has ended and `people.import-not-draft` */
	async run(context, { id, ...asked }) {
		const row = await loadImport(context.tx, id);
		if (isLong(row)) refuseUnlessDraft(row);
		const { totals, lines } = await (isLong(row)
			? readParts(context.tx, id, asked)
			: planNow(context, row, asked));
		const shown = lines.slice(0, asked.limit);
		return {
			totals,
			lines: shown.map((line) => toView(line, context.actor.locale)),
			next: lines.length > asked.limit ? (shown.at(-1)?.line ?? null) : null
		};
	}
});

interface Asked {
	readonly outcome?: Outcome | undefined;
	readonly after: number;
	readonly limit: number;
}

/** With one line more than asked, which says that there are others. */
interface Found {
	readonly totals: ImportTotals;
	readonly lines: readonly PreviewedLine[];
}

async function readParts(tx: Tx, id: string, { limit, ...asked }: Asked): Promise<Found> {
	const totals = await totalsOfParts(tx, id);
	const lines = await linesOfParts(tx, id, { ...asked, limit: limit + 1 });
	return { totals, lines: lines.map(previewed) };
}

async function planNow(
	context: OperationContext,
	row: ImportRow,
	{ outcome, after, limit }: Asked
): Promise<Found> {
	let totals = totalsOf([]);
	const found: PlannedLine[] = [];
	for await (const lines of planLines(context, row)) {
		totals = addTotals(totals, totalsOf(lines));
		for (const line of lines) {
			const isAsked = line.line > after && (!outcome || line.outcome === outcome);
			if (isAsked && found.length <= limit) found.push(line);
		}
	}
	return { totals, lines: found.map(previewed) };
}

function toView({ changes, faults, ...line }: PreviewedLine, locale: Locale) {
	return {
		...line,
		changes: listChanges(changes),
		faults: faults.map(({ path, code, parameters = {} }) => {
			return { path, code, detail: translateCode(code, parameters, locale) };
		})
	};
}
