import { z } from 'zod';
import { m } from '#i18n';
import {
	defineDownload,
	defineOperation,
	type OperationContext
} from '#platform/server/operation.ts';
import { associationLook } from '#platform/server/pdf/association-look.ts';
import { A4, drawDocument } from '#platform/server/pdf/canvas.ts';
import { PDF_MEDIA_TYPE } from '#platform/server/pdf/print.ts';
import { mergeText } from '../domain/merge-fields.ts';
import { LINE_LIMIT, postalLines } from '../domain/postal-address.ts';
import { audienceFields, recipientsOf, reportDone, type Recipient } from './audience.ts';
import { loadChoices } from './choices.ts';
import { drawLetters, type MergedLetter } from './draw-letters.ts';
import { loadLetter, type Letter } from './letters.ts';
import { mergeValues } from './merge-values.ts';

const letterFor = audienceFields.extend({ letterId: z.uuid() });

export const printLetters = defineDownload({
	name: 'documents.print-letters',
	summary:
		'Writes a letter to each of the people of a list as a PDF, the address in the window of a DL envelope.',
	permission: 'documents.print',
	kind: 'query',
	http: { method: 'post', path: '/letter-prints' },
	input: letterFor,
	mediaTypes: [PDF_MEDIA_TYPE],
	/** @throws {Refusal} `documents.letter-not-found`, `documents.nobody` */
	async run(context, { letterId, ...audience }) {
		const { association, actor, today } = context;
		const letter = await loadLetter(context.tx, letterId);
		const recipients = await recipientsOf(context, audience);
		const { sender } = await loadChoices(context.tx);
		const look = await associationLook(context);
		const style = { association: association.name, sender, look, today, locale: actor.locale };
		return drawDocument({
			title: letter.name,
			association: association.name,
			locale: actor.locale,
			page: A4,
			draw: (canvas) => drawLetters(canvas, merged(context, letter, recipients), style)
		});
	}
});

export const previewLetter = defineOperation({
	name: 'documents.preview-letter',
	summary: 'Shows a letter as the first of the people of a list would read it.',
	permission: 'documents.print',
	kind: 'query',
	http: { method: 'post', path: '/letter-previews' },
	input: letterFor,
	output: z.object({
		address: z.array(z.string()),
		subject: z.string(),
		body: z.string(),
		/** The address lacks its city or postcode: the letter would not arrive by post. */
		addressMissing: z.boolean()
	}),
	/** @throws {Refusal} `documents.letter-not-found`, `documents.nobody` */
	async run(context, { letterId, ...audience }) {
		const letter = await loadLetter(context.tx, letterId);
		for await (const recipient of await recipientsOf(context, audience)) {
			const { lines, subject, body } = mergedFor(context, letter, recipient);
			const addressMissing = !postalLines(recipient.person, []);
			return { address: [...lines], subject, body, addressMissing };
		}
		throw new Error(m.documents_error_nobody({}));
	}
});

async function* merged(
	context: OperationContext,
	letter: Letter,
	recipients: AsyncIterable<Recipient>
): AsyncGenerator<MergedLetter> {
	for await (const recipient of recipients) {
		reportDone(context, recipient);
		yield mergedFor(context, letter, recipient);
	}
}

/** A letter without an address is printed all the same: it may be handed over. */
function mergedFor(context: OperationContext, letter: Letter, recipient: Recipient): MergedLetter {
	const { displayName } = recipient.person;
	const values = mergeValues(context, recipient);
	return {
		lines: postalLines(recipient.person, [displayName]) ?? [displayName.slice(0, LINE_LIMIT)],
		subject: mergeText(letter.subject, values),
		body: mergeText(letter.body, values)
	};
}
