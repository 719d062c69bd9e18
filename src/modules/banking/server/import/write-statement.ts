import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { LineFacts } from '#modules/banking/domain/line-facts.ts';
import { periodOf } from '#modules/banking/domain/statement.ts';
import type { Statement, StatementLine } from '#modules/banking/domain/statement.ts';
import type { BankAccount } from '../bank-accounts.ts';
import type { PlannedLine } from './plan-import.ts';

interface NewStatement {
	readonly importId: string;
	readonly account: BankAccount;
	readonly statement: Statement;
	readonly lines: readonly PlannedLine[];
	readonly format: string;
}

/** Writes a statement and its new lines, whatever their number, in two statements of SQL. */
export async function writeStatement(
	{ tx, association }: OperationContext,
	{ importId, account, statement, lines, format }: NewStatement
): Promise<{ from: Day | null; to: Day | null }> {
	const id = newId();
	const period = periodOf(statement);
	const { opening, closing, number } = statement;
	await sql`
		INSERT INTO banking.statement (association_id, id, import_id, account_id, number, from_day, to_day,
			opening_cents, opening_day, closing_cents, closing_day)
		VALUES (${association.id}, ${id}, ${importId}, ${account.id}, ${number}, ${period.from}, ${period.to},
			${opening?.cents ?? null}, ${opening?.day ?? null},
			${closing?.cents ?? null}, ${closing ? (closing.day ?? period.to) : null})`.execute(tx);
	if (lines.length === 0) return period;
	const rows = lines.map(({ line, fingerprint }, index) => ({
		id: newId(),
		position: index + 1,
		day: line.day,
		value_day: line.valueDay,
		amount_cents: line.cents,
		label: line.label,
		facts: factsOf(line, format),
		search: searchOf(line),
		fingerprint
	}));
	await sql`
		INSERT INTO banking.line (association_id, id, account_id, statement_id, position, day, value_day,
			amount_cents, label, facts, search, fingerprint)
		SELECT ${association.id}, r.id, ${account.id}, ${id}, r.position, r.day, r.value_day, r.amount_cents,
			r.label, r.facts, r.search, r.fingerprint
		FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, position integer, day date,
			value_day date, amount_cents bigint, label text, facts jsonb, search text, fingerprint text)`.execute(
		tx
	);
	return period;
}

/** What a line tells beside its day, amount and label; what is not there is left out. */
function factsOf(line: StatementLine, format: string): LineFacts {
	const { detail, counterparty, counterpartyIban, reference, bankReference, type } = line;
	const { original, chargesCents, parts } = line;
	const facts = { detail, counterparty, counterpartyIban, reference, bankReference, type };
	const told = Object.entries({ ...facts, original, chargesCents }).filter(
		([, value]) => value !== null
	);
	return { format, ...Object.fromEntries(told), ...(parts.length > 0 && { parts }) };
}

function searchOf({ label, detail, counterparty, reference }: StatementLine): string {
	return fold([label, detail, counterparty, reference].filter(Boolean).join(' '));
}
