import { parseDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';

/** What the form says, in the address while it is filled in, in the body when it is sent. */
export interface HouseholdQuery {
	personId: string;
	/** The tariff of each who joins, by person; absent for who does not. */
	tariffs: Record<string, string>;
	/** What is given for a free amount, as typed, by person. */
	dues: Record<string, string>;
	startsOn: string;
	incomeSeen: boolean;
	/** Empty to record without a payment. */
	means: string;
	date: string;
	amount: string;
	reference: string;
	payerId: string;
}

export function readHouseholdQuery(fields: URLSearchParams | FormData): HouseholdQuery {
	const text = (name: string) => {
		const value = fields.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
	const each = (name: string) =>
		Object.fromEntries(
			[...fields.keys()]
				.filter((key) => key.startsWith(`${name}.`) && isId(key.slice(name.length + 1)))
				.slice(0, 40)
				.flatMap((key) => (text(key) ? [[key.slice(name.length + 1), text(key)] as const] : []))
		);
	return {
		personId: text('person'),
		tariffs: each('tariff'),
		dues: each('due'),
		startsOn: text('start'),
		incomeSeen: text('incomeSeen') !== '',
		means: text('means'),
		date: text('date'),
		amount: text('amount'),
		reference: text('reference'),
		payerId: text('payer')
	};
}

const dayOf = (typed: string) => parseDay(typed) ?? typed;
const centsOf = (typed: string) => parseCents(typed) ?? Number.NaN;

/** The input of `preview-household` and `enrol-household`; what can't be read is refused there. */
export function toHousehold(query: HouseholdQuery, mayCollect: boolean) {
	const { personId, tariffs, dues, startsOn, means, date, amount, reference, payerId } = query;
	return {
		personId,
		...(payerId && { payerId }),
		...(startsOn && { startsOn: dayOf(startsOn) }),
		...(query.incomeSeen && { incomeSeen: true }),
		lines: Object.entries(tariffs).map(([id, tariffId]) => ({
			personId: id,
			tariffId,
			...(dues[id] && { dueCents: centsOf(dues[id]) })
		})),
		...(mayCollect &&
			means !== 'none' && {
				payment: {
					means,
					date: dayOf(date),
					...(amount && { amountCents: centsOf(amount) }),
					...(reference && { reference })
				}
			})
	};
}
