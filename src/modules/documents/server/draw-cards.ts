import { encode } from 'uqr';
import { formatDay } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { AssociationLook } from '#platform/server/pdf/association-look.ts';
import type { Canvas } from '#platform/server/pdf/canvas.ts';
import { COLORS } from '#platform/server/pdf/sheet.ts';
import { nameWithSeason } from '#modules/membership/index.ts';
import { CARD, CARDS_ON_SHEET, placeOnSheet, type CardLayout } from '../domain/card.ts';
import type { Recipient } from './audience.ts';

export interface PrintedCard extends Recipient {
	/** What the QR code holds. */
	readonly address: string;
	/** JPEG, square. */
	readonly photo: Uint8Array | undefined;
}

interface CardStyle {
	readonly association: string;
	readonly locale: Locale;
	readonly look: AssociationLook;
	readonly layout: CardLayout;
}

/** Cards, ten on a sheet or one on a page of their own size. */
export async function* drawCards(
	canvas: Canvas,
	cards: AsyncIterable<PrintedCard>,
	style: CardStyle
): AsyncGenerator<void> {
	const logo = style.look.logo && canvas.openImage(style.look.logo);
	const perPage = style.layout === 'sheet' ? CARDS_ON_SHEET : 1;
	let count = 0;
	for await (const card of cards) {
		const index = count++ % perPage;
		if (index === 0) canvas.newPage();
		const { x, y } = style.layout === 'sheet' ? placeOnSheet(index) : { x: 0, y: 0 };
		drawCard(canvas, card, { ...style, x, y, logo });
		yield;
	}
}

const BAND = 3;
const MARGIN = 8;
const QR = 22;
const PHOTO = 17;

interface CardPlace extends CardStyle {
	readonly x: number;
	readonly y: number;
	readonly logo: unknown;
}

function drawCard(canvas: Canvas, card: PrintedCard, place: CardPlace): void {
	const { x, y, logo, look, locale, layout } = place;
	const left = x + MARGIN;
	const whole = CARD.width - MARGIN - 5;
	const beside = whole - QR - 3;
	canvas.rectangle({ x, y: y + 5, width: BAND, height: CARD.height - 10 }, look.accent);
	if (layout === 'sheet') {
		canvas.outline({ x, y, width: CARD.width, height: CARD.height }, CARD.radius);
	}
	if (logo) canvas.image(logo, { x: left, y: y + 5, width: 11, height: 11 });
	const shift = logo ? 13.5 : 0;
	const { photo } = card;
	const top = photo ? whole - PHOTO - 3 : whole;
	if (photo) {
		const right = { x: x + CARD.width - PHOTO - 5, y: y + 5, width: PHOTO, height: PHOTO };
		canvas.image(canvas.openImage(photo), right);
	}
	canvas.line(
		place.association,
		{ x: left + shift, y: y + (logo ? 8.2 : 6), width: top - shift },
		{ size: 10, font: 'bold', color: look.accent }
	);
	canvas.line(
		card.person.displayName,
		{ x: left, y: y + 20, width: top },
		{ size: 14, font: 'bold' }
	);
	const [number, membership, until] = cardWords(card, locale);
	const quiet = { size: 7.5, color: COLORS.quiet };
	canvas.line(number, { x: left, y: y + 30.5, width: beside }, quiet);
	canvas.line(membership, { x: left, y: y + 36, width: beside }, quiet);
	canvas.line(until, { x: left, y: y + 41.5, width: beside }, { size: 9, font: 'bold' });
	const { data } = encode(card.address, { ecc: 'M', border: 0 });
	canvas.squares(data, { x: x + CARD.width - QR - 5, y: y + CARD.height - QR - 4, width: QR });
}

/** Number, membership, and until when: the lines beside the code. */
function cardWords({ person, status }: Recipient, locale: Locale): [string, string, string] {
	const words = { locale };
	const number =
		person.number === null ? '' : m.documents_card_number({ number: person.number }, words);
	if (status?.standing.kind !== 'up-to-date') return [number, '', ''];
	const { feeName, season, tariffLabel, standing } = status;
	const until =
		standing.until === null
			? m.documents_card_no_end({}, words)
			: m.documents_card_until({ day: formatDay(standing.until, locale) }, words);
	return [number, `${nameWithSeason(feeName, season)} · ${tariffLabel}`, until];
}
