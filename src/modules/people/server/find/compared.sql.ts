import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Asked } from '#shared/condition.ts';

/** Whether a column of plain values, compared byte by byte or as days, is what was asked. */
export function compared(
	column: RawBuilder<unknown>,
	{ operator, values }: Asked,
	type: 'text' | 'date' | 'integer' = 'text'
): RawBuilder<boolean> {
	const [from, to] = values.map((value) => sql`${value}::${sql.raw(type)}`);
	const all = sql`${[...values]}::${sql.raw(type)}[]`;
	switch (operator) {
		case 'known':
			return sql`${column} IS NOT NULL`;
		case 'unknown':
			return sql`${column} IS NULL`;
		case 'is':
			return sql`${column} = ANY(${all})`;
		case 'is-not':
			return sql`(${column} IS NULL OR ${column} <> ALL(${all}))`;
		case 'at-least':
			return sql`${column} >= ${from}`;
		case 'at-most':
			return sql`${column} <= ${from}`;
		case 'between':
			return sql`${column} BETWEEN ${from} AND ${to}`;
		case 'contains':
			return sql`${column} LIKE ANY(${values.map((value) => `%${literal(value)}%`)}::text[])`;
		case 'starts':
			return sql`${column} LIKE ANY(${values.map((value) => `${literal(value)}%`)}::text[])`;
	}
}

/** The same in a `LIKE`, where some signs mean more than themselves. */
function literal(value: string): string {
	return value.replace(/[\\%_]/g, '\\$&');
}
