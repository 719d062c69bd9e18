import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { tables } from './tables.ts';
import { holdVat } from './vat-setting.ts';

export const stopVat = defineOperation({
	name: 'accounting.stop-vat',
	summary: 'Say that the association was never liable to VAT: nothing was written with it',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/vat-setting' },
	input: z.strictObject({}),
	output: z.object({ liable: z.literal(false) }),
	async run(context) {
		const { tx } = context;
		const setting = await holdVat(tx);
		const { rows } = await sql<{ lines: number; returns: number }>`select
			(select count(*)::int from accounting.vat_line) as lines,
			(select count(*)::int from accounting.vat_return) as returns`.execute(tx);
		const { lines = 0, returns = 0 } = rows[0] ?? {};
		if (lines > 0 || returns > 0) throw new Refusal('conflict', 'accounting.vat-in-use', { lines });
		await tables(tx).deleteFrom('accounting.vat_setting').execute();
		context.about('vat-setting', setting.id);
		return { liable: false as const };
	}
});
