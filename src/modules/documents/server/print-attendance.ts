import { z } from 'zod';
import { isDay } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload, type OperationContext } from '#platform/server/operation.ts';
import type { PrintedBlock, PrintedColumn, PrintedRow } from '#platform/server/pdf/document.ts';
import { PDF_MEDIA_TYPE, printDocument } from '#platform/server/pdf/print.ts';
import { readPhotos } from '#modules/people/server/index.ts';
import { audienceFields, recipientsOf, type Recipient } from './audience.ts';

/** Points: room for a signature, some twenty lines on a page. */
const ROW_HEIGHT = 30;

export const printAttendance = defineDownload({
	name: 'documents.print-attendance',
	summary:
		'Writes a sheet that the people of a list sign, as a PDF: name, category, proxy when asked, signature.',
	permission: 'documents.print',
	kind: 'query',
	http: { method: 'post', path: '/attendance-prints' },
	input: audienceFields.extend({
		/** Of the meeting; « Feuille d’émargement » unless said. */
		title: z.string().trim().max(120).default(''),
		/** Of the meeting; today unless said. */
		date: z.string().refine(isDay).optional(),
		/** A column for who is represented, and by whom. */
		proxies: z.boolean().default(false),
		/** Lines left blank, for who is not on the list. */
		blankLines: z.int().min(0).max(100).default(0),
		/** The photograph of those who have one, before their name. */
		photos: z.boolean().default(false)
	}),
	mediaTypes: [PDF_MEDIA_TYPE],
	/** @throws {Refusal} `documents.nobody` */
	async run(context, { title, date, proxies, blankLines, photos, ...audience }) {
		const { association, actor, today } = context;
		const { locale } = actor;
		const recipients = await recipientsOf(context, audience);
		return printDocument({
			title: title || m.documents_attendance_title({}, { locale }),
			association: association.name,
			date: date ?? today,
			locale,
			blocks: blocksOf(photos ? pictured(context, recipients) : recipients, {
				...{ proxies, blankLines, photos, locale }
			})
		});
	}
});

interface Pictured extends Recipient {
	readonly picture?: Uint8Array | undefined;
}

/** Photographs are heavy: so many are held at once. */
const BATCH = 100;

async function* pictured(
	context: OperationContext,
	recipients: AsyncIterable<Recipient>
): AsyncGenerator<Pictured> {
	let batch: Recipient[] = [];
	const withPhotos = async function* () {
		const ids = batch.map(({ person }) => person.id);
		const photos = await readPhotos(context, ids, { size: 'small' });
		for (const one of batch) yield { ...one, picture: photos.get(one.person.id) };
		batch = [];
	};
	for await (const recipient of recipients) {
		batch.push(recipient);
		if (batch.length === BATCH) yield* withPhotos();
	}
	yield* withPhotos();
}

interface SheetStyle {
	readonly proxies: boolean;
	readonly blankLines: number;
	readonly photos: boolean;
	readonly locale: Locale;
}

async function* blocksOf(
	recipients: AsyncIterable<Pictured>,
	{ proxies, blankLines, photos, locale }: SheetStyle
): AsyncGenerator<PrintedBlock> {
	const words = { locale };
	const columns: PrintedColumn[] = [
		{ label: m.documents_attendance_name({}, words), weight: 3 },
		{ label: m.documents_attendance_category({}, words), weight: 2 },
		...(proxies ? [{ label: m.documents_attendance_proxy({}, words), weight: 3 }] : []),
		{ label: m.documents_attendance_signature({}, words), weight: 3 }
	];
	const blanks = columns.slice(2).map(() => '');
	let people = 0;
	async function* rows(): AsyncGenerator<PrintedRow> {
		for await (const { person, picture } of recipients) {
			people += 1;
			yield { cells: [person.displayName, person.category ?? '', ...blanks], picture };
		}
		for (let count = 0; count < blankLines; count += 1) yield { cells: ['', '', ...blanks] };
	}
	yield { kind: 'table', columns, rows: rows(), rowHeight: ROW_HEIGHT, pictures: photos };
	yield { kind: 'paragraph', text: m.documents_attendance_count({ count: people }, words) };
	yield { kind: 'paragraph', text: m.documents_attendance_present({}, words) };
}
