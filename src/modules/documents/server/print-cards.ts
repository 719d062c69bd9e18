import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { m } from '#i18n';
import {
	defineDownload,
	type Download,
	type OperationContext
} from '#platform/server/operation.ts';
import { associationLook } from '#platform/server/pdf/association-look.ts';
import { A4, drawDocument } from '#platform/server/pdf/canvas.ts';
import { PDF_MEDIA_TYPE } from '#platform/server/pdf/print.ts';
import { statusesOf } from '#modules/membership/server/index.ts';
import { getPerson, isOwn, readPhotos } from '#modules/people/server/index.ts';
import { CARD, CARD_LAYOUTS, type CardLayout } from '../domain/card.ts';
import { audienceFields, recipientsOf, reportDone, type Recipient } from './audience.ts';
import { cardAddress, secretsOf } from './card-row.ts';
import { loadChoices } from './choices.ts';
import { drawCards, type PrintedCard } from './draw-cards.ts';

export const printCards = defineDownload({
	name: 'documents.print-cards',
	summary:
		'Writes the member cards of the people of a list as a PDF, for those who are up to date; each holds the same code until it is revoked.',
	permission: 'documents.print',
	kind: 'command',
	http: { method: 'post', path: '/card-prints' },
	input: audienceFields.omit({ upToDate: true }).extend({
		/** `sheet`: ten on A4; `single`: one on each page of 85.60 × 53.98 mm. */
		layout: z.enum(CARD_LAYOUTS).default('sheet')
	}),
	mediaTypes: [PDF_MEDIA_TYPE],
	async run(context, { layout, ...audience }) {
		const asked = recipientsOf(context, { ...audience, upToDate: true });
		return cardsOf(context, await asked.catch(unlessNobody), layout);
	}
});

export const printOwnCard = defineDownload({
	name: 'documents.print-own-card',
	summary: 'Writes the member card of whoever asks, as a PDF of one page.',
	permission: 'documents.self',
	kind: 'command',
	http: { method: 'post', path: '/own-card-prints' },
	/** Oneself unless said: a parent prints the card of their child. */
	input: z.strictObject({ personId: z.uuid().optional() }),
	mediaTypes: [PDF_MEDIA_TYPE],
	/** @throws {Refusal} `documents.no-person` for an account without a record, `people.person-not-found`,
	 * `documents.nobody-up-to-date` */
	async run(context, { personId = context.actor.personId }) {
		if (personId === null) throw new Refusal('conflict', 'documents.no-person');
		if (!(await isOwn(context, personId)))
			throw new Refusal('not-found', 'people.person-not-found');
		const person = await getPerson(context, personId);
		const [status] = await statusesOf(context, [personId]);
		if (status?.standing.kind !== 'up-to-date') throw nobodyUpToDate();
		return cardsOf(context, [{ person, status }], 'single');
	}
});

function nobodyUpToDate(): Refusal {
	return new Refusal('conflict', 'documents.nobody-up-to-date');
}

function unlessNobody(error: unknown): never {
	throw error instanceof Refusal && error.code === 'documents.nobody' ? nobodyUpToDate() : error;
}

type Recipients = AsyncIterable<Recipient> | Iterable<Recipient>;

async function cardsOf(
	context: OperationContext,
	recipients: Recipients,
	layout: CardLayout
): Promise<Download> {
	const { association, actor } = context;
	const look = await associationLook(context);
	const { photoOnCard } = await loadChoices(context.tx);
	context.about('cards', association.id);
	const style = { association: association.name, locale: actor.locale, look, layout };
	return drawDocument({
		title: m.documents_cards_title({}, { locale: actor.locale }),
		association: association.name,
		locale: actor.locale,
		page: layout === 'sheet' ? A4 : CARD,
		draw: (canvas) => drawCards(canvas, withAddresses(context, recipients, photoOnCard), style)
	});
}

const BATCH = 200;

async function* withAddresses(
	context: OperationContext,
	recipients: Recipients,
	photoOnCard: boolean
): AsyncGenerator<PrintedCard> {
	let batch: Recipient[] = [];
	for await (const recipient of recipients) {
		batch.push(recipient);
		if (batch.length < BATCH) continue;
		yield* addressed(context, batch, photoOnCard);
		batch = [];
	}
	if (batch.length > 0) yield* addressed(context, batch, photoOnCard);
}

async function* addressed(
	context: OperationContext,
	batch: readonly Recipient[],
	photoOnCard: boolean
): AsyncGenerator<PrintedCard> {
	const ids = batch.map(({ person }) => person.id);
	const secrets = await secretsOf(context, ids);
	const photos = photoOnCard ? await readPhotos(context, ids, { size: 'small' }) : undefined;
	for (const recipient of batch) {
		reportDone(context, recipient);
		const secret = secrets.get(recipient.person.id);
		if (!secret) continue;
		const photo = photos?.get(recipient.person.id);
		yield { ...recipient, photo, address: cardAddress(context.association.id, secret) };
	}
}
