import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { cardAddress } from './card-row.ts';

export const getCard = defineOperation({
	name: 'documents.get-card',
	summary: 'Says whether a person has a card, since when, and the address that its code holds.',
	permission: 'documents.print',
	kind: 'query',
	http: { method: 'get', path: '/persons/{personId}/card' },
	input: z.strictObject({ personId: z.uuid() }),
	output: z.object({
		/** `null`: none has been printed, or the last one was revoked. */
		card: z.object({ address: z.string(), issuedAt: z.date() }).nullable()
	}),
	async run({ tx, association }, { personId }) {
		const { rows } = await sql<{ secret: string; issuedAt: Date }>`
			SELECT c.secret, c.issued_at AS "issuedAt" FROM documents.card c
			WHERE c.person_id = ${personId} AND c.revoked_at IS NULL`.execute(tx);
		const [card] = rows;
		if (!card) return { card: null };
		return { card: { address: cardAddress(association.id, card.secret), issuedAt: card.issuedAt } };
	}
});
