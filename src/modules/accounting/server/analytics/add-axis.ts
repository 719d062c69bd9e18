import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { MAX_AXES, insertAxis, loadAxes } from './axes.ts';

export const axisLabelField = z.string().trim().min(1).max(60);

export const addAxis = defineOperation({
	name: 'accounting.add-axis',
	summary: 'Add an axis to share income and expenses by: projects, activities, funders…',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'post', path: '/accounting/axes', success: 201 },
	input: z.strictObject({ label: axisLabelField }),
	output: z.object({ axisId: z.string() }),
	async run(context, { label }) {
		const axes = await loadAxes(context.tx);
		if (axes.length >= MAX_AXES) throw new Refusal('conflict', 'accounting.too-many-axes');
		if (axes.some((axis) => axis.label.toLowerCase() === label.toLowerCase())) {
			throw refuseField('label', 'accounting.axis-exists', { axis: label });
		}
		const { id } = await insertAxis(context, label);
		context.about('axis', id, { label });
		return { axisId: id };
	}
});
