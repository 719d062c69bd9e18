import { accounting } from '#modules/accounting/server/index.ts';
import { membership } from '#modules/membership/server/index.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { readFirstSteps } from './first-steps.ts';
import { lastMovements } from './last-movements.ts';
import { may } from './may.ts';
import { readTasks } from './read-tasks.ts';

const MONTHS = 13;
const MOVEMENTS = 5;

/** What the home page of an association shows to this caller: each part is absent when it is not theirs to see. */
export async function readHome(caller: Caller) {
	const [summary, treasury, entries] = await Promise.all([
		may(caller, membership.membershipSummary)
			? perform(membership.membershipSummary, caller, {})
			: undefined,
		may(caller, accounting.treasury)
			? perform(accounting.treasury, caller, { months: MONTHS })
			: undefined,
		may(caller, accounting.listEntries)
			? perform(accounting.listEntries, caller, { limit: 50 })
			: undefined
	]);
	const [tasks, firstSteps] = await Promise.all([
		readTasks(caller, summary, entries?.entries ?? []),
		readFirstSteps(caller, summary, entries?.entries ?? [])
	]);
	return {
		people: summary && { total: summary.people, upToDate: summary.upToDate },
		treasury: treasury && { balanceCents: treasury.balanceCents, months: treasury.months },
		movements: entries && lastMovements(entries.entries).slice(0, MOVEMENTS),
		tasks,
		firstSteps,
		own: summary ? undefined : await readOwnDues(caller)
	};
}
export type Home = Awaited<ReturnType<typeof readHome>>;

/** Where somebody who sees nobody else's dues stands with their own. */
async function readOwnDues(caller: Caller) {
	const { personId } = caller.actor;
	if (!personId || !may(caller, membership.personMemberships)) return undefined;
	const { standing } = await perform(membership.personMemberships, caller, { personId });
	return standing;
}
