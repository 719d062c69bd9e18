import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { keysetInput, pageOf } from '#platform/server/operations/keyset.ts';
import { lockPerson } from '../person-row.ts';
import { tellDecision } from '../self/tell-decision.ts';
import { dropPhotos, photoOf } from './photo-row.ts';

export const listWaitingPhotos = defineOperation({
	name: 'people.list-waiting-photos',
	summary: 'Lists the photographs that members sent and nobody has decided on yet, oldest first.',
	permission: 'people.write',
	kind: 'query',
	http: { method: 'get', path: '/waiting-photos' },
	input: z.strictObject(keysetInput),
	output: z.object({
		rows: z.array(
			z.object({
				id: z.uuid(),
				personId: z.uuid(),
				personName: z.string(),
				askedAt: z.date(),
				/** The one that it would replace. */
				photoId: z.uuid().nullable()
			})
		),
		nextCursor: z.string().nullable()
	}),
	async run({ tx }, { cursor, limit }) {
		const { rows } = await sql<{
			id: string;
			personId: string;
			personName: string;
			askedAt: Date;
			photoId: string | null;
		}>`
			SELECT f.id, f.person_id AS "personId", p.display_name AS "personName",
				f.set_at AS "askedAt", k.id AS "photoId"
			FROM people.photo f
			JOIN people.person p ON p.association_id = f.association_id AND p.id = f.person_id
			LEFT JOIN people.photo k ON k.association_id = f.association_id
				AND k.person_id = f.person_id AND NOT k.waiting
			WHERE f.waiting AND ${cursor ? sql`f.id > ${cursor}` : sql`true`}
			ORDER BY f.id LIMIT ${limit + 1}`.execute(tx);
		return pageOf(rows, limit);
	}
});

const output = z.object({ personId: z.uuid() });
const http = (verb: string) => ({ method: 'post', path: `/waiting-photos/{id}/${verb}` }) as const;

export const acceptPhoto = defineOperation({
	name: 'people.accept-photo',
	summary: 'Keeps the photograph that a member sent, and tells them by mail.',
	permission: 'people.write',
	kind: 'command',
	http: http('acceptance'),
	input: z.strictObject({
		id: z.uuid(),
		/** `photoId` of `list-waiting-photos`: when another one came since, it isn’t replaced unseen. */
		replaces: z.uuid().nullable().optional()
	}),
	output,
	/** @throws {Refusal} `people.correction-not-found`, `people.correction-outdated` */
	async run(context, { id, replaces }) {
		const { tx } = context;
		const photo = await lockWaiting(context, id);
		const { personId, name } = photo;
		if (replaces !== undefined && (await photoOf(tx, personId)) !== replaces) {
			throw new Refusal('conflict', 'people.correction-outdated', { name });
		}
		await dropPhotos(tx, [personId], false);
		await sql`UPDATE people.photo f SET waiting = false WHERE f.id = ${id}`.execute(tx);
		context.about('person', personId, { photo: 'accepted' });
		await context.announce('people.person-edited', { personId, fields: ['photo'] });
		await tellDecision(context, { ...photo, changes: { photo: [null, id] } }, null);
		return { personId };
	}
});

export const refusePhoto = defineOperation({
	name: 'people.refuse-photo',
	summary: 'Forgets the photograph that a member sent, and tells them why by mail.',
	permission: 'people.write',
	kind: 'command',
	http: http('refusal'),
	input: z.strictObject({ id: z.uuid(), reason: z.string().trim().min(1).max(500) }),
	output,
	/** @throws {Refusal} `people.correction-not-found` */
	async run(context, { id, reason }) {
		const photo = await lockWaiting(context, id);
		const { personId } = photo;
		await dropPhotos(context.tx, [personId], true);
		context.about('person', personId, { photo: 'refused' });
		await tellDecision(context, { ...photo, changes: { photo: [null, id] } }, reason);
		return { personId };
	}
});

interface WaitingPhoto {
	readonly personId: string;
	readonly accountId: string | null;
	readonly name: string;
}

async function lockWaiting({ tx }: OperationContext, id: string): Promise<WaitingPhoto> {
	const { rows } = await sql<Omit<WaitingPhoto, 'name'>>`
		SELECT f.person_id AS "personId", f.account_id AS "accountId" FROM people.photo f
		WHERE f.id = ${id} AND f.waiting FOR UPDATE`.execute(tx);
	const [photo] = rows;
	if (!photo) throw new Refusal('not-found', 'people.correction-not-found');
	const { displayName: name } = await lockPerson(tx, photo.personId);
	return { ...photo, name };
}
