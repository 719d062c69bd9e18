import { parseDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';

/** What the form says, in the address while it is filled in, in the body when it is sent. */
export interface CollectQuery {
	tariffId: string;
	means: string;
	meansAccountId: string;
	/** As typed. */
	date: string;
	startsOn: string;
	/** A proof of the income bracket was seen. */
	incomeSeen: boolean;
	search: string;
	chosen: string[];
	/** As typed, by person. */
	amounts: Record<string, string>;
	references: Record<string, string>;
	gifts: Record<string, string>;
}

export function readCollectQuery(fields: URLSearchParams | FormData): CollectQuery {
	const text = (name: string) => {
		const value = fields.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
	const chosen = [...new Set(fields.getAll('person').map(String))].filter(isId).slice(0, 200);
	const each = (name: string) =>
		Object.fromEntries(chosen.map((id) => [id, text(`${name}.${id}`)] as const));
	return {
		tariffId: text('tariff'),
		means: text('means') || 'cheque',
		meansAccountId: text('account'),
		date: text('date'),
		startsOn: text('start'),
		incomeSeen: text('incomeSeen') !== '',
		search: text('q'),
		chosen,
		amounts: each('amount'),
		references: each('reference'),
		gifts: each('gift')
	};
}

const dayOf = (typed: string) => parseDay(typed) ?? typed;

/** The input of `take-payments` and `preview-collection`; what can't be read is refused there. */
export function toCollection(query: CollectQuery) {
	const { tariffId, means, meansAccountId, date, startsOn, chosen, amounts, references, gifts } =
		query;
	return {
		tariffId,
		means,
		date: dayOf(date),
		...(query.incomeSeen && { incomeSeen: true }),
		...(meansAccountId && { meansAccountId }),
		...(startsOn && { startsOn: dayOf(startsOn) }),
		lines: chosen.map((personId) => ({
			personId,
			...(amounts[personId] && { amountCents: parseCents(amounts[personId]) ?? Number.NaN }),
			...(references[personId] && { reference: references[personId] }),
			...(gifts[personId] && { giftCents: parseCents(gifts[personId]) ?? Number.NaN })
		}))
	};
}

/** Who and what was shown before the money is taken: taking it for others shows them first. */
export function signatureOf({ tariffId, means, date, startsOn, chosen }: CollectQuery): string {
	return [tariffId, means, dayOf(date), startsOn && dayOf(startsOn), ...chosen.toSorted()].join(
		' '
	);
}

/** The address that shows the same form. */
export function toSearch(form: FormData): string {
	const parameters = new URLSearchParams();
	for (const [name, value] of form) {
		if (typeof value === 'string' && value !== '' && name !== 'shown')
			parameters.append(name, value);
	}
	return parameters.toString();
}
