import { sql } from 'kysely';
import { z } from 'zod';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { lockPerson } from './person-row.ts';
import { recordChanges } from './write-people.ts';

const input = z.strictObject({ id: z.uuid() });
const output = z.object({ archived: z.boolean() });

export const archivePerson = defineOperation({
	name: 'people.archive-person',
	summary: 'Puts a person away: kept, left out of lists. Does nothing to one already archived.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/persons/{id}/archive' },
	input,
	output,
	run: (context, { id }) => setArchived(context, id, true)
});

export const restorePerson = defineOperation({
	name: 'people.restore-person',
	summary: 'Takes an archived person back into the lists.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/persons/{id}/restore' },
	input,
	output,
	run: (context, { id }) => setArchived(context, id, false)
});

/** @throws {Refusal} `people.person-not-found` */
export async function setArchived(context: OperationContext, id: string, archived: boolean) {
	const { version, archivedAt } = await lockPerson(context.tx, id);
	context.about('person', id);
	if ((archivedAt !== null) === archived) return { archived };
	await sql`
		UPDATE people.person p
		SET archived_at = ${archived ? context.now : null}, version = p.version + 1, updated_at = now()
		WHERE p.id = ${id}`.execute(context.tx);
	await recordChanges(context, [{ id, version, changes: { archived: [!archived, archived] } }]);
	await context.announce(archived ? 'people.person-archived' : 'people.person-restored', {
		personId: id
	});
	return { archived };
}
