import { sql } from 'kysely';
import { z } from 'zod';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { lockFee, refuseTakenName } from './fee-row.ts';

const input = z.strictObject({ id: z.uuid() });
const output = z.object({ archived: z.boolean() });

export const archiveFee = defineOperation({
	name: 'membership.archive-fee',
	summary: 'Puts a fee away: nobody joins by it any more, its memberships stay.',
	permission: 'membership.configure',
	kind: 'command',
	http: { method: 'post', path: '/membership/fees/{id}/archive' },
	input,
	output,
	run: (context, { id }) => setArchived(context, id, true)
});

export const restoreFee = defineOperation({
	name: 'membership.restore-fee',
	summary: 'Takes an archived fee back.',
	permission: 'membership.configure',
	kind: 'command',
	http: { method: 'post', path: '/membership/fees/{id}/restore' },
	input,
	output,
	run: (context, { id }) => setArchived(context, id, false)
});

async function setArchived(context: OperationContext, id: string, archived: boolean) {
	const fee = await lockFee(context.tx, id);
	if (!archived) await refuseTakenName(context.tx, fee.name, id);
	await sql`
		UPDATE membership.fee f SET archived_at = ${archived ? context.now : null}
		WHERE f.id = ${id} AND (f.archived_at IS NOT NULL) <> ${archived}`.execute(context.tx);
	context.about('fee', id, { name: fee.name });
	return { archived };
}
