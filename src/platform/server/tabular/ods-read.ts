import { corrupt } from './archive.ts';
import { numberText } from './cell-text.ts';
import type { RowList, TableBuilder, TableOrigin } from './table.ts';
import { attribute, xmlEvents } from './xml-events.ts';
import type { XmlEvent } from './xml-events.ts';

/**
 * Reads the first sheet with text of an OpenDocument spreadsheet (ODF 1.3, part 3, `content.xml`). A formula
 * gives the value it had when the file was saved. Repeated cells and rows are unrolled under the limits only.
 * @throws {Refusal} `platform.tabular-*`
 */
export function readOds(content: Uint8Array, builder: TableBuilder<RowList>): TableOrigin {
	const events = xmlEvents(new TextDecoder().decode(content));
	let inSpreadsheet = false;
	for (const event of events) {
		if (event.kind === 'open' && event.name === 'office:spreadsheet') inSpreadsheet = true;
		if (event.kind !== 'open' || event.name !== 'table:table') continue;
		readSheet(events, builder, builder.limits.columns + 1);
		if (!builder.isEmpty) break;
	}
	if (!inSpreadsheet) throw corrupt();
	return { format: 'ods', encoding: 'utf-8', separator: null };
}

function readSheet(
	events: Iterator<XmlEvent>,
	builder: TableBuilder<RowList>,
	width: number
): void {
	let line = 1;
	let repeated = 1;
	let cells: string[] = [];
	for (const event of until(events, 'table:table')) {
		if (event.kind === 'text') continue;
		if (event.name === 'table:table-row') {
			if (event.kind === 'open') {
				cells = [];
				repeated = repetitions(event.attributes, 'table:number-rows-repeated');
				continue;
			}
			const written = cells.some((cell) => cell !== '');
			for (let i = 0; written && i < repeated; i++)
				builder.add({ line: line + i, cells: [...cells] });
			line += repeated;
		} else if (event.kind === 'open' && CELLS.has(event.name)) {
			const value = readCell(events, event.name, event.attributes);
			const count = repetitions(event.attributes, 'table:number-columns-repeated');
			for (let i = 0; i < count && cells.length < width; i++) cells.push(value);
		}
	}
}

const CELLS = new Set(['table:table-cell', 'table:covered-table-cell']);

function repetitions(attributes: string, name: string): number {
	const count = Number(attribute(attributes, name) ?? 1);
	return Number.isInteger(count) && count > 0 ? count : 1;
}

function* until(events: Iterator<XmlEvent>, closing: string): Generator<XmlEvent> {
	for (let next = events.next(); !next.done; next = events.next()) {
		if (next.value.kind === 'close' && next.value.name === closing) return;
		yield next.value;
	}
	throw corrupt();
}

function readCell(events: Iterator<XmlEvent>, name: string, attributes: string): string {
	const text = readText(events, name);
	switch (attribute(attributes, 'office:value-type')) {
		case 'float':
		case 'currency':
		case 'percentage':
			return numberText(Number(attribute(attributes, 'office:value') ?? Number.NaN));
		case 'date': {
			const [day = '', time = ''] = (attribute(attributes, 'office:date-value') ?? '').split('T');
			return time === '' || time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`;
		}
		case 'boolean':
			return attribute(attributes, 'office:boolean-value') === 'true' ? 'oui' : 'non';
		case 'string':
			return attribute(attributes, 'office:string-value') ?? text;
		default:
			return text;
	}
}

const MAX_SPACES = 1000;

/** The paragraphs of a cell, one line each; comments (`office:annotation`) are no part of it. */
function readText(events: Iterator<XmlEvent>, cell: string): string {
	let text = '';
	let paragraphs = 0;
	let inside = 0;
	let comments = 0;
	for (const event of until(events, cell)) {
		if (event.kind === 'text') {
			if (inside > 0 && comments === 0) text += event.text;
		} else if (event.name === 'office:annotation') {
			comments += event.kind === 'open' ? 1 : -1;
		} else if (event.name === 'text:p') {
			inside += event.kind === 'open' ? 1 : -1;
			if (event.kind === 'open' && comments === 0 && paragraphs++ > 0) text += '\n';
		} else if (event.kind === 'open' && inside > 0 && comments === 0) {
			if (event.name === 'text:tab') text += '\t';
			if (event.name === 'text:line-break') text += '\n';
			if (event.name === 'text:s') {
				text += ' '.repeat(Math.min(repetitions(event.attributes, 'text:c'), MAX_SPACES));
			}
		}
	}
	return text;
}
