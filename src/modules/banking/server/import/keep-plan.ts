import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { refuseAll } from '#modules/banking/domain/refuse-file.ts';
import { checkBalances } from '#modules/banking/domain/balances.ts';
import type { Statement } from '#modules/banking/domain/statement.ts';
import { chosenAccount, bankAccounts } from '../bank-accounts.ts';
import type { BankAccount } from '../bank-accounts.ts';
import { dayView } from '../fields.ts';
import { adoptAccount } from './adopt-account.ts';
import type { ImportRow, ImportTotals } from './import-row.ts';
import { planImport, planLines } from './plan-import.ts';
import type { Destination, PlannedStatement } from './plan-import.ts';
import { keepProfile } from './profiles.ts';
import { readImport } from './read-import.ts';
import { writeStatement } from './write-statement.ts';

export const keptView = z.object({
	importId: z.string(),
	totals: z.object({
		kept: z.int(),
		known: z.int(),
		alike: z.int(),
		pending: z.int(),
		faulty: z.int()
	}),
	statements: z.array(
		z.object({
			/** Number of the account of the books. */
			account: z.string(),
			currency: z.string(),
			from: dayView.nullable(),
			to: dayView.nullable(),
			openingCents: z.int().nullable(),
			closingCents: z.int().nullable(),
			movementCents: z.int(),
			gapCents: z.int().nullable(),
			kept: z.int(),
			known: z.int(),
			alike: z.int()
		})
	)
});

export interface KeepOptions {
	readonly leaveOutFaultyLines: boolean;
	/** For the statements that name no known account. */
	readonly account?: string | undefined;
}

/**
 * Keeps the statements of a draft: their lines, the account each is about, and how such files are read.
 * @throws {Refusal} `banking.date-order-needed`, `columns-needed`, `account-needed`, faults of lines…
 */
export async function keepPlan(
	context: OperationContext,
	row: ImportRow,
	options: KeepOptions
): Promise<z.output<typeof keptView>> {
	const read = await readImport(context, row);
	const { reading } = read;
	if (reading.questions.includes('columns')) throw refuseField('file', 'banking.columns-needed');
	if (reading.questions.includes('date-order')) {
		throw refuseField('dateOrder', 'banking.date-order-needed');
	}
	if (reading.faults.length > 0 && !options.leaveOutFaultyLines) throw refuseAll(reading.faults);
	const plan = await planImport(context, row, read);
	const statements = [];
	const kept: BankAccount[] = [];
	for (const { statement, destination } of plan) {
		const account = await accountFor(context, statement, destination, options.account);
		if (!account) continue;
		kept.push(account);
		// Told apart again: the statement before may have been about the same account.
		const lines = await planLines(context.tx, statement.lines, account.id, reading.format, row);
		statements.push(
			await keepStatement(context, row.id, account, { statement, lines }, reading.format)
		);
	}
	const totals = totalsOf(statements, plan, reading.faults.length);
	if (read.signature && reading.table) {
		const only = kept.length === 1 ? (kept[0]?.id ?? null) : null;
		await keepProfile(context, read.signature, reading.table.layout, only);
	}
	await sql`
		UPDATE banking.import i SET state = 'kept', kept_at = ${context.now}, totals = ${JSON.stringify(totals)}
		WHERE i.id = ${row.id}`.execute(context.tx);
	context.about('bank-import', row.id, { ...totals });
	return { importId: row.id, totals, statements };
}

/** @throws {Refusal} `banking.account-needed`, `banking.no-such-account` */
async function accountFor(
	context: OperationContext,
	statement: Statement,
	destination: Destination,
	said: string | undefined
): Promise<BankAccount | undefined> {
	const found = destination.account;
	if (found === 'none') return undefined;
	const named = destination.because === 'number' || destination.because === 'said';
	if (said !== undefined && !named) {
		const known = chosenAccount(await bankAccounts(context), said);
		if (!known && said !== 'new') {
			throw refuseField('account', 'banking.no-such-account', { account: said });
		}
		return adoptAccount(context, known ?? 'new', statement);
	}
	if (found === undefined) {
		const { iban, number } = statement.account;
		throw iban || number
			? refuseField('account', 'banking.account-needed', { number: iban ?? number ?? '' })
			: refuseField('account', 'banking.account-not-said');
	}
	return adoptAccount(context, found, statement);
}

async function keepStatement(
	context: OperationContext,
	importId: string,
	account: BankAccount,
	{ statement, lines }: Omit<PlannedStatement, 'destination'>,
	format: string
) {
	if (account.currency !== statement.currency) {
		const parameters = {
			currency: statement.currency,
			account: account.code,
			own: account.currency
		};
		throw new Refusal('conflict', 'banking.currency-differs', parameters);
	}
	const fresh = lines.filter(({ outcome }) => outcome === 'new');
	const period = await writeStatement(context, {
		importId,
		account,
		statement,
		lines: fresh,
		format
	});
	const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length;
	const { openingCents, closingCents, movementCents, gapCents } = checkBalances(statement);
	return {
		account: account.code,
		currency: account.currency,
		...period,
		openingCents,
		closingCents,
		movementCents,
		gapCents,
		kept: fresh.length,
		known: count('known'),
		alike: count('alike')
	};
}

function totalsOf(
	statements: readonly { kept: number; known: number; alike: number }[],
	plan: readonly PlannedStatement[],
	faulty: number
): ImportTotals {
	const total = (key: 'kept' | 'known' | 'alike') =>
		statements.reduce((count, statement) => count + statement[key], 0);
	const pending = plan.reduce((count, { statement }) => count + statement.pending, 0);
	return { kept: total('kept'), known: total('known'), alike: total('alike'), pending, faulty };
}
