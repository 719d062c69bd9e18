import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { entryById, lockEntry } from '../entries.ts';
import { idField } from '../fields.ts';
import { holdOpenYear } from '../fiscal-years.ts';
import { sharesField, writeShares } from './write-shares.ts';
import { tables } from './tables.ts';

export const shareEntry = defineOperation({
	name: 'accounting.share-entry',
	summary: 'Say which projects, activities or funders the lines of an entry are for',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'put', path: '/accounting/entries/{entryId}/shares' },
	input: z.strictObject({
		entryId: idField,
		/** The shares of a line that is not named stay; an empty list takes them away. */
		lines: z
			.array(z.strictObject({ position: z.int().min(1).max(32_767), shares: sharesField }))
			.max(500)
	}),
	output: z.object({ entryId: z.string() }),
	async run(context, { entryId, lines }) {
		const { date } = await entryById(context.tx, entryId);
		await holdOpenYear(context.tx, date);
		await lockEntry(context.tx, entryId);
		const { count } = await tables(context.tx)
			.selectFrom('accounting.line')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.where('entry_id', '=', entryId)
			.executeTakeFirstOrThrow();
		const beyond = lines.find(({ position }) => position > Number(count));
		if (beyond) throw new Refusal('invalid', 'accounting.no-such-line', { line: beyond.position });
		await writeShares(
			context,
			entryId,
			lines.map((line, index) => ({ ...line, path: `lines.${index}.shares` }))
		);
		context.about('entry', entryId);
		return { entryId };
	}
});
