import { z } from 'zod';
import { forgetFiles } from '#platform/server/forget-files.ts';
import { findFile } from '#platform/server/keep-file.ts';
import type { KeptFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { readApart } from '#platform/server/reading-apart.ts';
import type { FecReport } from '#modules/accounting/domain/fec/check.ts';
import { FEC_RULES } from '#modules/accounting/domain/fec/rules.ts';
import { checkFecSource } from './check-source.ts';
import { describeFinding } from './words.ts';
import { idField } from '../fields.ts';
import { isLarge } from '../import/understand.ts';
import { tables } from '../tables.ts';

export const checkFecFile = defineOperation({
	name: 'accounting.check-fec',
	summary:
		'Check an uploaded file of accounting entries, of whatever program, rule by rule; the file is then forgotten',
	permission: 'accounting.read',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fec-checks' },
	input: z.strictObject({
		fileId: idField,
		/** The name to check instead of the one that the file was uploaded under. */
		fileName: z.string().max(200).optional()
	}),
	output: z.object({
		/** No rule whose severity is `error` is broken. */
		sound: z.boolean(),
		format: z.enum(['flat', 'xml']),
		lines: z.int(),
		entries: z.int(),
		debitCents: z.number(),
		creditCents: z.number(),
		encoding: z.string(),
		/** The day that the name of the file, or its content, says the year closes on. */
		closing: z.string().nullable(),
		/** How many findings each rule has in all; at most fifty of each are listed. */
		counts: z.record(z.string(), z.int()),
		findings: z.array(
			z.object({
				rule: z.string(),
				severity: z.enum(['error', 'warning']),
				line: z.int().nullable(),
				/** In the language of whoever asks. */
				message: z.string(),
				/** The text that founds the rule. */
				source: z.string(),
				parameters: z.record(z.string(), z.union([z.string(), z.number()]))
			})
		)
	}),
	async run(context, { fileId, fileName }) {
		const file = await findFile(context, fileId);
		const report = await reportOn(context, file, fileName ?? file.name);
		if (!(await isImported(context, file))) await forgetFiles(context, [fileId]);
		context.about('fec-check', fileId, { lines: report.lines, sound: String(report.sound) });
		return {
			...report,
			counts: Object.fromEntries(Object.entries(report.counts)),
			findings: report.findings.map((finding) => ({
				rule: finding.rule,
				severity: finding.severity,
				line: finding.line ?? null,
				message: describeFinding(finding, context.actor.locale),
				source: FEC_RULES[finding.rule].source,
				parameters: { ...finding.parameters }
			}))
		};
	}
});

/** A large file is checked in a process of its own: what it holds meanwhile leaves with it. */
function reportOn(
	{ blobs }: OperationContext,
	{ sha256, size }: KeptFile,
	fileName: string
): Promise<FecReport> {
	const open = () => blobs.stream(sha256);
	if (!isLarge({ size })) return checkFecSource(open, { fileName });
	return readApart(new URL('./check-apart.ts', import.meta.url), { fileName }, { open });
}

/** It was brought to be looked at, and holds names: it stays only as what an import was made from. */
async function isImported({ tx }: OperationContext, { sha256 }: KeptFile): Promise<boolean> {
	const known = tables(tx).selectFrom('accounting.import').select('id');
	return (await known.where('sha256', '=', sha256).limit(1).executeTakeFirst()) !== undefined;
}
