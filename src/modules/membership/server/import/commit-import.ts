import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { addPeople } from '#modules/people/server/index.ts';
import { MEMBERSHIPS_IMPORTED } from '#modules/membership/domain/events.ts';
import type { DuesTotals, PlannedMembership } from '#modules/membership/domain/import/plan.ts';
import { duesTotals, toRecord } from '#modules/membership/domain/import/plan.ts';
import { importTotals } from './describe-import.ts';
import type { ImportChoices } from './import-row.ts';
import { lockImport, refuseUnlessDraft } from './import-row.ts';
import { planOf, type DuesPlan } from './plan-import.ts';
import { insertImported, postImported, type Recorded } from './record-imported.ts';

const SHOWN_FAULTS = 50;
/** Each is an entry of its own in the accounts. */
const MOST_PAYMENTS = 5_000;

export const commitImport = defineOperation({
	name: 'membership.commit-import',
	summary:
		'Records the memberships that the preview shows, all or nothing; faulty lines are left out only when told so.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/imports/{id}/commit' },
	input: z.strictObject({ id: z.uuid(), leaveOutFaultyLines: z.boolean().default(false) }),
	output: z.object({ totals: importTotals }),
	async run(context, { id, leaveOutFaultyLines }) {
		const { tx, now } = context;
		const row = await lockImport(tx, id);
		refuseUnlessDraft(row);
		const { choices } = row;
		const plan = await planOf(context, row);
		const totals = duesTotals(plan.lines);
		if (totals.error > 0 && !leaveOutFaultyLines) throw refuseFaults(plan, totals);
		refuseBeyondRights(context, totals, choices);
		const memberships = await withPeople(context, plan);
		await insertImported(context, id, memberships, choices.money === 'brought');
		const collectionId =
			choices.money === 'posted' && totals.paidCents > 0
				? await postImported(context, memberships, choices.means)
				: null;
		await sql`
			UPDATE membership.import i SET state = 'committed', committed_at = ${now},
				totals = ${JSON.stringify(totals)}, collection_id = ${collectionId}
			WHERE i.id = ${id}`.execute(tx);
		await context.announce(MEMBERSHIPS_IMPORTED, { importId: id, memberships: totals.new });
		context.about('dues-import', id, { ...totals });
		return { totals };
	}
});

function refuseFaults({ lines }: DuesPlan, { error: count }: DuesTotals): Refusal {
	const faults = lines.flatMap((line) => line.faults).slice(0, SHOWN_FAULTS);
	return new Refusal('invalid', 'membership.import-has-faults', { count }, faults);
}

/** Who enrols doesn't always take money, nor add people. */
function refuseBeyondRights(
	{ actor }: OperationContext,
	totals: DuesTotals,
	{ money, unknownPeople }: ImportChoices
): void {
	if (totals.paidCents > 0 && !actor.permissions.has('membership.collect')) {
		throw new Refusal('forbidden', 'membership.import-may-not-collect');
	}
	if (unknownPeople === 'add' && totals.people > 0 && !actor.permissions.has('people.write')) {
		throw new Refusal('forbidden', 'membership.import-may-not-add-people');
	}
	if (money === 'posted' && totals.new > MOST_PAYMENTS) {
		const parameters = { count: totals.new, limit: MOST_PAYMENTS };
		throw new Refusal('too-large', 'membership.import-too-many-payments', parameters);
	}
}

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
