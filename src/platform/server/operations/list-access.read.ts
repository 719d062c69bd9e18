import { z } from 'zod';
import { ROLES } from '../module.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { keysetInput, pageOf } from './keyset.ts';

const row = z.object({
	id: z.uuid(),
	email: z.string(),
	name: z.string(),
	role: z.enum(ROLES),
	personId: z.uuid().nullable(),
	createdAt: z.date(),
	isYou: z.boolean()
});

export const listAccess = defineOperation({
	name: 'platform.list-access',
	summary: 'List who may enter the association, and with which role',
	permission: 'platform.manage-access',
	kind: 'query',
	http: { method: 'get', path: '/access' },
	input: z.strictObject(keysetInput),
	output: z.object({ rows: z.array(row), nextCursor: z.string().nullable() }),
	async run({ tx, actor }, { cursor, limit }) {
		let query = tx
			.withTables<PlatformTables>()
			.selectFrom('platform.access')
			.select(['id', 'email', 'name', 'role', 'person_id', 'account_id', 'created_at'])
			.orderBy('id')
			.limit(limit + 1);
		if (cursor) query = query.where('id', '>', cursor);
		const found = await query.execute();
		return pageOf(
			found.map(({ person_id, account_id, created_at, role, ...rest }) => ({
				...rest,
				role: role as (typeof ROLES)[number],
				personId: person_id,
				createdAt: created_at,
				isYou: account_id === actor.accountId
			})),
			limit
		);
	}
});
