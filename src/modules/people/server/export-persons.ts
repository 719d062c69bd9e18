import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#platform/server/operation.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { TableColumn, TableRow } from '#platform/server/tabular/table-content.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import type { FieldName } from '../domain/fields.ts';
import { FIELD_NAMES } from '../domain/fields.ts';
import type { PersonRecord } from '../domain/person.ts';
import { formatPhone } from '../domain/phone.ts';
import { m } from '#i18n';
import { fieldLabel, kindLabel } from './labels.ts';
import type { Cursor } from './cursor.ts';
import type { PeopleFilter } from './people-filter.ts';
import { following, matching, ordered, peopleFilter, sortKey } from './people-filter.ts';
import { PERSON_COLUMNS } from './person-row.ts';

type Locale = 'fr' | 'en';

const PAGE = 1_000;

export const exportPersons = defineDownload({
	name: 'people.export-persons',
	summary: 'Writes the people of a list to a CSV, XLSX or ODS file that can be imported again.',
	permission: 'people.export',
	kind: 'query',
	http: { method: 'get', path: '/person-exports' },
	input: peopleFilter.extend({ format: z.enum(['csv', 'xlsx', 'ods']).default('csv') }),
	mediaTypes: TABLE_MEDIA_TYPES,
	async run({ tx, actor, today }, { format, ...filter }) {
		const { locale } = actor;
		const extra = await extraNames(tx, filter);
		const columns = [
			...FIELD_NAMES.map((field) => fieldColumn(field, locale)),
			...extra.map((name): TableColumn => ({ key: `extra.${name}`, label: name, kind: 'text' }))
		];
		const name = `${m.people_export_name({}, { locale })} ${today}`;
		return writeTable({ name, columns, rows: exportedRows(tx, filter, locale) }, format);
	}
});

function fieldColumn(field: FieldName, locale: Locale): TableColumn {
	const isDay = field === 'birthDate' || field === 'joinedOn';
	return { key: field, label: fieldLabel(field, locale), kind: isDay ? 'day' : 'text' };
}

/** The columns without a field that at least one of the people has. */
async function extraNames(tx: Tx, filter: PeopleFilter): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		SELECT DISTINCT jsonb_object_keys(p.extra) AS name FROM people.person p
		WHERE p.extra <> '{}' AND ${matching(filter)} ORDER BY name LIMIT 300`.execute(tx);
	return rows.map(({ name }) => name);
}

async function* exportedRows(
	tx: Tx,
	filter: PeopleFilter,
	locale: Locale
): AsyncGenerator<TableRow> {
	let cursor: Cursor | undefined;
	for (;;) {
		const { rows } = await sql<PersonRecord & Cursor>`
			SELECT ${PERSON_COLUMNS}, ${sortKey(filter)} AS key
			FROM people.person p WHERE ${matching(filter)} AND ${following(filter, cursor)}
			${ordered(filter, PAGE)}`.execute(tx);
		for (const row of rows) yield toTableRow(row, locale);
		cursor = rows.at(-1);
		if (rows.length < PAGE) return;
	}
}

function toTableRow(person: PersonRecord, locale: Locale): TableRow {
	const { extra, newsletter, kind, phone, ...fields } = person;
	const kept = Object.entries(extra).map(([name, text]) => [`extra.${name}`, text]);
	return {
		...Object.fromEntries(FIELD_NAMES.map((field) => [field, (fields as TableRow)[field]])),
		kind: kindLabel(kind, locale),
		newsletter: newsletter ? m.people_yes({}, { locale }) : m.people_no({}, { locale }),
		phone: phone === null ? null : formatPhone(phone),
		...Object.fromEntries(kept)
	};
}
