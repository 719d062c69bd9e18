import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { unletter } from './letter-lines.ts';

export const removeLettering = defineOperation({
	name: 'accounting.remove-lettering',
	summary: 'Untie the lines of a lettering: they are open again',
	permission: 'accounting.letter',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/letterings/{letteringId}' },
	input: z.strictObject({ letteringId: idField }),
	output: z.object({ lines: z.int() }),
	async run(context, { letteringId }) {
		const lines = await unletter(context.tx, letteringId);
		context.about('lettering', letteringId, { lines });
		return { lines };
	}
});
