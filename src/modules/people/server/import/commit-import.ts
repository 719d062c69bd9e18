import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { lockImport, refuseUnlessDraft } from './import-row.ts';
import { importTotals } from './preview-import.read.ts';
import { writeLines } from './write-lines.ts';

export const commitImport = defineOperation({
	name: 'people.commit-import',
	summary:
		'Does what the preview shows, all or nothing; faulty lines are left out only when told so.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'post', path: '/person-imports/{id}/commit' },
	input: z.strictObject({ id: z.uuid(), leaveOutFaultyLines: z.boolean().default(false) }),
	output: z.object({ totals: importTotals }),
	/** @throws {Refusal} `people.import-not-draft`, and those of `writeLines` */
	async run(context, { id, leaveOutFaultyLines }) {
		const row = await lockImport(context.tx, id);
		refuseUnlessDraft(row);
		const totals = await writeLines(context, row, leaveOutFaultyLines);
		await sql`
			UPDATE people.import i
			SET state = 'committed', committed_at = now(), totals = ${JSON.stringify(totals)}
			WHERE i.id = ${id}`.execute(context.tx);
		context.about('import', id, totals);
		await context.announce('people.import-committed', { importId: id, ...totals });
		return { totals };
	}
});
