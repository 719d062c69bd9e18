import { slugify } from '#shared/text.ts';
import type { Download } from '../operation.ts';
import { csvLines } from './csv-write.ts';
import { odsBytes } from './ods-write.ts';
import type { TableContent } from './table-content.ts';
import type { TableFormat } from './table.ts';
import { xlsxBytes } from './xlsx-write.ts';

const WRITERS = {
	csv: { mediaType: 'text/csv; charset=utf-8', write: csvLines },
	xlsx: {
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		write: xlsxBytes
	},
	ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', write: odsBytes }
} as const;

export const TABLE_MEDIA_TYPES = Object.values(WRITERS).map(({ mediaType }) => mediaType);

/**
 * A table as a file, written as its rows come. CSV is UTF-8 with a byte order mark, semicolons and decimal
 * commas: what a French spreadsheet opens with a double click. `readTable` gives the same texts and days back.
 */
export function writeTable(table: TableContent, format: TableFormat): Download {
	const { mediaType, write } = WRITERS[format];
	return { name: `${slugify(table.name) || 'table'}.${format}`, mediaType, body: write(table) };
}
