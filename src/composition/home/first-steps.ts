import { membership } from '#modules/membership/server/index.ts';
import { listAccess } from '#platform/server/operations/index.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { lastMovements, type Entry } from './last-movements.ts';
import { may, pageOf } from './may.ts';
import type { Summary } from './read-tasks.ts';

export interface FirstStep {
	readonly kind: 'people' | 'fee' | 'expense' | 'others';
	readonly done: boolean;
	readonly href: string | undefined;
}

/** The first steps of a new association, for whoever administers it; none once all are done. */
export async function readFirstSteps(
	caller: Caller,
	summary: Summary | undefined,
	entries: readonly Entry[]
): Promise<FirstStep[]> {
	if (!summary || !may(caller, listAccess) || !may(caller, membership.listFees)) return [];
	const [{ fees }, { rows }] = await Promise.all([
		perform(membership.listFees, caller, {}),
		perform(listAccess, caller, { limit: 2 })
	]);
	const [records, dues, books] = ['people', 'membership', 'accounting'].map((path) =>
		pageOf(caller, path)
	);
	const steps: FirstStep[] = [
		{ kind: 'people', done: summary.people > 1, href: records && `${records}/import` },
		{ kind: 'fee', done: fees.length > 0, href: dues && `${dues}/fees/new` },
		{
			kind: 'expense',
			done: lastMovements(entries).length > 0,
			href: books && `${books}/record/expense`
		},
		{ kind: 'others', done: rows.length > 1, href: pageOf(caller, 'settings/access') }
	];
	return steps.every(({ done }) => done) ? [] : steps;
}
