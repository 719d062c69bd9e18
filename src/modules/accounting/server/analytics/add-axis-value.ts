import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { MAX_VALUES, axisFor, loadValues } from './axes.ts';
import { checkFreeLabel } from './free-label.ts';
import { tables } from './tables.ts';

export const valueLabelField = z.string().trim().min(1).max(100);

export const addAxisValue = defineOperation({
	name: 'accounting.add-axis-value',
	summary: 'Add a project, an activity, a funder… to an axis',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'post', path: '/accounting/axis-values', success: 201 },
	input: z.strictObject({
		/** The first axis unless said; it is made if there is none. */
		axisId: idField.optional(),
		label: valueLabelField
	}),
	output: z.object({ valueId: z.string(), axisId: z.string() }),
	async run(context, { axisId, label }) {
		const { tx, association, now } = context;
		const axis = await axisFor(context, axisId);
		const values = await loadValues(tx);
		if (values.length >= MAX_VALUES) throw new Refusal('conflict', 'accounting.too-many-values');
		checkFreeLabel(values, { axisId: axis.id, label });
		const id = newId();
		await tables(tx)
			.insertInto('accounting.axis_value')
			.values({ association_id: association.id, id, axis_id: axis.id, label, created_at: now })
			.execute();
		context.about('axis-value', id, { label });
		return { valueId: id, axisId: axis.id };
	}
});
