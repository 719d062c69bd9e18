import { sql } from 'kysely';
import { z } from 'zod';
import { isWaiting } from '#platform/server/outbox.ts';
import { runtime } from '#platform/server/runtime.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { INVITATIONS_ASKED } from './invite-members.ts';
import type { Invitable } from './invitable.sql.ts';
import { invitable, LEFT_OUT } from './invitable.sql.ts';

const SHOWN = 200;

export const previewInvitations = defineOperation({
	name: 'people.preview-invitations',
	summary:
		'Says whom an invitation to the member space would reach, who is left out and why, and whether some are on their way.',
	permission: 'people.write',
	kind: 'query',
	http: { method: 'get', path: '/member-invitations' },
	input: z.strictObject({}),
	output: z.object({
		counts: z.object({
			invitable: z.int(),
			'no-email': z.int(),
			inside: z.int(),
			invited: z.int(),
			'shares-email': z.int()
		}),
		/** By name, at most two hundred of each. */
		lines: z.array(
			z.object({
				personId: z.uuid(),
				name: z.string(),
				email: z.string().nullable(),
				leftOut: z.enum(LEFT_OUT).nullable()
			})
		),
		/** Some of those asked for have not been written yet. */
		underWay: z.boolean(),
		/** Otherwise the mails wait in the list of mails. */
		serverSends: z.boolean()
	}),
	async run(context) {
		const { tx } = context;
		const { rows } = await sql<Invitable & { count: number }>`
			SELECT r."personId", r.name, r.email, r."leftOut", r.count::int AS count FROM (
				SELECT i.*, count(*) OVER (PARTITION BY i."leftOut") AS count,
					row_number() OVER (PARTITION BY i."leftOut" ORDER BY i.sort_name, i."personId") AS place
				FROM ${invitable(context)} i
			) r WHERE r.place <= ${SHOWN} ORDER BY r.sort_name, r."personId"`.execute(tx);
		const countOf = (leftOut: Invitable['leftOut']) =>
			rows.find((row) => row.leftOut === leftOut)?.count ?? 0;
		return {
			counts: {
				invitable: countOf(null),
				'no-email': countOf('no-email'),
				inside: countOf('inside'),
				invited: countOf('invited'),
				'shares-email': countOf('shares-email')
			},
			lines: rows.map(({ personId, name, email, leftOut }) => ({ personId, name, email, leftOut })),
			underWay: await isWaiting(tx, INVITATIONS_ASKED),
			serverSends: runtime().settings.smtpUrl !== undefined
		};
	}
});
