import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import { addressOf } from '#platform/server/identity/links.ts';
import type { OperationContext } from '#platform/server/operation.ts';

const ID_BYTES = 16;
const SECRET_BYTES = 16;

/** The address that the QR code of a card holds: it names the association, then the card by its secret. */
export function cardAddress(associationId: string, secret: string): string {
	const id = Buffer.from(associationId.replaceAll('-', ''), 'hex');
	const token = Buffer.concat([id, Buffer.from(secret, 'base64url')]).toString('base64url');
	return addressOf(`/c/${token}`);
}

/** What the last part of the address of a card says; nothing for what no card could hold. */
export function readCardToken(
	token: string
): { associationId: string; secret: string } | undefined {
	const bytes = Buffer.from(token, 'base64url');
	if (bytes.length !== ID_BYTES + SECRET_BYTES || bytes.toString('base64url') !== token) return;
	const hex = bytes.subarray(0, ID_BYTES).toString('hex');
	const associationId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	return { associationId, secret: bytes.subarray(ID_BYTES).toString('base64url') };
}

/** The secrets of the cards of these people; who has none gets one. */
export async function secretsOf(
	{ tx, association, now }: OperationContext,
	personIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	const made = personIds.map((personId) => ({
		id: newId(),
		person_id: personId,
		secret: randomBytes(SECRET_BYTES).toString('base64url')
	}));
	await sql`
		INSERT INTO documents.card (association_id, id, person_id, secret, issued_at)
		SELECT ${association.id}::uuid, c.id, c.person_id, c.secret, ${now}
		FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
			AS c(id uuid, person_id uuid, secret text)
		ON CONFLICT (association_id, person_id) WHERE revoked_at IS NULL DO NOTHING`.execute(tx);
	const { rows } = await sql<{ personId: string; secret: string }>`
		SELECT c.person_id AS "personId", c.secret FROM documents.card c
		WHERE c.person_id = ANY(${personIds}::uuid[]) AND c.revoked_at IS NULL`.execute(tx);
	return new Map(rows.map(({ personId, secret }) => [personId, secret]));
}
