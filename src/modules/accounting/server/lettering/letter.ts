import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { letterLines } from './letter-lines.ts';

export const letterByHand = defineOperation({
	name: 'accounting.letter-lines',
	summary: 'Tie the lines of an account that pay for one another, all of it or a part',
	permission: 'accounting.letter',
	kind: 'command',
	http: { method: 'post', path: '/accounting/letterings', success: 201 },
	input: z.strictObject({ lineIds: z.array(idField).min(2).max(500) }),
	output: z.object({
		letteringId: z.string(),
		/** `AB`, or `ab` while it is partial. */
		letter: z.string(),
		whole: z.boolean(),
		/** Debits minus credits: 0 when it is whole. */
		remainingCents: z.int()
	}),
	async run(context, { lineIds }) {
		const lettering = await letterLines(context, lineIds);
		context.about('lettering', lettering.letteringId, { letter: lettering.letter });
		return lettering;
	}
});
