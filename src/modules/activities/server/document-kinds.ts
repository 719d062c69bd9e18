import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';

const fields = {
	name: z.string().trim().min(1).max(80),
	/** How long one is good for, from the day it was signed; absent when it does not expire. */
	months: z
		.int('activities.months-unreadable')
		.min(1, 'activities.months-unreadable')
		.max(120, 'activities.months-unreadable')
		.nullish(),
	/** Asked only of who is under eighteen. */
	minorsOnly: z.boolean().default(false)
};

const kindView = z.object({
	id: z.uuid(),
	name: z.string(),
	months: z.int().nullable(),
	minorsOnly: z.boolean(),
	/** Activities that ask for it, and documents given. */
	activities: z.int(),
	documents: z.int()
});

export const listDocumentKinds = defineOperation({
	name: 'activities.list-document-kinds',
	summary: 'Lists the documents that activities may ask for: certificates, consents…',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activity-document-kinds' },
	input: z.strictObject({}),
	output: z.object({
		/** By name; at most a hundred. */
		kinds: z.array(kindView)
	}),
	async run({ tx }) {
		const { rows } = await sql<z.output<typeof kindView>>`
			SELECT k.id, k.name, k.months, k.minors_only AS "minorsOnly",
				(SELECT count(*) FROM activities.requirement q
					WHERE q.association_id = k.association_id AND q.kind_id = k.id) AS activities,
				(SELECT count(*) FROM activities.document d
					WHERE d.association_id = k.association_id AND d.kind_id = k.id) AS documents
			FROM activities.document_kind k ORDER BY k.name, k.id LIMIT 100`.execute(tx);
		return { kinds: rows };
	}
});

export const defineDocumentKind = defineOperation({
	name: 'activities.define-document-kind',
	summary: 'Defines a document that activities may ask for, and how long one is good for.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'post', path: '/activity-document-kinds', success: 201 },
	input: z.strictObject(fields),
	output: z.object({ id: z.uuid() }),
	async run({ tx, association, now, about }, { name, months, minorsOnly }) {
		const id = newId();
		await sql`
			INSERT INTO activities.document_kind (association_id, id, name, months, minors_only, created_at)
			VALUES (${association.id}, ${id}, ${name}, ${months ?? null}, ${minorsOnly}, ${now})`
			.execute(tx)
			.catch((error: unknown) => refuseTaken(error, name));
		about('document-kind', id, { name });
		return { id };
	}
});

export const editDocumentKind = defineOperation({
	name: 'activities.edit-document-kind',
	summary: 'Changes a document that activities ask for; those given keep the days they have.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'put', path: '/activity-document-kinds/{id}' },
	input: z.strictObject({ ...fields, id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	async run({ tx, about }, { id, name, months, minorsOnly }) {
		const { rows } = await sql`
			UPDATE activities.document_kind k SET name = ${name}, months = ${months ?? null},
				minors_only = ${minorsOnly} WHERE k.id = ${id} RETURNING k.id`
			.execute(tx)
			.catch((error: unknown) => refuseTaken(error, name));
		if (rows.length === 0) throw new Refusal('not-found', 'activities.kind-not-found');
		about('document-kind', id, { name });
		return { id };
	}
});

export const removeDocumentKind = defineOperation({
	name: 'activities.remove-document-kind',
	summary: 'Takes away a document that nobody gave; activities ask for it no more.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'delete', path: '/activity-document-kinds/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ removed: z.literal(true) }),
	async run({ tx, about }, { id }) {
		const { rows } = await sql<{ name: string; given: number }>`
			SELECT k.name, (SELECT count(*) FROM activities.document d WHERE d.kind_id = k.id) AS given
			FROM activities.document_kind k WHERE k.id = ${id} FOR UPDATE`.execute(tx);
		const [kind] = rows;
		if (!kind) throw new Refusal('not-found', 'activities.kind-not-found');
		const { name, given } = kind;
		if (given > 0) throw new Refusal('conflict', 'activities.kind-given', { name, given });
		await sql`DELETE FROM activities.requirement q WHERE q.kind_id = ${id}`.execute(tx);
		await sql`DELETE FROM activities.document_kind k WHERE k.id = ${id}`.execute(tx);
		about('document-kind', id, { name });
		return { removed: true as const };
	}
});

function refuseTaken(error: unknown, name: string): never {
	if ((error as { constraint?: string }).constraint !== 'document_kind_name') throw error;
	const fault = { path: 'name', code: 'activities.kind-taken', parameters: { name } };
	throw new Refusal('conflict', fault.code, fault.parameters, [fault]);
}
