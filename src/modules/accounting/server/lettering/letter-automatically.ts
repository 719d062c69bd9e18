import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { matchLines } from '#modules/accounting/domain/lettering.ts';
import { idField } from '../fields.ts';
import { NOT_CARRIED } from './open-lines.ts';
import { letterLines } from './letter-lines.ts';

/** Enough for a year; the next call goes on. */
const LINES_AT_ONCE = 5_000;

export const letterAutomatically = defineOperation({
	name: 'accounting.letter-automatically',
	summary: 'Tie what surely pays for one another: same reference, same amount, sums',
	permission: 'accounting.letter',
	kind: 'command',
	http: { method: 'post', path: '/accounting/automatic-letterings' },
	input: z.strictObject({ thirdPartyId: idField.optional() }),
	output: z.object({ letterings: z.int(), lines: z.int() }),
	async run(context, { thirdPartyId }) {
		const open = await openLines(context.tx, thirdPartyId);
		const parts = Map.groupBy(open, (line) => `${line.accountId} ${line.thirdPartyId}`);
		const groups = [...parts.values()].flatMap((lines) => matchLines(lines));
		for (const group of groups) {
			await letterLines(
				context,
				group.map(({ id }) => id)
			);
		}
		const counts = { letterings: groups.length, lines: groups.flat().length };
		context.about('letterings', thirdPartyId ?? 'all', counts);
		return counts;
	}
});

interface Row {
	id: string;
	date: Day;
	debitCents: number;
	creditCents: number;
	reference: string | null;
	accountId: string;
	thirdPartyId: string;
}

async function openLines(tx: Tx, thirdPartyId: string | undefined): Promise<Row[]> {
	const one = thirdPartyId ? sql`and l.third_party_id = ${thirdPartyId}` : sql``;
	const { rows } = await sql<Row>`select l.id, l.entry_date as date, l.debit_cents as "debitCents",
			l.credit_cents as "creditCents", e.reference, l.account_id as "accountId",
			l.third_party_id as "thirdPartyId"
		from accounting.line l
		join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
		join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
		where l.third_party_id is not null and l.lettering_id is null and a.code ~ '^4[0-7]'
			${one} and ${NOT_CARRIED}
		order by l.entry_date, l.id limit ${LINES_AT_ONCE}`.execute(tx);
	return rows;
}
