import { sql } from 'kysely';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { accountOf } from '#modules/banking/domain/bank-account.ts';
import type {
	Statement,
	StatementFormat,
	StatementLine
} from '#modules/banking/domain/statement.ts';
import { bankAccounts, chosenAccount } from '../bank-accounts.ts';
import type { BankAccount } from '../bank-accounts.ts';
import { fingerprints } from './fingerprint.ts';
import type { ImportRow } from './import-row.ts';
import type { ReadImport } from './read-import.ts';

/** What becomes of a line: kept, there already, or left out since a line of another file looks like it. */
export type Outcome = 'new' | 'known' | 'alike';

export interface PlannedLine {
	readonly line: StatementLine;
	readonly fingerprint: string;
	readonly outcome: Outcome;
}

/** The account a statement goes to, and how that was found. */
export interface Destination {
	/** Nothing when nothing tells; `new` for one to be added; `none` when the statement is left out. */
	readonly account: BankAccount | 'new' | 'none' | undefined;
	readonly because: 'said' | 'number' | 'profile' | 'only' | 'unknown';
}

export interface PlannedStatement {
	readonly statement: Statement;
	readonly destination: Destination;
	readonly lines: readonly PlannedLine[];
}

/** What keeping an import would do, nothing written. */
export async function planImport(
	context: OperationContext,
	row: ImportRow,
	{ reading, profile }: ReadImport
): Promise<PlannedStatement[]> {
	const accounts = await bankAccounts(context);
	const planned: PlannedStatement[] = [];
	for (const [index, statement] of reading.statements.entries()) {
		const said = row.accounts[String(index)];
		const alone = reading.statements.length === 1;
		const destination = destinationOf(statement, accounts, said, profile?.accountId, alone);
		const { account } = destination;
		const known = typeof account === 'object' && account.kept ? account.id : undefined;
		planned.push({
			statement,
			destination,
			lines: await planLines(context.tx, statement.lines, known, reading.format, row)
		});
	}
	return planned;
}

function destinationOf(
	statement: Statement,
	accounts: readonly BankAccount[],
	said: string | null | undefined,
	remembered: string | null | undefined,
	alone: boolean
): Destination {
	if (said === null) return { account: 'none', because: 'said' };
	if (said === 'new') return { account: 'new', because: 'said' };
	if (said !== undefined) return { account: chosenAccount(accounts, said), because: 'said' };
	const named = accountOf(statement.account, accounts);
	if (named) return { account: named, because: 'number' };
	const profiled = accounts.find(({ id }) => id === remembered);
	const { iban } = statement.account;
	if (profiled && !iban && alone) return { account: profiled, because: 'profile' };
	const only = accounts.length === 1 ? accounts[0] : undefined;
	if (only && alone && mayBe(only, statement)) return { account: only, because: 'only' };
	return { account: undefined, because: 'unknown' };
}

/** The only account of an association, as long as nothing says that it is another one. */
function mayBe(account: BankAccount, { account: stated, currency }: Statement): boolean {
	if (stated.iban && account.iban) return false;
	if (stated.number && account.used && account.otherNumbers.length > 0) return false;
	return account.currency === currency || !account.used;
}

/** What becomes of each line in an account that has lines already, or none. */
export async function planLines(
	tx: Tx,
	lines: readonly StatementLine[],
	accountId: string | undefined,
	format: StatementFormat,
	{ choices }: ImportRow
): Promise<PlannedLine[]> {
	const prints = fingerprints(lines);
	const known =
		accountId && lines.length > 0 ? await knownLines(tx, accountId, lines, prints) : NOTHING;
	const pool = new Map(
		[...Map.groupBy(known.others, ({ day, cents }) => `${day} ${cents}`)].map(([key, rows]) => [
			key,
			rows.filter((row) => row.format !== format).length
		])
	);
	const seen = new Set<string>();
	return lines.map((line, index) => {
		const fingerprint = prints[index] as string;
		const again = known.prints.has(fingerprint) || seen.has(fingerprint);
		seen.add(fingerprint);
		if (again) return { line, fingerprint, outcome: 'known' };
		const key = `${line.day} ${line.cents}`;
		const left = pool.get(key) ?? 0;
		if (left === 0 || choices.keepAlike) return { line, fingerprint, outcome: 'new' };
		pool.set(key, left - 1);
		return { line, fingerprint, outcome: 'alike' };
	});
}

interface KnownLine {
	readonly fingerprint: string;
	readonly day: string;
	readonly cents: number;
	readonly format: string | null;
}

const NOTHING = { prints: new Set<string>(), others: [] as KnownLine[] };

/** The lines already kept over the same days: those of the file, and the others. */
async function knownLines(
	tx: Tx,
	accountId: string,
	lines: readonly StatementLine[],
	prints: readonly string[]
) {
	const days = lines.map(({ day }) => day).sort();
	const { rows } = await sql<KnownLine>`
		SELECT l.fingerprint, l.day, l.amount_cents AS cents, l.facts->>'format' AS format
		FROM banking.line l
		WHERE l.account_id = ${accountId} AND l.day BETWEEN ${days[0] ?? null} AND ${days.at(-1) ?? null}`.execute(
		tx
	);
	const own = new Set(prints);
	return {
		prints: new Set(rows.map(({ fingerprint }) => fingerprint)),
		others: rows.filter(({ fingerprint }) => !own.has(fingerprint))
	};
}
