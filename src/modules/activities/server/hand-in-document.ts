import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { forgetFiles } from '#platform/server/forget-files.ts';
import { findFile } from '#platform/server/keep-file.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { defineDownload, defineOperation } from '#platform/server/operation.ts';
import { personsByIds } from '#modules/people/server/index.ts';
import { usualEnd } from '../domain/documents.ts';
import { isScan } from '../domain/scan.ts';
import { dayField, dayView } from './fields.ts';
import { allowFor, maySpeakFor } from './own-people.ts';

export const handInDocument = defineOperation({
	name: 'activities.hand-in-document',
	summary:
		'Keeps a document that a person gives (certificate, consent…), with its file when there is one; members for themselves and the children they answer for.',
	permission: 'activities.self',
	kind: 'command',
	http: { method: 'post', path: '/activity-documents', success: 201 },
	input: z.strictObject({
		personId: z.uuid(),
		kindId: z.uuid(),
		/** Never later than today. */
		signedOn: dayField,
		/** The last day it is good for; by the months of its kind unless said. */
		validUntil: dayField.nullish(),
		/** An uploaded file (PDF or picture); absent when the paper was seen. */
		fileId: z.uuid().optional()
	}),
	output: z.object({ id: z.uuid(), validUntil: dayView.nullable() }),
	async run(context, { personId, kindId, signedOn, validUntil: said, fileId }) {
		const { tx, association, actor, now, today } = context;
		await allowFor(context, personId);
		const mayWrite = actor.permissions.has('activities.write');
		if (!(await personsByIds(context, [personId])).has(personId)) {
			throw refuseField('personId', 'activities.person-unknown');
		}
		const months = await monthsOf(tx, kindId);
		if (signedOn > today) throw refuseField('signedOn', 'activities.signed-later');
		const validUntil = said ?? usualEnd({ months }, signedOn);
		if (validUntil !== null && validUntil < signedOn) {
			throw refuseField('validUntil', 'activities.document-days-reversed');
		}
		// Only who keeps activities may say that they saw a paper.
		if (!fileId && !mayWrite) throw refuseField('fileId', 'activities.document-file-needed');
		if (fileId) await checkFile(context, fileId);
		const id = newId();
		await sql`
			INSERT INTO activities.document (association_id, id, person_id, kind_id, signed_on, valid_until,
				file_id, given_at, given_by)
			VALUES (${association.id}, ${id}, ${personId}, ${kindId}, ${signedOn}, ${validUntil},
				${fileId ?? null}, ${now}, ${actor.accountId})`.execute(tx);
		context.about('document', id, { personId, kindId });
		return { id, validUntil };
	}
});

async function monthsOf(tx: Tx, kindId: string): Promise<number | null> {
	const { rows } = await sql<{ months: number | null }>`
		SELECT k.months FROM activities.document_kind k WHERE k.id = ${kindId}`.execute(tx);
	const [kind] = rows;
	if (!kind) throw refuseField('kindId', 'activities.kind-not-found');
	return kind.months;
}

async function checkFile(context: OperationContext, fileId: string): Promise<void> {
	const { sha256, name } = await findFile(context, fileId);
	if (isScan(await context.blobs.read(sha256))) return;
	throw refuseField('fileId', 'activities.document-file-kind', { name });
}

interface Found {
	readonly personId: string;
	readonly fileId: string | null;
}

/** @throws {Refusal} `activities.document-not-found`, for those of others too */
async function findDocument(context: OperationContext, id: string): Promise<Found> {
	const { rows } = await sql<Found>`
		SELECT d.person_id AS "personId", d.file_id AS "fileId"
		FROM activities.document d WHERE d.id = ${id}`.execute(context.tx);
	const [document] = rows;
	if (!document || !(await maySpeakFor(context, document.personId))) {
		throw new Refusal('not-found', 'activities.document-not-found');
	}
	return document;
}

export const removeDocument = defineOperation({
	name: 'activities.remove-document',
	summary: 'Takes a document back, and its file with it.',
	permission: 'activities.self',
	kind: 'command',
	http: { method: 'delete', path: '/activity-documents/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ removed: z.literal(true) }),
	async run(context, { id }) {
		const { personId, fileId } = await findDocument(context, id);
		await sql`DELETE FROM activities.document d WHERE d.id = ${id}`.execute(context.tx);
		if (fileId) await forgetFiles(context, [fileId]);
		context.about('document', id, { personId });
		return { removed: true as const };
	}
});

export const downloadDocument = defineDownload({
	name: 'activities.download-document',
	summary:
		'Reads the file of a document: those who keep activities, the person, and who answers for them.',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activity-documents/{id}/file' },
	input: z.strictObject({ id: z.uuid() }),
	mediaTypes: ['application/octet-stream'],
	async run(context, { id }) {
		const { fileId } = await findDocument(context, id);
		if (fileId === null) throw new Refusal('not-found', 'activities.document-without-file');
		const { name, sha256 } = await findFile(context, fileId);
		// Never shown within the site: whatever it holds, it is downloaded.
		return { name, mediaType: 'application/octet-stream', body: await context.blobs.read(sha256) };
	}
});
