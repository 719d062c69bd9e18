import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { fecNotice } from './words.ts';
import { fecFileName, writeFec } from '#modules/accounting/domain/fec/write.ts';
import type { FecLine } from '#modules/accounting/domain/fec/write.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import { chosenYear } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { linesOfYear } from '../lines-of-year.ts';
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
		const year = await chosenYear(context.tx, fiscalYearId, context.today);
		const name = fecFileName(context.association.siren, year.end);
		const mediaType = `${MEDIA_TYPE}; charset=${part === 'notice' ? 'utf-8' : encoding}`;
		if (part === 'notice') return { ...noticeOf(context, name, encoding), mediaType };
		const lines = await validatedLines(context.tx, year);
		if (lines.length === 0) {
			throw new Refusal('conflict', 'accounting.fec-nothing-validated', { year: year.code });
		}
		return { name, mediaType, body: writeFec(lines, encoding) };
	}
});

function noticeOf(
	{ association }: OperationContext,
	fileName: string,
	encoding: 'utf-8' | 'iso-8859-15'
) {
	const withoutSiren = association.siren === null;
	const facts = { association: association.name, fileName, encoding, withoutSiren };
	return { name: fileName.replace('.txt', '-description.txt'), body: fecNotice(facts) };
}

/** Read by date, so that entries validated on the same day keep the order of their dates. */
async function validatedLines(tx: Tx, year: KnownYear): Promise<FecLine[]> {
	const lines: FecLine[] = [];
	const sequences = new Map<string, number>();
	for await (const line of linesOfYear(tx, year.id, 'journal')) {
		if (line.validatedOn === null) continue;
		const sequence = sequences.get(line.entryId) ?? sequences.size;
		sequences.set(line.entryId, sequence);
		lines.push({
			...line,
			sequence,
			opening: line.journalKind === 'opening',
			entryDate: line.date,
			documentReference: line.reference ?? entryNumber(line.journalCode, year.code, line.number),
			documentDate: line.date,
			label: line.lineLabel ?? line.entryLabel,
			validatedOn: latest(line.validatedOn, line.date)
		});
	}
	return lines;
}

/** An entry validated ahead is final from its own day on. */
function latest(a: Day, b: Day): Day {
	return a > b ? a : b;
}
