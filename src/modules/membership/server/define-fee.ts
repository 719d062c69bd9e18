import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { checkTariffs, feeFields, toColumns } from './fee-input.ts';
import { refuseTakenName } from './fee-row.ts';
import { insertTariff } from './tariff-row.ts';

export const defineFee = defineOperation({
	name: 'membership.define-fee',
	summary: 'Defines a fee: how long its memberships last, and its tariffs.',
	permission: 'membership.configure',
	kind: 'command',
	http: { method: 'post', path: '/membership/fees', success: 201 },
	input: feeFields,
	output: z.object({ id: z.uuid() }),
	async run(context, { name, validity, tariffs }) {
		const { tx, association } = context;
		checkTariffs(validity, tariffs);
		await refuseTakenName(tx, name);
		const id = newId();
		const columns = toColumns(validity);
		await sql`
			INSERT INTO membership.fee (association_id, id, name, validity, season_start, months)
			VALUES (${association.id}, ${id}, ${name}, ${columns.validity}, ${columns.season_start},
				${columns.months})`.execute(tx);
		for (const [index, tariff] of tariffs.entries()) {
			await insertTariff(context, id, index + 1, tariff);
		}
		context.about('fee', id, { name });
		return { id };
	}
});
