import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { loadAxes, loadValues } from './axes.ts';

export const listAxes = defineOperation({
	name: 'accounting.list-axes',
	summary: 'List the axes of analytical accounting and their values: projects, activities, funders',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/axes' },
	input: z.strictObject({}),
	output: z.object({
		axes: z.array(
			z.object({
				id: z.string(),
				label: z.string(),
				values: z.array(z.object({ id: z.string(), label: z.string(), archived: z.boolean() }))
			})
		)
	}),
	run: ({ tx, remember }) =>
		remember('axes', async () => {
			const [axes, values] = [await loadAxes(tx), await loadValues(tx)];
			return {
				axes: axes.map((axis) => ({
					...axis,
					values: values
						.filter(({ axisId }) => axisId === axis.id)
						.map(({ id, label, archived }) => ({ id, label, archived }))
				}))
			};
		})
});
