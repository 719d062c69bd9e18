import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { formatDay } from '#shared/day.ts';
import { slugify } from '#shared/text.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { PrintedBlock } from '#platform/server/pdf/document.ts';
import { PDF_MEDIA_TYPE, printDocument } from '#platform/server/pdf/print.ts';
import { keptOf, type KeptThing } from '#platform/server/personal-data.ts';
import { everythingOf, isOwn } from '#modules/people/server/index.ts';

const JSON_MEDIA_TYPE = 'application/json';

export const takeData = defineDownload({
	name: 'privacy.take-data',
	summary:
		'All that is known of a person, to be read (PDF) or taken elsewhere (JSON); members have their own only.',
	permission: 'privacy.self',
	kind: 'query',
	http: { method: 'get', path: '/privacy/persons/{id}/data' },
	input: z.strictObject({ id: z.uuid(), format: z.enum(['json', 'pdf']).default('json') }),
	mediaTypes: [JSON_MEDIA_TYPE, PDF_MEDIA_TYPE],
	/** @throws {Refusal} `people.person-not-found` */
	async run(context, { id, format }) {
		const { actor, association, today } = context;
		// Whoever answers a request on paper takes it for the person.
		if (!actor.permissions.has('privacy.manage') && !(await isOwn(context, id))) {
			throw new Refusal('not-found', 'people.person-not-found');
		}
		const { name, known, ...everything } = await everythingOf(context, id);
		const kept = await keptOf(context, id);
		if (format === 'pdf') {
			const rows = known.map(({ label, text }) => ({ cells: [label, text] }));
			return printDocument({
				title: m.privacy_data_title({ name }, { locale: actor.locale }),
				association: association.name,
				date: today,
				locale: actor.locale,
				blocks: [knownTable(rows, actor.locale), ...keptTables(kept, actor.locale)]
			});
		}
		const elsewhere = await rowsAbout(context, id);
		const about = { association: association.name, takenOn: today };
		const data = { ...about, ...everything, inWords: kept, ...elsewhere };
		return {
			name: `${slugify(name) || 'donnees'}-${today}.json`,
			mediaType: JSON_MEDIA_TYPE,
			body: `${JSON.stringify(data, null, '\t')}\n`
		};
	}
});

/**
 * The rows of every other module that name the person, by table: tables are found in the catalogue by their
 * foreign key to `people.person`, so that none is forgotten.
 */
async function rowsAbout(
	{ tx }: OperationContext,
	id: string
): Promise<Record<string, Record<string, unknown>[]>> {
	const { rows: tables } = await sql<{ schema: string; table: string; column: string }>`
		SELECT n.nspname AS schema, c.relname AS table, a.attname AS column
		FROM pg_constraint k
		JOIN pg_class c ON c.oid = k.conrelid
		JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(k.conkey)
		WHERE k.contype = 'f' AND k.confrelid = 'people.person'::regclass
			AND a.attname <> 'association_id' AND n.nspname <> 'people'
		ORDER BY 1, 2, 3`.execute(tx);
	const found: Record<string, Record<string, unknown>[]> = {};
	for (const { schema, table, column } of tables) {
		const { rows } = await sql<{ row: Record<string, unknown> }>`
			SELECT to_jsonb(t) - 'association_id' - 'created_by' - 'kept_by' - 'account_id' - 'given_by' - 'stopped_by'
				- 'secret' AS row
			FROM ${sql.id(schema, table)} t WHERE ${sql.id('t', column)} = ${id} LIMIT 10000`.execute(tx);
		if (rows.length > 0) {
			found[`${schema}.${table}`] = [
				...(found[`${schema}.${table}`] ?? []),
				...rows.map(({ row }) => row)
			];
		}
	}
	return found;
}

function knownTable(rows: { cells: string[] }[], locale: 'fr' | 'en'): PrintedBlock {
	return {
		kind: 'table',
		columns: [
			{ label: m.privacy_data_field({}, { locale }), weight: 2 },
			{ label: m.privacy_data_value({}, { locale }), weight: 4 }
		],
		rows
	};
}

/** What every tool keeps, under its name: the file for programs has each row besides. */
function keptTables(
	kept: readonly { label: string; things: readonly KeptThing[] }[],
	locale: 'fr' | 'en'
): PrintedBlock[] {
	return kept.flatMap(({ label, things }): PrintedBlock[] => [
		{ kind: 'heading', text: label },
		{
			kind: 'table',
			columns: [
				{ label: m.privacy_data_day({}, { locale }), weight: 2 },
				{ label: m.privacy_data_kept({}, { locale }), weight: 4 }
			],
			rows: things.map(({ day, text }) => ({
				cells: [day === null ? '' : formatDay(day, locale), text]
			}))
		}
	]);
}
