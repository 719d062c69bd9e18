import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { hasValidated, validatedLines } from './validated-lines.ts';
import { fecNotice } from './words.ts';
import { encodeFec, FEC_HEADER, fecFileName } from '#modules/accounting/domain/fec/write.ts';
import type { FecEncoding } from '#modules/accounting/domain/fec/write.ts';
import { chosenYear } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { statementInput } from '../statement-fields.ts';

const MEDIA_TYPE = 'text/plain';

export const exportFec = defineDownload({
	name: 'accounting.export-fec',
	summary:
		'Download the file of accounting entries of a year (LPF art. A47 A-1), or its description',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/fec-exports' },
	mediaTypes: [MEDIA_TYPE],
	input: statementInput.extend({
		encoding: z.enum(['utf-8', 'iso-8859-15']).default('utf-8'),
		/** `notice`: the description that must go with the file. */
		part: z.enum(['file', 'notice']).default('file')
	}),
	async run(context, { fiscalYearId, encoding, part }) {
		const year = await chosenYear(context, fiscalYearId);
		const name = fecFileName(context.association.siren, year.end);
		const mediaType = `${MEDIA_TYPE}; charset=${part === 'notice' ? 'utf-8' : encoding}`;
		if (part === 'notice') return { ...noticeOf(context, name, encoding), mediaType };
		if (!(await hasValidated(context.tx, year.id))) {
			throw new Refusal('conflict', 'accounting.fec-nothing-validated', { year: year.code });
		}
		return { name, mediaType, body: bodyOf(context.tx, year, encoding) };
	}
});

async function* bodyOf(tx: Tx, year: KnownYear, encoding: FecEncoding): AsyncGenerator<Uint8Array> {
	yield encodeFec(FEC_HEADER, encoding);
	for await (const text of validatedLines(tx, year)) yield encodeFec(text, encoding);
}

function noticeOf(
	{ association }: OperationContext,
	fileName: string,
	encoding: 'utf-8' | 'iso-8859-15'
) {
	const withoutSiren = association.siren === null;
	const facts = { association: association.name, fileName, encoding, withoutSiren };
	return { name: fileName.replace('.txt', '-description.txt'), body: fecNotice(facts) };
}
