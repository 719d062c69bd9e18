import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { PlannedLine } from '#modules/people/domain/import/plan.ts';
import { totalsOf } from '#modules/people/domain/import/plan.ts';
import { insertPeople, updatePeople } from '../write-people.ts';
import type { PersonRecord } from '#modules/people/domain/person.ts';
import type { Entering } from './enter-groups.ts';
import { enterGroups } from './enter-groups.ts';
import { lockImport, refuseUnlessDraft } from './import-row.ts';
import { planOf } from './plan-import.ts';
import { importTotals } from './preview-import.read.ts';

const SHOWN_FAULTS = 50;

export const commitImport = defineOperation({
	name: 'people.commit-import',
	summary:
		'Does what the preview shows, all or nothing; faulty lines are left out only when told so.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'post', path: '/person-imports/{id}/commit' },
	input: z.strictObject({ id: z.uuid(), leaveOutFaultyLines: z.boolean().default(false) }),
	output: z.object({ totals: importTotals }),
	async run(context, { id, leaveOutFaultyLines }) {
		const row = await lockImport(context.tx, id);
		refuseUnlessDraft(row);
		const lines = await planOf(context, row);
		const totals = totalsOf(lines);
		if (totals.error > 0 && !leaveOutFaultyLines) throw refuseFaults(lines, totals.error);
		const people = created(lines);
		await insertPeople(context, people, id);
		const edits = updated(lines);
		if ((await updatePeople(context, edits, id)) < edits.length) {
			throw new Refusal('conflict', 'people.import-people-changed');
		}
		await enterGroups(context, entering(lines, people), id);
		await sql`
			UPDATE people.import i
			SET state = 'committed', committed_at = now(), totals = ${JSON.stringify(totals)}
			WHERE i.id = ${id}`.execute(context.tx);
		context.about('import', id, totals);
		await context.announce('people.import-committed', { importId: id, ...totals });
		return { totals };
	}
});

function refuseFaults(lines: readonly PlannedLine[], count: number): Refusal {
	const faults = lines.flatMap((line) => line.faults).slice(0, SHOWN_FAULTS);
	return new Refusal('invalid', 'people.import-has-faults', { count }, faults);
}

/** Who enters which groups, by id of person. */
function entering(lines: readonly PlannedLine[], people: readonly CreatedPerson[]): Entering[] {
	const idOf = new Map(people.map(({ id, person }) => [person, id]));
	return lines.flatMap(({ outcome, known, after, entered }) => {
		if (entered.length === 0 || !after) return [];
		const personId = outcome === 'create' ? idOf.get(after) : known?.id;
		return personId ? [{ personId, groups: entered }] : [];
	});
}

interface CreatedPerson {
	readonly id: string;
	readonly person: PersonRecord;
}

function created(lines: readonly PlannedLine[]): CreatedPerson[] {
	return lines.flatMap(({ outcome, after }) =>
		outcome === 'create' && after ? [{ id: newId(), person: after }] : []
	);
}

function updated(lines: readonly PlannedLine[]) {
	return lines.flatMap(({ outcome, known, after, changes }) =>
		outcome === 'update' && known && after && Object.keys(changes).length > 0
			? [{ id: known.id, version: known.version, person: after, changes }]
			: []
	);
}
