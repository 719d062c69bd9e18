import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { keysetInput, pageOf } from './keyset.ts';
import { ownAccount } from './own-account.ts';

const row = z.object({
	id: z.uuid(),
	label: z.string(),
	/** Permissions; empty for all those of the role. */
	scopes: z.array(z.string()),
	createdAt: z.date(),
	expiresAt: z.date().nullable()
});

export const listTokens = defineOperation({
	name: 'platform.list-tokens',
	summary: 'List your own tokens of this association, the last first',
	permission: 'platform.manage-own-tokens',
	kind: 'query',
	http: { method: 'get', path: '/tokens' },
	input: z.strictObject(keysetInput),
	output: z.object({ rows: z.array(row), nextCursor: z.string().nullable() }),
	/** @throws {Refusal} `platform.no-account` */
	async run(context, { cursor, limit }) {
		let query = context.tx
			.withTables<PlatformTables>()
			.selectFrom('platform.token')
			.select(['id', 'label', 'scopes', 'created_at as createdAt', 'expires_at as expiresAt'])
			.where('association_id', '=', context.association.id)
			.where('account_id', '=', ownAccount(context))
			.orderBy('id', 'desc')
			.limit(limit + 1);
		if (cursor) query = query.where('id', '<', cursor);
		return pageOf(await query.execute(), limit);
	}
});
