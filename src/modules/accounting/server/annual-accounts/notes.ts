import type { Locale } from '#platform/server/actor.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { AccountingTables } from '../tables.ts';
import { messageOf } from '../words.ts';

/** The sections of the notes (ANC 2018-06, art. 431-1 and following), in the order of the booklet. */
export const NOTE_SECTIONS = [
	'association',
	'principles',
	'fixed-assets',
	'dedicated-funds',
	'volunteering',
	'events'
] as const;
export type NoteSection = (typeof NOTE_SECTIONS)[number];

export interface Note {
	readonly section: NoteSection;
	readonly title: string;
	readonly body: string;
	/** By the association; otherwise these are the usual words. */
	readonly written: boolean;
}

type NoteTables = AccountingTables & {
	'accounting.year_note': {
		association_id: string;
		id: string;
		fiscal_year_id: string;
		section: NoteSection;
		body: string;
	};
};

export function tables(tx: Tx) {
	return tx.withTables<NoteTables>();
}

/** The notes of a year: what the association wrote, the usual words elsewhere. */
export async function loadNotes(tx: Tx, yearId: string, locale: Locale): Promise<Note[]> {
	const rows = await tables(tx)
		.selectFrom('accounting.year_note')
		.select(['section', 'body'])
		.where('fiscal_year_id', '=', yearId)
		.execute();
	const bodies = new Map(rows.map(({ section, body }) => [section, body]));
	return NOTE_SECTIONS.map((section) => {
		const key = `accounting_note_${section.replaceAll('-', '_')}`;
		const written = bodies.get(section);
		return {
			section,
			title: messageOf(key, locale),
			body: written ?? messageOf(`${key}_usual`, locale),
			written: written !== undefined
		};
	});
}
