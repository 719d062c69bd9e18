import { settleTables } from '#platform/server/database/settle-tables.ts';
import type { Job, Subscription } from '#platform/server/module.ts';
import { inEachAssociation } from '#platform/server/in-each-association.ts';
import { runtime } from '#platform/server/runtime.ts';
import { arrangeBlocks } from '../find/arrange-blocks.ts';

/** From so many people on, a list notices that PostgreSQL has not looked at them yet. */
const MANY = 1_000;

/** After a large import: once it is committed, since no transaction can do it. Every night for what was written by day. */
export const settlePeople: Job = {
	name: 'people.settle-people',
	cron: '25 4 * * *',
	async run() {
		const { db, pool } = runtime().database;
		await settleTables(pool, [
			'people.person',
			'people.field_value',
			'people.near_word',
			'people.group_member'
		]);
		await inEachAssociation(({ association }) => arrangeBlocks(db, association.id));
		await settleTables(pool, ['people.search_block', 'people.search_loose']);
	}
};

function settling(
	event: string,
	count: (payload: Record<string, unknown>) => number
): Subscription {
	return {
		event,
		async handle(_context, payload) {
			if (count(payload) >= MANY) await runtime().queue?.send(settlePeople.name, {});
		}
	};
}

export const largeImportCommitted = settling(
	'people.import-committed',
	({ create, update }) => Number(create) + Number(update)
);

export const largeImportUndone = settling(
	'people.import-undone',
	({ removed, restored }) => Number(removed) + Number(restored)
);
