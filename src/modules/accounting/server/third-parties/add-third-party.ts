import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { THIRD_PARTY_KINDS } from '#modules/accounting/domain/third-party.ts';
import { idField, labelField } from '../fields.ts';
import { insertThirdParty } from './third-parties.ts';

export const thirdPartyCode = z
	.string()
	.trim()
	.toUpperCase()
	.regex(/^[A-Z0-9]{1,17}$/, 'accounting.third-party-code-invalid');

export const addThirdParty = defineOperation({
	name: 'accounting.add-third-party',
	summary: 'Add somebody whom the association owes, or who owes it',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/third-parties', success: 201 },
	input: z.strictObject({
		label: labelField,
		/** `client` owes us (411), we owe a `supplier` (401), `other` both ways (467). */
		kind: z.enum(THIRD_PARTY_KINDS),
		/** Auxiliary number in the file of entries; made from the name unless said. */
		code: thirdPartyCode.optional(),
		/** The person it is, in the records. */
		personId: idField.optional()
	}),
	output: z.object({ thirdPartyId: z.string(), code: z.string() }),
	async run(context, { label, kind, code, personId }) {
		const source = personId ? { module: 'people', type: 'person', id: personId } : undefined;
		const added = await insertThirdParty(context, { label, kind, code, source });
		context.about('third-party', added.id, { code: added.code });
		return { thirdPartyId: added.id, code: added.code };
	}
});
