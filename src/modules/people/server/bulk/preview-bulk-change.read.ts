import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { selection } from '../find/selection.ts';
import { value } from '../person-history.read.ts';
import { bulkChange, leftOut, markOf, planBulkChange, type BulkPlan } from './bulk-change.ts';

const NAMED = 100;
const VALUES = 8;

export const previewBulkChange = defineOperation({
	name: 'people.preview-bulk-change',
	summary: 'Tells what a change would do to the people of a selection, and whom it leaves out.',
	permission: 'people.write',
	kind: 'query',
	http: { method: 'post', path: '/bulk-change-previews' },
	input: z.strictObject({ selection, change: bulkChange }),
	output: z.object({
		total: z.int(),
		concerned: z.int(),
		leftOutCount: z.int(),
		/** The first hundred, in the order of the list. */
		leftOut: z.array(leftOut),
		/** Of a field: the values that go, with how many have each, the most frequent first; `null` is empty. */
		replaced: z.array(z.object({ field: z.string(), before: value, people: z.int() })),
		/** How many other values go. */
		replacedOthers: z.int(),
		/** To be given to `change-many`, which then does this and nothing else. */
		previewed: z.string()
	}),
	async run(context, { selection: selected, change }) {
		const plan = await planBulkChange(context, selected, change, false);
		return {
			total: plan.total,
			concerned: plan.edited.length,
			leftOutCount: plan.leftOut.length,
			leftOut: plan.leftOut.slice(0, NAMED),
			...replacedBy(plan),
			previewed: markOf(plan)
		};
	}
});

function replacedBy({ edited }: BulkPlan) {
	const values = new Map<
		string,
		{ field: string; before: string | boolean | null; people: number }
	>();
	for (const { changes } of edited) {
		for (const [field, [before]] of Object.entries(changes)) {
			const key = JSON.stringify([field, before]);
			const { people } = values.get(key) ?? { people: 0 };
			values.set(key, { field, before, people: people + 1 });
		}
	}
	const all = [...values.values()].sort((a, b) => b.people - a.people);
	return { replaced: all.slice(0, VALUES), replacedOthers: Math.max(0, all.length - VALUES) };
}
