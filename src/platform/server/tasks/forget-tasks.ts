import { sql } from 'kysely';
import { now } from '../clock.ts';
import { inAssociation } from '../database/db.ts';
import { forgetFiles } from '../forget-files.ts';
import { inEachAssociation } from '../in-each-association.ts';
import type { Job } from '../module.ts';
import { runtime } from '../runtime.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Forgets the tasks of an association that ended more than a week ago, and the files that they made. */
export async function forgetTasks(associationId: string): Promise<void> {
	const before = new Date(now().getTime() - WEEK_MS);
	await inAssociation(runtime().database.db, associationId, async (tx) => {
		const { rows } = await sql<{ fileId: string | null }>`
			DELETE FROM platform.task t WHERE t.ended_at < ${before}
			RETURNING t.file_id AS "fileId"`.execute(tx);
		await forgetFiles(
			{ tx },
			rows.flatMap(({ fileId }) => fileId ?? [])
		);
	});
}

/** Every night: what somebody had made is theirs to take within the week. */
export const forgetTasksNightly: Job = {
	name: 'platform.forget-tasks',
	cron: '20 3 * * *',
	run: () => inEachAssociation(({ association }) => forgetTasks(association.id))
};
