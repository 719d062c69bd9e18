import { z } from 'zod';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { FEC_RULES } from '#modules/accounting/domain/fec/rules.ts';
import { checkFecSource } from './check-source.ts';
import { describeFinding } from './words.ts';
import { idField } from '../fields.ts';

export const checkFecFile = defineOperation({
	name: 'accounting.check-fec',
	summary: 'Check an uploaded file of accounting entries, of whatever program, rule by rule',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/fec-checks/{fileId}' },
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
		const open = () => context.blobs.stream(file.sha256);
		const report = await checkFecSource(open, { fileName: fileName ?? file.name });
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
