import { sql } from 'kysely';
import { z } from 'zod';
import { isDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import { letterOf } from '#modules/accounting/domain/letter.ts';
import { THIRD_PARTY_KINDS } from '#modules/accounting/domain/third-party.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { idField } from '../fields.ts';
import { NOT_CARRIED } from '../lettering/open-lines.ts';
import { tables } from '../tables.ts';
import { thirdPartyById } from './third-parties.ts';

interface Row {
	id: string;
	entryId: string;
	date: Day;
	sequence: number;
	journal: string;
	year: string;
	label: string;
	account: string;
	debitCents: number;
	creditCents: number;
	letteringId: string | null;
	letterNumber: number | null;
	whole: boolean | null;
}

export const getThirdParty = defineOperation({
	name: 'accounting.get-third-party',
	summary: 'Read a third party and its lines over all years, newest first, with their letters',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/third-parties/{thirdPartyId}' },
	input: z.strictObject({
		thirdPartyId: idField,
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		id: z.string(),
		code: z.string(),
		label: z.string(),
		kind: z.enum(THIRD_PARTY_KINDS),
		active: z.boolean(),
		/** What it is in another module: a person. */
		source: z.object({ module: z.string(), type: z.string(), id: z.string() }).nullable(),
		/** They owe when positive, we owe when negative. */
		balanceCents: z.int(),
		lines: z.array(
			z.object({
				id: z.string(),
				entryId: z.string(),
				number: z.string(),
				date: z.string(),
				label: z.string(),
				account: z.string(),
				debitCents: z.int(),
				creditCents: z.int(),
				letteringId: z.string().nullable(),
				letter: z.string().nullable()
			})
		),
		next: z.string().optional()
	}),
	async run({ tx }, { thirdPartyId, after, limit }) {
		const party = await thirdPartyById(tx, thirdPartyId);
		const source = await tables(tx)
			.selectFrom('accounting.third_party')
			.select(['source_module as module', 'source_type as type', 'source_id as id'])
			.where('id', '=', thirdPartyId)
			.executeTakeFirstOrThrow();
		const key = after
			? readCursor<[Day, string]>(after, [
					(value) => typeof value === 'string' && isDay(value),
					(value) => typeof value === 'string' && isId(value)
				])
			: undefined;
		const before = key ? sql`and (l.entry_date, l.id) < (${key[0]}::date, ${key[1]}::uuid)` : sql``;
		const { rows } = await sql<Row>`select l.id, l.entry_id as "entryId", l.entry_date as date,
				e.number as sequence, j.code as journal, y.code as year, coalesce(l.label, e.label) as label,
				a.code as account, l.debit_cents as "debitCents", l.credit_cents as "creditCents",
				g.id as "letteringId", g.number as "letterNumber", g.whole
			from accounting.line l
			join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
			join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
			join accounting.fiscal_year y on y.association_id = e.association_id and y.id = e.fiscal_year_id
			join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
			left join accounting.lettering g on g.association_id = l.association_id and g.id = l.lettering_id
			where l.third_party_id = ${thirdPartyId} and ${NOT_CARRIED} ${before}
			order by l.entry_date desc, l.id desc limit ${limit + 1}`.execute(tx);
		const balance = await sql<{ cents: number }>`select
				coalesce(sum(l.debit_cents - l.credit_cents), 0) as cents
			from accounting.line l
			join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
			where l.third_party_id = ${thirdPartyId} and ${NOT_CARRIED}`.execute(tx);
		const page = rows.slice(0, limit);
		const last = page.at(-1);
		const { module, type, id } = source;
		return {
			...party,
			source: module && type && id ? { module, type, id } : null,
			balanceCents: balance.rows[0]?.cents ?? 0,
			lines: page.map(({ sequence, journal, year, letterNumber, whole, ...line }) => ({
				...line,
				number: entryNumber(journal, year, sequence),
				letter: letterNumber === null ? null : letterOf(letterNumber, whole === true)
			})),
			next: rows.length > page.length && last ? writeCursor([last.date, last.id]) : undefined
		};
	}
});
