import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { DuesTotals } from '#modules/membership/domain/import/plan.ts';
import { duesTotals } from '#modules/membership/domain/import/plan.ts';
import type { ImportChoices, ImportRow } from './import-row.ts';
import { refuseUnlessDraft } from './import-row.ts';
import { planOf, type DuesPlan } from './plan-import.ts';

const SHOWN_FAULTS = 50;
/** Each is an entry of its own in the accounts. */
const MOST_PAYMENTS = 5_000;

/**
 * What an import does as things are now, when it may.
 * @throws {Refusal} `membership.import-not-draft`; `import-has-faults` with the first of them, unless faulty lines are
 * left out; `import-may-not-collect`, `import-may-not-add-people`, `import-too-many-payments`
 */
export async function acceptedPlan(
	context: OperationContext,
	row: ImportRow,
	leaveOutFaultyLines: boolean
): Promise<DuesPlan> {
	refuseUnlessDraft(row);
	const plan = await planOf(context, row);
	const totals = duesTotals(plan.lines);
	if (totals.error > 0 && !leaveOutFaultyLines) throw refuseFaults(plan, totals);
	refuseBeyondRights(context, totals, row.choices);
	return plan;
}

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
