import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { entryViews, entryView, toEntryView } from '../entry-view.ts';
import { idField } from '../fields.ts';
import { boxLabel } from './box-label.ts';
import { itemsOfBoxes } from './items-of-boxes.ts';
import { loadPeriod } from './vat-period.ts';
import { requireVat } from './vat-setting.ts';

export const listVatItems = defineOperation({
	name: 'accounting.list-vat-items',
	summary: 'Read the entries that a line of a VAT return is made of, a page at a time',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/vat-items' },
	input: z.strictObject({
		returnId: idField.optional(),
		/** Id of the line, of `read-vat-period`. */
		box: z.string().trim().min(1).max(40),
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		/** The words of the line. */
		label: z.string(),
		start: z.string(),
		end: z.string(),
		items: z.array(
			z.object({
				lineId: z.string(),
				entry: entryView.pick({
					id: true,
					number: true,
					date: true,
					label: true,
					thirdParty: true
				}),
				/** To the cent; below zero for what lessens it. */
				baseCents: z.int(),
				vatCents: z.int()
			})
		),
		next: z.string().optional()
	}),
	async run({ tx, actor }, { returnId, box, after, limit }) {
		const setting = await requireVat(tx);
		const period = await loadPeriod(tx, setting, returnId);
		const known = period.figures.boxes.some(({ id }) => id === box);
		if (!known) throw new Refusal('not-found', 'accounting.no-such-vat-line');
		const isLine = (value: unknown) => typeof value === 'string';
		const [from] = after ? readCursor<[string]>(after, [isLine]) : [''];
		const sorted = [...(itemsOfBoxes(period.items).get(box) ?? [])]
			.filter(({ lineId }) => lineId > from)
			.sort((a, b) => (a.lineId < b.lineId ? -1 : 1));
		const page = sorted.slice(0, limit);
		const entries = await entriesOf(
			tx,
			page.map(({ entryId }) => entryId)
		);
		const last = page.at(-1);
		return {
			...{ label: boxLabel(box, actor.locale), start: period.start, end: period.end },
			items: page.flatMap(({ lineId, entryId, baseCents, vatCents }) => {
				const entry = entries.get(entryId);
				return entry ? [{ lineId, entry, baseCents, vatCents }] : [];
			}),
			next: sorted.length > page.length && last ? writeCursor([last.lineId]) : undefined
		};
	}
});

async function entriesOf(tx: Parameters<typeof entryViews>[0], ids: readonly string[]) {
	if (ids.length === 0) return new Map<string, never>();
	const rows = await entryViews(tx)
		.where('e.id', 'in', [...ids])
		.execute();
	return new Map(
		rows.map(toEntryView).map(({ id, number, date, label, thirdParty }) => {
			return [id, { id, number, date, label, thirdParty }] as const;
		})
	);
}
