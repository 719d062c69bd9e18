import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { isLetterable } from '#modules/accounting/domain/account.ts';
import { NOT_CARRIED } from '../lettering/open-lines.ts';

interface Group {
	readonly accountId: string;
	readonly account: string;
	readonly whole: boolean;
	readonly day: Day;
	readonly lines: readonly string[];
}

/** The letters of a file, as letterings: lines of one account and third party, on both sides; partial until they balance. */
export async function keepLetterings(context: OperationContext, importId: string): Promise<void> {
	const { tx, association, actor, now } = context;
	const { rows } = await sql<Group>`
		SELECT l.account_id AS "accountId", a.code AS account,
			sum(l.debit_cents) = sum(l.credit_cents) AS whole,
			coalesce(max(x.letter_date), max(l.entry_date)) AS day, array_agg(l.id) AS lines
		FROM accounting.entry e
		JOIN accounting.line l ON l.association_id = e.association_id AND l.entry_id = e.id
		JOIN accounting.imported_line x ON x.association_id = l.association_id AND x.id = l.id
		JOIN accounting.account a ON a.association_id = l.association_id AND a.id = l.account_id
		WHERE e.import_id = ${importId} AND x.letter IS NOT NULL AND ${NOT_CARRIED}
		GROUP BY l.account_id, a.code, l.third_party_id, x.letter
		HAVING count(*) > 1 AND sum(l.debit_cents) > 0 AND sum(l.credit_cents) > 0
		ORDER BY 4, a.code, x.letter`.execute(tx);
	const groups = rows.filter(({ account }) => isLetterable(account));
	if (groups.length === 0) return;
	const next = await lastLetters(context);
	const letterings = groups.map(({ accountId, ...group }) => {
		const number = (next.get(accountId) ?? 0) + 1;
		next.set(accountId, number);
		return { ...group, accountId, number, id: newId() };
	});
	const of = <K extends keyof (typeof letterings)[number]>(key: K) =>
		letterings.map((each) => each[key]);
	await sql`INSERT INTO accounting.lettering
			(association_id, id, account_id, number, whole, lettered_on, created_at, created_by)
		SELECT ${association.id}, g.id, g.account, g.number, g.whole, g.day, ${now}, ${actor.accountId}
		FROM unnest(${of('id')}::uuid[], ${of('accountId')}::uuid[], ${of('number')}::int[],
			${of('whole')}::boolean[], ${of('day')}::date[]) AS g(id, account, number, whole, day)`.execute(tx);
	const pairs = letterings.flatMap(({ id, lines }) => lines.map((line) => [line, id] as const));
	await sql`UPDATE accounting.line l SET lettering_id = p.lettering
		FROM unnest(${pairs.map(([line]) => line)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[])
			AS p(line, lettering)
		WHERE l.association_id = ${association.id} AND l.id = p.line`.execute(tx);
}

async function lastLetters({ tx }: OperationContext): Promise<Map<string, number>> {
	const { rows } = await sql<{ accountId: string; last: number }>`
		SELECT g.account_id AS "accountId", max(g.number) AS last
		FROM accounting.lettering g GROUP BY g.account_id`.execute(tx);
	return new Map(rows.map(({ accountId, last }) => [accountId, last]));
}
