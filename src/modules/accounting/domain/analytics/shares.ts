import { refuseField } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';

/** What of a line goes to a value: a percentage or an amount; both absent stand for the whole line. */
export interface WantedShare {
	readonly valueId: string;
	/** Two decimals at most: 33.33. */
	readonly percent?: number | undefined;
	readonly amountCents?: number | undefined;
}

export interface KnownValue {
	readonly id: string;
	readonly axisId: string;
	readonly label: string;
	readonly archived: boolean;
}

export interface Share {
	readonly valueId: string;
	readonly axisId: string;
	/** Cents, greater than zero. */
	readonly amountCents: number;
}

const WHOLE = 10_000;

/**
 * Splits an amount by percentages, in hundredths of a percent. Each part differs from the exact one by less than a
 * cent, and together they are the exact share of all, rounded: nothing is lost when they make 100 %.
 */
export function splitByPercent(amountCents: number, hundredths: readonly number[]): number[] {
	const part = (share: number) => (BigInt(amountCents) * BigInt(share)) / BigInt(WHOLE);
	const total = Math.round(Number(BigInt(amountCents) * BigInt(sum(hundredths))) / WHOLE);
	const parts = hundredths.map((share, index) => {
		const whole = Number(part(share));
		const rest = Number(BigInt(amountCents) * BigInt(share) - BigInt(whole) * BigInt(WHOLE));
		return { index, whole, rest };
	});
	const missing = total - sum(parts.map(({ whole }) => whole));
	const first = parts.toSorted((a, b) => b.rest - a.rest || a.index - b.index).slice(0, missing);
	const fuller = new Set(first.map(({ index }) => index));
	return parts.map(({ index, whole }) => whole + (fuller.has(index) ? 1 : 0));
}

/**
 * The shares of a line of that amount, axis by axis; those that come to nothing are left out.
 * @throws {Refusal} `accounting.no-such-value`, `value-archived`, `value-twice`, `shares-mixed`,
 * `shares-exceed-line`, `share-not-positive`
 */
export function sharesOf(
	lineCents: number,
	wanted: readonly WantedShare[],
	values: ReadonlyMap<string, KnownValue>,
	path: string
): Share[] {
	const known = wanted.map((share, index) => ({
		...share,
		value: checkShare(share, index, wanted, values, path)
	}));
	return [...new Set(known.map(({ value }) => value.axisId))].flatMap((axisId) =>
		onAxis(
			lineCents,
			axisId,
			known.filter(({ value }) => value.axisId === axisId),
			path
		)
	);
}

function checkShare(
	{ valueId, percent, amountCents }: WantedShare,
	index: number,
	all: readonly WantedShare[],
	values: ReadonlyMap<string, KnownValue>,
	path: string
): KnownValue {
	const at = `${path}.${index}`;
	const value = values.get(valueId);
	if (!value) throw refuseField(`${at}.valueId`, 'accounting.no-such-value');
	const { label } = value;
	if (value.archived)
		throw refuseField(`${at}.valueId`, 'accounting.value-archived', { value: label });
	if (all.findIndex((other) => other.valueId === valueId) !== index) {
		throw refuseField(`${at}.valueId`, 'accounting.value-twice', { value: label });
	}
	if ((percent ?? 1) <= 0 || (amountCents ?? 1) <= 0) {
		throw refuseField(at, 'accounting.share-not-positive', { value: label });
	}
	return value;
}

function onAxis(
	lineCents: number,
	axisId: string,
	wanted: readonly WantedShare[],
	path: string
): Share[] {
	const byAmount = wanted.filter(({ amountCents }) => amountCents !== undefined);
	if (byAmount.length > 0 && byAmount.length < wanted.length) {
		throw refuseField(path, 'accounting.shares-mixed');
	}
	const percents = wanted.map(({ percent = 100 }) => Math.round(percent * 100));
	const amounts =
		byAmount.length > 0
			? byAmount.map(({ amountCents = 0 }) => amountCents)
			: sum(percents) > WHOLE
				? [lineCents + 1]
				: splitByPercent(lineCents, percents);
	if (sum(amounts) > lineCents) throw refuseField(path, 'accounting.shares-exceed-line');
	return wanted
		.map(({ valueId }, index) => ({ valueId, axisId, amountCents: amounts[index] ?? 0 }))
		.filter(({ amountCents }) => amountCents > 0);
}
