import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';

export const revokeCard = defineOperation({
	name: 'documents.revoke-card',
	summary:
		'Revokes the card of a person, lost or lent: its code says so, and the next one printed has another.',
	permission: 'documents.configure',
	kind: 'command',
	http: { method: 'post', path: '/persons/{personId}/card/revocation' },
	input: z.strictObject({ personId: z.uuid() }),
	output: z.object({ revoked: z.literal(true) }),
	/** @throws {Refusal} `documents.no-card` */
	async run({ tx, now, about }, { personId }) {
		const { rows } = await sql<{ id: string }>`
			UPDATE documents.card SET revoked_at = ${now}
			WHERE person_id = ${personId} AND revoked_at IS NULL RETURNING id`.execute(tx);
		const [card] = rows;
		if (!card) throw new Refusal('not-found', 'documents.no-card');
		about('card', card.id, { personId });
		return { revoked: true as const };
	}
});
