import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { AUDIENCES, CUSTOM_KINDS } from '#modules/people/domain/custom/custom-field.ts';
import { groupsLedBy } from '../groups/led-groups.ts';
import { customFields } from './field-row.ts';

const option = z.object({ key: z.string(), labelFr: z.string(), labelEn: z.string() });

export const fieldView = z.object({
	id: z.uuid(),
	/** What values are kept under and formulas call it; never changes. */
	key: z.string(),
	kind: z.enum(CUSTOM_KINDS),
	labelFr: z.string(),
	labelEn: z.string(),
	helpFr: z.string(),
	helpEn: z.string(),
	required: z.boolean(),
	options: z.array(option),
	formula: z.string().nullable(),
	seenBy: z.array(z.enum(AUDIENCES)),
	editedBy: z.array(z.enum(AUDIENCES)),
	listed: z.boolean(),
	purpose: z.string(),
	retentionMonths: z.int().nullable(),
	position: z.int()
});

export const listFields = defineOperation({
	name: 'people.list-fields',
	summary: 'Lists the fields that the association added to its records, in their order.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/person-fields' },
	input: z.strictObject({}),
	output: z.object({ fields: z.array(fieldView) }),
	async run(context) {
		const fields = await customFields(context.tx);
		const reads = context.actor.permissions.has('people.read');
		const leads = !reads && (await groupsLedBy(context)).length > 0;
		// A member learns of the fields that concern them, not of what is written about them.
		const shown = fields.filter(
			({ seenBy }) => reads || seenBy.includes('self') || (leads && seenBy.includes('leaders'))
		);
		return { fields: shown.map((field) => fieldView.parse(field)) };
	}
});
