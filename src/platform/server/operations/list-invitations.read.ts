import { z } from 'zod';
import { ROLES } from '../module.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { keysetInput, pageOf } from './keyset.ts';

const row = z.object({
	id: z.uuid(),
	email: z.string(),
	role: z.enum(ROLES),
	createdAt: z.date(),
	expiresAt: z.date(),
	isExpired: z.boolean()
});

export const listInvitations = defineOperation({
	name: 'platform.list-invitations',
	summary: 'List the invitations that nobody has accepted yet, the last first',
	permission: 'platform.manage-access',
	kind: 'query',
	http: { method: 'get', path: '/invitations' },
	input: z.strictObject(keysetInput),
	output: z.object({ rows: z.array(row), nextCursor: z.string().nullable() }),
	async run({ tx, association, now }, { cursor, limit }) {
		let query = tx
			.withTables<PlatformTables>()
			.selectFrom('platform.link')
			.select(['id', 'email', 'role', 'created_at as createdAt', 'expires_at as expiresAt'])
			.where('association_id', '=', association.id)
			.where('purpose', '=', 'invitation')
			.where('used_at', 'is', null)
			.orderBy('id', 'desc')
			.limit(limit + 1);
		if (cursor) query = query.where('id', '<', cursor);
		const found = await query.execute();
		return pageOf(
			found.map((link) => ({
				...link,
				role: link.role as (typeof ROLES)[number],
				isExpired: link.expiresAt <= now
			})),
			limit
		);
	}
});
