import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import { applyChanges, invert } from '#modules/people/domain/change.ts';
import { lockPerson } from '../person-row.ts';
import { moveBack, type Moved } from './move-what-follows.ts';
import { recordChanges, updatePeople } from '../write-people.ts';

interface Row extends Moved {
	keptId: string;
	droppedId: string;
	keptVersion: number;
	droppedVersion: number;
	keptChanges: Changes;
	droppedChanges: Changes;
	archived: boolean;
}

export const undoMerge = defineOperation({
	name: 'people.undo-merge',
	summary: 'Makes two records again of those that a merge made one.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/person-merges/{id}/undo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ keptId: z.uuid(), droppedId: z.uuid() }),
	async run(context, { id }) {
		const { tx } = context;
		const { rows } = await sql<Row>`
			UPDATE people.merge g SET undone_at = now() WHERE g.id = ${id} AND g.undone_at IS NULL
			RETURNING g.kept_id AS "keptId", g.dropped_id AS "droppedId",
				g.kept_version AS "keptVersion", g.dropped_version AS "droppedVersion",
				g.kept_changes AS "keptChanges", g.dropped_changes AS "droppedChanges",
				g.entered_groups AS "enteredGroups", g.kept_led AS "keptLed",
				g.dropped_groups AS "droppedGroups", g.dropped_led AS "droppedLed",
				g.moved_consents AS "movedConsents", g.moved_corrections AS "movedCorrections",
				g.moved_photos AS "movedPhotos",
				g.archived`.execute(tx);
		const [merge] = rows;
		if (!merge) throw new Refusal('not-found', 'people.merge-not-found');
		const { keptId, droppedId } = merge;
		const [kept, dropped] = [await lockPerson(tx, keptId), await lockPerson(tx, droppedId)];
		for (const [person, version] of [
			[kept, merge.keptVersion],
			[dropped, merge.droppedVersion]
		] as const) {
			if (person.version === version) continue;
			throw new Refusal('conflict', 'people.merge-changed-since', { name: person.displayName });
		}
		const changes = invert(merge.keptChanges);
		if (Object.keys(changes).length > 0) {
			const person = applyChanges(kept, changes);
			await updatePeople(context, [{ id: keptId, version: kept.version, person, changes }]);
		}
		const back = { ...invert(merge.droppedChanges) };
		const number = back.number ? back.number[1] : dropped.number;
		await sql`
			UPDATE people.person p SET number = ${number}, version = p.version + 1, updated_at = now(),
				archived_at = ${merge.archived ? dropped.archivedAt : null}
			WHERE p.id = ${droppedId}`.execute(tx);
		if (!merge.archived) Object.assign(back, { archived: [true, false] });
		await recordChanges(context, [{ id: droppedId, version: dropped.version, changes: back }]);
		await moveBack(context, { keptId, droppedId }, merge);
		context.about('person', keptId, { unmerged: droppedId });
		await context.announce('people.persons-unmerged', { keptId, droppedId });
		return { keptId, droppedId };
	}
});
