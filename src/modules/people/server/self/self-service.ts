import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { SelfService } from '#modules/people/domain/self-service.ts';
import { APPROVALS, OPEN_SELF_SERVICE, APPROVED } from '#modules/people/domain/self-service.ts';
import { customFields } from '../custom/field-row.ts';

const selfService = z.object({ approval: z.enum(APPROVALS), fields: z.array(z.string()) });

export async function loadSelfService(tx: Tx): Promise<SelfService> {
	const { rows } = await sql<SelfService>`
		SELECT s.approval, s.fields FROM people.self_service s`.execute(tx);
	return rows[0] ?? OPEN_SELF_SERVICE;
}

export const getSelfService = defineOperation({
	name: 'people.get-self-service',
	summary: 'Tells which corrections of members wait for agreement.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/self-service' },
	input: z.strictObject({}),
	output: selfService,
	async run({ tx }) {
		return selfService.parse(await loadSelfService(tx));
	}
});

export const setSelfService = defineOperation({
	name: 'people.set-self-service',
	summary: 'Chooses which corrections of members wait for agreement: none, chosen fields, or all.',
	permission: 'people.configure',
	kind: 'command',
	http: { method: 'put', path: '/self-service' },
	input: z.strictObject({
		approval: z.enum(APPROVALS),
		/** Names of fields, `custom.<key>` for those of the association; only with `chosen`. */
		fields: z.array(z.string().max(70)).max(100).default([])
	}),
	output: selfService,
	/** @throws {Refusal} `people.self-field-unknown` for a field that members can’t correct */
	async run(context, { approval, fields }) {
		const own = await customFields(context.tx);
		const editable = own.filter(({ editedBy }) => editedBy.includes('self'));
		const known = new Set<string>([...APPROVED, ...editable.map(({ key }) => `custom.${key}`)]);
		const unknown = fields.find((field) => !known.has(field));
		if (unknown !== undefined) {
			throw refuseField('fields', 'people.self-field-unknown', { field: unknown });
		}
		const chosen = approval === 'chosen' ? [...new Set(fields)] : [];
		await sql`
			INSERT INTO people.self_service (association_id, approval, fields)
			VALUES (${context.association.id}, ${approval}, ${chosen})
			ON CONFLICT (association_id) DO UPDATE
			SET approval = excluded.approval, fields = excluded.fields`.execute(context.tx);
		context.about('association', context.association.id, { approval });
		return { approval, fields: chosen };
	}
});
