import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { defineOperation, type Tx } from '#platform/server/operation.ts';
import { NAMES_ON_CHECK } from '../domain/card.ts';

const choices = z.object({
	/** What the public page of a card says of its holder. */
	nameOnCheck: z.enum(NAMES_ON_CHECK),
	/** Cards carry the photograph of whoever has one. */
	photoOnCard: z.boolean(),
	/** Lines below the name of the association, at the head of letters. */
	sender: z.string()
});
export type Choices = z.output<typeof choices>;

/** What the association chose; initials, the photograph, and no address, before it did. */
export async function loadChoices(tx: Tx): Promise<Choices> {
	const { rows } = await sql<Choices>`
		SELECT c.name_on_check AS "nameOnCheck", c.photo_on_card AS "photoOnCard", c.sender FROM documents.choice c`.execute(
		tx
	);
	return rows[0] ?? { nameOnCheck: 'initials', photoOnCard: true, sender: '' };
}

export const getChoices = defineOperation({
	name: 'documents.get-choices',
	summary: 'Says what the association chose for its cards and letters.',
	permission: 'documents.print',
	kind: 'query',
	http: { method: 'get', path: '/document-choices' },
	input: z.strictObject({}),
	output: choices,
	run: ({ tx }) => loadChoices(tx)
});

export const editChoices = defineOperation({
	name: 'documents.edit-choices',
	summary: 'Changes what cards say to whoever reads their code, and the head of letters.',
	permission: 'documents.configure',
	kind: 'command',
	http: { method: 'patch', path: '/document-choices' },
	input: z.strictObject({
		nameOnCheck: z.enum(NAMES_ON_CHECK).optional(),
		photoOnCard: z.boolean().optional(),
		sender: z.string().trim().max(500).optional()
	}),
	output: choices,
	async run({ tx, association, about }, changes) {
		const chosen = { ...(await loadChoices(tx)), ...changes };
		await sql`
			INSERT INTO documents.choice (association_id, id, name_on_check, photo_on_card, sender)
			VALUES (${association.id}, ${newId()}, ${chosen.nameOnCheck}, ${chosen.photoOnCard},
				${chosen.sender})
			ON CONFLICT (association_id) DO UPDATE
				SET name_on_check = excluded.name_on_check,
					photo_on_card = excluded.photo_on_card, sender = excluded.sender`.execute(tx);
		about('document-choices', association.id, { fields: Object.keys(changes) });
		return chosen;
	}
});
