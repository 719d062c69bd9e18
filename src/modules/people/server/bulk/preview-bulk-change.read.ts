import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { selection } from '../find/selection.ts';
import { bulkChange, leftOut, planBulkChange } from './bulk-change.ts';

const NAMED = 100;

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
		leftOut: z.array(leftOut)
	}),
	async run(context, { selection: selected, change }) {
		const plan = await planBulkChange(context, selected, change, false);
		return {
			total: plan.total,
			concerned: plan.edited.length,
			leftOutCount: plan.leftOut.length,
			leftOut: plan.leftOut.slice(0, NAMED)
		};
	}
});
