import type { OperationContext } from '#platform/server/operation.ts';
import { refuseField } from '#shared/errors.ts';
import { findAccounts, insertAccounts } from './accounts.ts';
import { chosenYear } from './fiscal-years.ts';
import type { PaymentMeans } from './list-payment-means.read.ts';
import { paymentMeans } from './list-payment-means.read.ts';
import { ownAccount } from './open-year.ts';

const FIRST = 5121;
const LAST = 5129;

/**
 * Adds an account of the association at a bank, below 512: the first free number from 5121 to 5129, then 51291…
 * @throws {Refusal} `accounting.no-year-yet`, `accounting.account-exists` when none is free
 */
export async function addBankAccount(
	context: OperationContext,
	{ label }: { label: string }
): Promise<PaymentMeans> {
	const { tx } = context;
	const { chart } = await chosenYear(context, undefined);
	const short = Array.from({ length: LAST - FIRST + 1 }, (_, index) => String(FIRST + index));
	const long = Array.from({ length: 99 }, (_, index) => `${LAST}${index + 1}`);
	const taken = await findAccounts(tx, chart, [...short, ...long]);
	const code = [...short, ...long].find((candidate) => !taken.has(candidate));
	if (!code) throw refuseField('account', 'accounting.account-exists', { account: '5129' });
	await insertAccounts(context, [ownAccount(code, label)]);
	const account = (await paymentMeans(tx, chart)).find((means) => means.code === code);
	if (!account) throw refuseField('account', 'accounting.no-such-account', { account: code });
	return account;
}
