import { sql } from 'kysely';
import { z } from 'zod';
import { isId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { THIRD_PARTY_KINDS } from '#modules/accounting/domain/third-party.ts';
import type { ThirdPartyKind } from '#modules/accounting/domain/third-party.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { NOT_CARRIED } from '../lettering/open-lines.ts';

const isText = (value: unknown) => typeof value === 'string';

interface Row {
	id: string;
	code: string;
	label: string;
	kind: ThirdPartyKind;
	active: boolean;
	balanceCents: number;
}

export const listThirdParties = defineOperation({
	name: 'accounting.list-third-parties',
	summary: 'List the third parties in order of name, with what each owes or is owed',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/third-parties' },
	input: z.strictObject({
		/** Words of the name, or the beginning of the code. */
		search: z.string().trim().max(100).optional(),
		kind: z.enum(THIRD_PARTY_KINDS).optional(),
		/** Those put away as well. */
		all: z.boolean().optional(),
		after: z.string().max(500).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		thirdParties: z.array(
			z.object({
				id: z.string(),
				code: z.string(),
				label: z.string(),
				kind: z.enum(THIRD_PARTY_KINDS),
				active: z.boolean(),
				/** They owe when positive, we owe when negative. */
				balanceCents: z.int()
			})
		),
		next: z.string().optional()
	}),
	async run({ tx }, { search, kind, all, after, limit }) {
		const kept = [sql`true`];
		if (!all) kept.push(sql`p.active`);
		if (kind) kept.push(sql`p.kind = ${kind}`);
		if (search) {
			kept.push(
				sql`(strpos(lower(p.label), lower(${search})) > 0 or starts_with(p.code, upper(${search})))`
			);
		}
		if (after) {
			const [label, id] = readCursor<[string, string]>(after, [
				isText,
				(value) => isText(value) && isId(value as string)
			]);
			kept.push(sql`(p.label, p.id) > (${label}, ${id}::uuid)`);
		}
		const { rows } = await sql<Row>`select p.id, p.code, p.label, p.kind, p.active,
				coalesce((select sum(l.debit_cents - l.credit_cents) from accounting.line l
					join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
					where l.association_id = p.association_id and l.third_party_id = p.id
						and ${NOT_CARRIED}), 0) as "balanceCents"
			from accounting.third_party p
			where ${sql.join(kept, sql` and `)}
			order by p.label, p.id limit ${limit + 1}`.execute(tx);
		const page = rows.slice(0, limit);
		const last = page.at(-1);
		return {
			thirdParties: page,
			next: rows.length > page.length && last ? writeCursor([last.label, last.id]) : undefined
		};
	}
});
