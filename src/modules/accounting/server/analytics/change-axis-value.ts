import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { valueLabelField } from './add-axis-value.ts';
import { loadValues, valueById } from './axes.ts';
import { checkFreeLabel } from './free-label.ts';
import { tables } from './tables.ts';

export const changeAxisValue = defineOperation({
	name: 'accounting.change-axis-value',
	summary: 'Rename a project or another value of an axis, archive it, or bring it back',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'patch', path: '/accounting/axis-values/{valueId}' },
	input: z.strictObject({
		valueId: idField,
		label: valueLabelField.optional(),
		/** An archived value keeps its past, and is offered no more. */
		archived: z.boolean().optional()
	}),
	output: z.object({ valueId: z.string() }),
	async run(context, { valueId, label, archived }) {
		const value = await valueById(context.tx, valueId);
		const next = { label: label ?? value.label, archived: archived ?? value.archived };
		checkFreeLabel(await loadValues(context.tx), { ...value, label: next.label });
		await tables(context.tx)
			.updateTable('accounting.axis_value')
			.set(next)
			.where('id', '=', valueId)
			.execute();
		context.about('axis-value', valueId, next);
		return { valueId };
	}
});
