import { sql } from 'kysely';
import { z } from 'zod';
import { fold, slugify } from '#shared/text.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { TableCell, TableColumn, TableRow } from '#platform/server/tabular/table-content.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import type { CustomField } from '../domain/custom/custom-field.ts';
import { customLabel, maySee } from '../domain/custom/custom-field.ts';
import type { FieldName } from '../domain/fields.ts';
import { FIELD_NAMES } from '../domain/fields.ts';
import { joinGroupNames } from '../domain/import/group-names.ts';
import { PEOPLE_FORMAT } from '../domain/import/json-read.ts';
import { writeVcard } from '../domain/import/vcard-write.ts';
import { dataUri } from '../domain/photo.ts';
import { formatPhone } from '../domain/phone.ts';
import { m } from '#i18n';
import { customFields } from './custom/field-row.ts';
import { viewerOf } from './custom/viewer.ts';
import type { ExportedPerson } from './exported-people.ts';
import { exportedPeople } from './exported-people.ts';
import { fieldLabel, headersOfFields, kindLabel } from './labels.ts';
import type { ReadyFilter } from './people-filter.ts';
import { peopleFilter, readFilter } from './people-filter.ts';

type Locale = 'fr' | 'en';

const RECORDS = {
	json: { mediaType: 'application/json', write: jsonLines },
	vcf: { mediaType: 'text/vcard; charset=utf-8', write: vcards }
} as const;

export const EXPORT_FORMATS = ['csv', 'xlsx', 'ods', 'vcf', 'json'] as const;

export const exportPersons = defineDownload({
	name: 'people.export-persons',
	summary:
		'Writes the people of a list to a CSV, XLSX, ODS, vCard or JSON file that can be imported again.',
	permission: 'people.lead',
	kind: 'query',
	http: { method: 'get', path: '/person-exports' },
	input: peopleFilter.extend({
		format: z.enum(EXPORT_FORMATS).default('csv'),
		/** Only these people of the list. */
		ids: z.array(z.uuid()).min(1).max(1_000).optional()
	}),
	mediaTypes: [...TABLE_MEDIA_TYPES, ...Object.values(RECORDS).map(({ mediaType }) => mediaType)],
	/** @throws {Refusal} those of `readFilter` */
	async run(context, { format, ids, ...filter }) {
		const { tx, actor, today } = context;
		const { locale } = actor;
		const ready = await readFilter(context, filter);
		const leads = ready.within !== undefined;
		const hidden = new Set<FieldName>([
			...(actor.permissions.has('people.write') ? [] : ['restrictedNotes' as const]),
			...(leads ? ['notes' as const] : [])
		]);
		const fields = FIELD_NAMES.filter((field) => !hidden.has(field));
		const viewer = viewerOf(actor, false, leads);
		const own = (await customFields(tx)).filter((field) => maySee(field, viewer));
		const photos = format === 'json' || format === 'vcf';
		const people = exportedPeople(context, { ready, fields, own, ids, photos });
		const name = `${m.people_export_name({}, { locale })} ${today}`;
		if (format === 'json' || format === 'vcf') {
			const { mediaType, write } = RECORDS[format];
			return { name: `${slugify(name)}.${format}`, mediaType, body: write(people, fields) };
		}
		const columns = [
			...fields.map((field) => fieldColumn(field, locale)),
			{ key: 'groups', label: fieldLabel('groups', locale), kind: 'text' as const },
			...(await otherNames(tx, ready, own, locale)).map(otherColumn)
		];
		return writeTable({ name, columns, rows: tableRows(people, locale) }, format);
	}
});

function fieldColumn(field: FieldName, locale: Locale): TableColumn {
	const isDay = field === 'birthDate' || field === 'joinedOn';
	return { key: field, label: fieldLabel(field, locale), kind: isDay ? 'day' : 'text' };
}

/** A column of the association’s own; one that is called like a field says that it isn’t it. */
function otherColumn(name: string): TableColumn {
	const ambiguous = headersOfFields().has(fold(name));
	return { key: `extra.${name}`, label: ambiguous ? `extra.${name}` : name, kind: 'text' };
}

/** The association’s own fields, and the columns without a field that somebody has, by name. */
async function otherNames(
	tx: Tx,
	{ where, within }: ReadyFilter,
	own: readonly CustomField[],
	locale: Locale
): Promise<string[]> {
	const labels = own.map((field) => customLabel(field, locale));
	if (within) return labels.sort();
	const { rows } = await sql<{ name: string }>`
		SELECT DISTINCT jsonb_object_keys(p.extra) AS name FROM people.person p
		WHERE p.extra <> '{}' AND ${where} LIMIT 300`.execute(tx);
	return [...new Set([...labels, ...rows.map(({ name }) => name)])].sort();
}

async function* tableRows(
	people: AsyncIterable<ExportedPerson>,
	locale: Locale
): AsyncGenerator<TableRow> {
	const [yes, no] = [m.people_yes({}, { locale }), m.people_no({}, { locale })];
	for await (const { person, groups, others } of people) {
		const row: Record<string, TableCell> = {};
		for (const field of FIELD_NAMES) row[field] = person[field] as TableCell;
		row.kind = kindLabel(person.kind, locale);
		row.newsletter = person.newsletter ? yes : no;
		row.phone = person.phone === null ? null : formatPhone(person.phone);
		row.otherPhones = person.otherPhones?.split('\n').map(formatPhone).join('\n');
		row.groups = joinGroupNames(groups);
		for (const name in others) row[`extra.${name}`] = others[name];
		yield row;
	}
}

async function* jsonLines(
	people: AsyncIterable<ExportedPerson>,
	fields: readonly FieldName[]
): AsyncGenerator<string> {
	yield `{"format":"${PEOPLE_FORMAT}","version":1,"persons":[`;
	let separator = '\n';
	for await (const { person, groups, others, photo } of people) {
		const known = Object.fromEntries(fields.map((field) => [field, person[field]]));
		yield (
			separator +
			JSON.stringify({
				...known,
				...(photo && { photo: dataUri(photo) }),
				groups,
				extra: others
			})
		);
		separator = ',\n';
	}
	yield '\n]}\n';
}

async function* vcards(people: AsyncIterable<ExportedPerson>): AsyncGenerator<string> {
	for await (const { person, groups, others, photo } of people) {
		yield writeVcard(person, { groups, others, photo });
	}
}
