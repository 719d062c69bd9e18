import { refuseField } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '../domain/chart.ts';
import type { Direction, Meaning } from '../domain/meanings.ts';
import { accountOfMeaning, directionOf } from '../domain/meanings.ts';
import { followAccount } from './chart/kept-accounts.ts';
import type { KnownYear } from './fiscal-years.ts';
import { suggestAccount } from './habits.ts';

/** Why a plain entry goes to an account. */
export type Reason =
	| { readonly kind: 'chosen' }
	| { readonly kind: 'meaning'; readonly meaning: Meaning }
	| { readonly kind: 'habit'; readonly word: string; readonly uses: number };

export interface Choice {
	/** Number of the account, or its id. */
	readonly ref: string;
	readonly reason: Reason;
}

export interface Wish {
	readonly label: string;
	readonly account?: string | undefined;
	/** The nomenclature that the account was kept under: that of the year unless said. */
	readonly keptUnder?: ChartVersion | null | undefined;
	readonly meaning?: Meaning | undefined;
}

/**
 * The account that was named, else that of the meaning, else the habit of such labels.
 * @param path before the name of the field where a fault is told: `parts.0.`
 * @throws {Refusal} `accounting.meaning-required`, `accounting.meaning-of-other-side`, `accounting.account-left-chart`
 */
export async function chooseAccount(
	tx: Tx,
	year: KnownYear,
	direction: Direction,
	wish: Wish,
	path = ''
): Promise<Choice> {
	if (wish.account !== undefined) {
		const { account, keptUnder = year.chart } = wish;
		const ref = await followAccount(tx, year, { account, keptUnder }, `${path}account`);
		return { ref, reason: { kind: 'chosen' } };
	}
	if (wish.meaning !== undefined) {
		if (directionOf(wish.meaning) !== direction) {
			throw refuseField(`${path}meaning`, 'accounting.meaning-of-other-side');
		}
		const ref = accountOfMeaning(wish.meaning, year.chart);
		return { ref, reason: { kind: 'meaning', meaning: wish.meaning } };
	}
	const habit = await suggestAccount(tx, year.chart, direction, wish.label);
	if (!habit) throw refuseField(`${path}meaning`, 'accounting.meaning-required');
	const { accountId, word, uses } = habit;
	return { ref: accountId, reason: { kind: 'habit', word, uses } };
}
