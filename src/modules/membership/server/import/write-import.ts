import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Task } from '#platform/server/tasks/task.ts';
import { addPeople } from '#modules/people/server/index.ts';
import { MEMBERSHIPS_IMPORTED } from '#modules/membership/domain/events.ts';
import type { DuesTotals, PlannedMembership } from '#modules/membership/domain/import/plan.ts';
import { duesTotals, toRecord } from '#modules/membership/domain/import/plan.ts';
import { acceptedPlan } from './accepted-plan.ts';
import { lockImport, type ImportRow } from './import-row.ts';
import type { DuesPlan } from './plan-import.ts';
import { insertImported, postImported, type Recorded } from './record-imported.ts';

/**
 * Records what the plan of an import says; the caller holds the import.
 * @param report hears how many payments have been written
 * @throws {Refusal} those of `insertImported` and `postImported`
 */
export async function writeImport(
	context: OperationContext,
	{ id, choices }: ImportRow,
	plan: DuesPlan,
	report?: (payments: number) => void
): Promise<DuesTotals> {
	const { tx, now } = context;
	const totals = duesTotals(plan.lines);
	const memberships = await withPeople(context, plan);
	await insertImported(context, id, memberships, choices.money === 'brought');
	const collectionId =
		choices.money === 'posted' && totals.paidCents > 0
			? await postImported(context, memberships, choices.means, report)
			: null;
	await sql`
		UPDATE membership.import i SET state = 'committed', committed_at = ${now},
			totals = ${JSON.stringify(totals)}, collection_id = ${collectionId}
		WHERE i.id = ${id}`.execute(tx);
	await context.announce(MEMBERSHIPS_IMPORTED, { importId: id, memberships: totals.new });
	context.about('dues-import', id, { ...totals });
	return totals;
}

/** Records an import of many payments: all of it, or nothing and why. Its outcome is `{totals}`. */
export const writeImportTask: Task<{ id: string; leaveOutFaultyLines: boolean }> = {
	name: 'membership.write-import',
	title: (locale) => m.membership_import_title({}, { locale }),
	page: ({ id }) => `membership/import/${id}`,
	permission: 'membership.enrol',
	async run(context, { id, leaveOutFaultyLines }) {
		const row = await lockImport(context.tx, id);
		const plan = await acceptedPlan(context, row, leaveOutFaultyLines);
		const report = (payments: number) => context.report(payments);
		return { outcome: { totals: await writeImport(context, row, plan, report) } };
	}
};

/** The memberships of a plan with their people, those who were unknown added first. */
async function withPeople(context: OperationContext, plan: DuesPlan): Promise<Recorded[]> {
	const planned = toRecord(plan.lines);
	const places = [
		...new Set(planned.flatMap(({ person }) => ('toAdd' in person ? person.toAdd : [])))
	];
	const fields = places.flatMap((place) => plan.toAdd[place] ?? []);
	const ids = await addPeople(context, fields);
	const added = new Map(places.map((place, index) => [place, ids[index] ?? '']));
	const personOf = ({ person }: PlannedMembership) =>
		'id' in person ? person.id : (added.get(person.toAdd) ?? '');
	return planned.map((membership) => {
		return { id: newId(), personId: personOf(membership), planned: membership };
	});
}
