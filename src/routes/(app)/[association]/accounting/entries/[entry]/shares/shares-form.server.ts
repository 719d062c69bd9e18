import { refuseField } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';

const NAME = /^line\.(\d{1,5})\.value$/;

/**
 * The lines of a form whose fields `line.1.value` and `line.1.part` stand side by side, as often as there are
 * shares; a line whose values are all empty loses its shares.
 * @throws {Refusal} `accounting.share-unread`
 */
export function sharesOfForm(form: FormData) {
	const positions = [...new Set([...form.keys()].flatMap((name) => NAME.exec(name)?.[1] ?? []))];
	return positions.map((position) => {
		const values = form.getAll(`line.${position}.value`).map(String);
		const parts = form.getAll(`line.${position}.part`).map(String);
		const shares = values.flatMap((valueId, index) =>
			valueId ? [{ valueId, ...readPart(parts[index] ?? '', `line.${position}.part`) }] : []
		);
		return { position: Number(position), shares };
	});
}

/** `50 %`, `12,50`, or nothing for the whole line. */
function readPart(text: string, path: string): { percent?: number; amountCents?: number } {
	const trimmed = text.trim();
	if (trimmed === '') return {};
	const number = parseCents(trimmed.replace(/\s*%$/, ''));
	if (number === undefined) throw refuseField(path, 'accounting.share-unread');
	return trimmed.endsWith('%') ? { percent: number / 100 } : { amountCents: number };
}
