import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { Meaning } from '#modules/accounting/index.ts';
import { successorsOn, suggestAccounts } from '#modules/accounting/server/index.ts';
import { proposeMatches } from '#modules/banking/domain/match.ts';
import type { Match } from '#modules/banking/domain/match.ts';
import { proposeSettlements } from '#modules/banking/domain/expected.ts';
import type { SettlementReason } from '#modules/banking/domain/expected.ts';
import { ruleOf } from '#modules/banking/domain/rule.ts';
import type { BankAccount } from '../bank-accounts.ts';
import { allExpected } from './expected-for.ts';
import type { Awaited } from './expected-for.ts';
import { openLines, openMovements } from './open-items.ts';
import type { WaitingLine, WaitingMovement } from './open-items.ts';
import { knownRules, type KnownRule } from './rules.ts';

/** What is thought of a line: it is in the books already, or what to write for it. */
export type Proposal =
	| (Omit<Match, 'movementIds'> & {
			readonly kind: 'match';
			readonly movements: readonly WaitingMovement[];
	  })
	| {
			readonly kind: 'settle';
			readonly because: SettlementReason;
			/** Key of the source that settles them. */
			readonly source: string;
			readonly items: readonly Awaited[];
	  }
	| {
			readonly kind: 'rule';
			readonly ruleId: string;
			readonly contains: string;
			readonly meaning: Meaning | null;
			readonly account: string | null;
			/** The nomenclature that the account was kept under. */
			readonly keptUnder: KnownRule['keptUnder'];
			readonly label: string | null;
			readonly vat: KnownRule['vat'];
	  }
	| {
			readonly kind: 'habit';
			readonly account: string;
			readonly accountLabel: string;
			readonly word: string;
			readonly uses: number;
	  };

export interface ProposedLine {
	readonly line: WaitingLine;
	readonly proposal: Proposal | null;
}

/**
 * What is thought of every line that waits, the oldest first. An entry already written comes before what is
 * expected, that before a rule, and a rule before a habit: what is in the books is never written twice, and what is
 * owed is settled rather than written beside.
 */
export async function proposeAll(
	context: OperationContext,
	account: BankAccount
): Promise<ProposedLine[]> {
	const { tx } = context;
	const lines = await openLines(tx, account);
	if (lines.length === 0) return [];
	const movements = await openMovements(tx, account, lines[0]?.day);
	const matches = proposeMatches(lines, movements);
	const byId = new Map(movements.map((movement) => [movement.id, movement]));
	const left = lines.filter(({ id }) => !matches.has(id));
	const settlements = await settlementsOf(context, left);
	const rules = await knownRules(tx);
	const habits = await suggestAccounts(
		tx,
		lines.map(({ cents, label, day }) => ({
			direction: cents > 0 ? 'income' : 'expense',
			label,
			day
		}))
	);
	const ruled = await rulesOf(tx, lines, rules);
	return lines.map((line, index) => {
		const match = matches.get(line.id);
		if (match) {
			const { because, sure, movementIds } = match;
			const found = movementIds.flatMap((id) => byId.get(id) ?? []);
			return { line, proposal: { kind: 'match', because, sure, movements: found } };
		}
		const settlement = settlements.get(line.id);
		const rule = ruled.get(line.id);
		// An amount alone says less than a rule.
		if (settlement && !(rule && settlement.because === 'amount')) {
			return { line, proposal: settlement };
		}
		if (rule) {
			const { id: ruleId, contains, meaning, account: target, keptUnder, label, vat } = rule;
			return {
				line,
				proposal: {
					kind: 'rule',
					ruleId,
					contains,
					meaning,
					account: target,
					keptUnder,
					label,
					vat
				}
			};
		}
		const habit = habits[index];
		return { line, proposal: habit ? { kind: 'habit', ...habit } : null };
	});
}

/** The rule of each line, by its id, with the account that takes the place of its own in the year of the line. */
async function rulesOf(
	tx: Tx,
	lines: readonly WaitingLine[],
	rules: readonly KnownRule[]
): Promise<Map<string, KnownRule>> {
	const ruled = lines.flatMap((line) => {
		const rule = ruleOf(line, rules);
		return rule ? [{ line, rule }] : [];
	});
	const kept = ruled.flatMap(({ line: { day }, rule: { account, keptUnder = null } }) =>
		account === null ? [] : [{ account, keptUnder, day }]
	);
	const followed = (await successorsOn(tx, kept)).values();
	return new Map(
		ruled.map(({ line, rule }) => {
			const account = rule.account === null ? undefined : followed.next().value?.account;
			const placed = account === undefined ? rule : { ...rule, account, keptUnder: undefined };
			return [line.id, placed];
		})
	);
}

async function settlementsOf(
	context: OperationContext,
	lines: readonly WaitingLine[]
): Promise<Map<string, Extract<Proposal, { kind: 'settle' }>>> {
	if (lines.length === 0) return new Map();
	const all = await allExpected(context);
	const known = new Map(all.map((item) => [item.id, item]));
	const expected = all.map((item) => ({ ...item, together: `${item.source} ${item.together}` }));
	return new Map(
		[...proposeSettlements(lines, expected)].map(([lineId, { ids, because }]) => {
			const found = ids.flatMap((id) => known.get(id) ?? []);
			const source = found[0]?.source ?? '';
			return [lineId, { kind: 'settle', because, source, items: found }];
		})
	);
}
