import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { checkFec } from '#modules/accounting/domain/fec/check.ts';
import { FEC_RULES } from '#modules/accounting/domain/fec/rules.ts';
import { describeFinding } from './words.ts';
import { idField } from '../fields.ts';

/** Bytes: about a million lines. */
const MAX_BYTES = 120_000_000;

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
		lines: z.int(),
		entries: z.int(),
		debitCents: z.number(),
		creditCents: z.number(),
		encoding: z.string(),
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
		if (file.size > MAX_BYTES) {
			const limit = MAX_BYTES / 1_000_000;
			throw new Refusal('too-large', 'accounting.fec-too-large', { limit });
		}
		const bytes = await context.blobs.read(file.sha256);
		const report = checkFec(bytes, fileName ?? file.name);
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
