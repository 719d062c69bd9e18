import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { m } from '#i18n';
import { defineDownload, type OperationContext } from '#platform/server/operation.ts';
import { A4, drawDocument, type Canvas } from '#platform/server/pdf/canvas.ts';
import { PDF_MEDIA_TYPE } from '#platform/server/pdf/print.ts';
import { LABEL_FORMATS, labelsOn, placeOfLabel, type LabelFormat } from '../domain/label-sheets.ts';
import { mailboxOf, postalLines, type PostalPerson } from '../domain/postal-address.ts';
import { audienceFields, recipientsOf, reportDone, type Recipient } from './audience.ts';

export const printLabels = defineDownload({
	name: 'documents.print-labels',
	summary:
		'Writes address labels for the people of a list as a PDF; whoever has no postal address is left out.',
	permission: 'documents.print',
	kind: 'query',
	http: { method: 'post', path: '/label-prints' },
	input: audienceFields.extend({
		/** Product number of Avery. */
		format: z.enum(LABEL_FORMATS).default('L7160'),
		/** Place of the first label on a sheet that has been used: 1 is the top left one. */
		start: z.int().min(1).max(100).default(1),
		/** One label for all who live at the same address. */
		perMailbox: z.boolean().default(false)
	}),
	mediaTypes: [PDF_MEDIA_TYPE],
	/** @throws {Refusal} `documents.nobody`, `documents.no-address`, `documents.start-past-sheet` */
	async run(context, { format, start, perMailbox, ...audience }) {
		checkStart(format, start);
		const recipients = await recipientsOf(context, audience);
		const labels = perMailbox ? sharedLabels(context, recipients) : ownLabels(context, recipients);
		const first = await labels.next();
		if (first.done) throw new Refusal('conflict', 'documents.no-address');
		const { association, actor } = context;
		return drawDocument({
			title: m.documents_labels_title({}, { locale: actor.locale }),
			association: association.name,
			locale: actor.locale,
			page: A4,
			draw: (canvas) => drawLabels(canvas, { first: first.value, rest: labels, format, start })
		});
	}
});

/** @throws {Refusal} `documents.start-past-sheet` */
export function checkStart(format: LabelFormat, start: number): void {
	const labels = labelsOn(format);
	if (start > labels) throw refuseField('start', 'documents.start-past-sheet', { labels });
}

/** The lines of each label, a person at a time. */
async function* ownLabels(
	context: OperationContext,
	recipients: AsyncIterable<Recipient>
): AsyncGenerator<string[]> {
	for await (const recipient of recipients) {
		reportDone(context, recipient);
		const { person } = recipient;
		const lines = postalLines(person, [person.displayName]);
		if (lines) yield lines;
	}
}

/** The same for each mailbox, with the names of who lives there: names and addresses are all that is held. */
async function* sharedLabels(
	context: OperationContext,
	recipients: AsyncIterable<Recipient>
): AsyncGenerator<string[]> {
	const mailboxes = new Map<string, { place: PostalPerson; names: string[] }>();
	for await (const recipient of recipients) {
		reportDone(context, recipient);
		const { person } = recipient;
		const { displayName, address, postcode, city, country } = person;
		const place = { displayName, address, postcode, city, country };
		const key = mailboxOf(place);
		const known = mailboxes.get(key);
		if (known) known.names.push(displayName);
		else mailboxes.set(key, { place, names: [displayName] });
	}
	for (const { place, names } of mailboxes.values()) {
		const [one = '', two, ...others] = names;
		const count = others.length;
		const more =
			count > 0 ? [m.documents_label_others({ count }, { locale: context.actor.locale })] : [];
		const lines = postalLines(place, [one, ...(two ? [two] : []), ...more]);
		if (lines) yield lines;
	}
}

interface Labels {
	readonly first: string[];
	readonly rest: AsyncIterable<string[]>;
	readonly format: LabelFormat;
	readonly start: number;
}

const PADDING = 4;
const LINE = 4.7;
const TEXT = { size: 10 };

async function* drawLabels(
	canvas: Canvas,
	{ first, rest, format, start }: Labels
): AsyncGenerator<void> {
	const perSheet = labelsOn(format);
	let place = start - 1;
	canvas.newPage();
	drawLabel(canvas, first, format, place);
	for await (const lines of rest) {
		place = (place + 1) % perSheet;
		if (place === 0) canvas.newPage();
		drawLabel(canvas, lines, format, place);
		yield;
	}
}

function drawLabel(canvas: Canvas, lines: readonly string[], format: LabelFormat, index: number) {
	const { x, y, width, height } = placeOfLabel(format, index);
	const top = y + Math.max(PADDING / 2, (height - lines.length * LINE) / 2);
	for (const [number, line] of lines.entries()) {
		const at = { x: x + PADDING, y: top + number * LINE, width: width - 2 * PADDING };
		canvas.line(line, at, TEXT);
	}
}
