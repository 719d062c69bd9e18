import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { sendInvitations } from '#platform/server/identity/send-invitations.ts';
import type { Subscription } from '#platform/server/module.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Invitable } from './invitable.sql.ts';
import { invitable, takeTurn } from './invitable.sql.ts';

/** Announced while some of those who are to be invited have not been written to. */
export const INVITATIONS_ASKED = 'people.invitations-asked';

/** Written at once; the others follow by themselves, as many at a time. */
const AT_ONCE = 250;

export const inviteMembers = defineOperation({
	name: 'people.invite-members',
	summary:
		'Invites to the member space everybody who has an e-mail, no access and no invitation that holds; a large number goes on by itself.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/member-invitations' },
	input: z.strictObject({}),
	output: z.object({
		sent: z.int(),
		/** Will be written in a moment. */
		left: z.int()
	}),
	/** @throws {Refusal} `people.nobody-to-invite` */
	async run(context) {
		const { sent, left } = await inviteSome(context);
		if (sent === 0) throw new Refusal('conflict', 'people.nobody-to-invite');
		context.about('invitations', context.association.id, { sent, left });
		return { sent, left };
	}
});

export const inviteAgain = defineOperation({
	name: 'people.invite-again',
	summary: 'Sends an invitation to the member space to one person; an earlier one no longer holds.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/member-invitations/{personId}' },
	input: z.strictObject({ personId: z.uuid() }),
	output: z.object({ expiresAt: z.date() }),
	/** @throws {Refusal} `people.person-not-found`, `people.invite-no-email`, `people.invite-inside` */
	async run(context, { personId }) {
		await takeTurn(context.tx, context.association.id);
		const { rows } = await sql<Invitable>`
			SELECT i.* FROM ${invitable(context)} i WHERE i."personId" = ${personId}`.execute(context.tx);
		const [person] = rows;
		if (!person) throw new Refusal('not-found', 'people.person-not-found');
		const { name, leftOut } = person;
		if (leftOut === 'no-email') throw new Refusal('conflict', 'people.invite-no-email', { name });
		if (leftOut === 'inside') throw new Refusal('conflict', 'people.invite-inside', { name });
		const [link] = await sendInvitations(context, [toSend(person)]);
		if (!link) throw new Error('an invitation was asked for and none was made');
		context.about('person', personId, { invitation: link.id });
		return { expiresAt: link.expiresAt };
	}
});

/** Goes on with those who are left; told twice, it finds nobody the second time. */
export const invitationsAsked: Subscription = {
	event: INVITATIONS_ASKED,
	async handle(context) {
		await inviteSome(context);
	}
};

async function inviteSome(context: OperationContext): Promise<{ sent: number; left: number }> {
	await takeTurn(context.tx, context.association.id);
	const { rows } = await sql<Invitable & { count: number }>`
		SELECT i.*, (count(*) OVER ())::int AS count FROM ${invitable(context)} i
		WHERE i."leftOut" IS NULL ORDER BY i.sort_name, i."personId" LIMIT ${AT_ONCE}`.execute(context.tx);
	if (rows.length > 0) await sendInvitations(context, rows.map(toSend));
	const left = (rows[0]?.count ?? 0) - rows.length;
	if (left > 0) await context.announce(INVITATIONS_ASKED, { left });
	return { sent: rows.length, left };
}

function toSend({ email, language, personId }: Invitable) {
	const locale = language === 'en' ? ('en' as const) : ('fr' as const);
	return { email: email ?? '', role: 'member' as const, personId, locale };
}
