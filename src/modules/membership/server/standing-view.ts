import { z } from 'zod';
import { dayView } from './fields.ts';

export const standingView = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('up-to-date'), until: dayView.nullable() }),
	z.object({ kind: z.literal('owing'), owedCents: z.int(), since: dayView, days: z.int() }),
	z.object({ kind: z.literal('upcoming'), from: dayView }),
	z.object({ kind: z.literal('expired'), on: dayView }),
	z.object({ kind: z.literal('none') })
]);
