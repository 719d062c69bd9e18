import { refuseField } from '#shared/errors.ts';
import type { Locale } from '../actor.ts';
import { inHost } from '../database/db.ts';
import { runtime } from '../runtime.ts';
import type { PlatformTables } from '../tables.ts';

/** Changes one's name and language. @throws {Refusal} `platform.field-missing`, `platform.field-too-big`. */
export async function editAccount(
	accountId: string,
	given: { name: string; locale: Locale }
): Promise<void> {
	const name = given.name.trim();
	if (name === '') throw refuseField('name', 'platform.field-missing');
	if (name.length > 200) throw refuseField('name', 'platform.field-too-big', { maximum: 200 });
	await inHost(runtime().database.db, async (tx) => {
		const db = tx.withTables<PlatformTables>();
		await db
			.updateTable('platform.account')
			.set({ name, locale: given.locale })
			.where('id', '=', accountId)
			.execute();
		await db
			.updateTable('platform.access')
			.set({ name })
			.where('account_id', '=', accountId)
			.execute();
	});
}
