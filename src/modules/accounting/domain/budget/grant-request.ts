import { sum } from '#shared/money.ts';
import type { LineRule } from '../statement-lines.ts';
import { lineOf } from '../statement-lines.ts';
import { sideOf, totalOf } from './budget.ts';
import type { BudgetSide, Foreseen } from './budget.ts';

/**
 * The lines of the provisional budget in the single form of grant requests (Cerfa 12156, « budget de
 * l’association ») and the accounts they gather, by the longest prefix. A two-figure line is a title, the total of
 * those that follow it.
 */
const EXPENSES: readonly LineRule[] = [
	['60', '-'],
	['60-services', '604'],
	['60-supplies', '601 602 605 606'],
	['60-other', '60'],
	['61', '-'],
	['61-rent', '612 613 614'],
	['61-upkeep', '615'],
	['61-insurance', '616'],
	['61-documentation', '617 618'],
	['61-other', '61'],
	['62', '-'],
	['62-fees', '621 622'],
	['62-publicity', '623'],
	['62-travel', '624 625'],
	['62-other', '62'],
	['63', '-'],
	['63-wages', '631 633'],
	['63-other', '63'],
	['64', '-'],
	['64-wages', '641 644'],
	['64-social', '645 646 647'],
	['64-other', '64'],
	['65', '65'],
	['66', '66'],
	['67', '67'],
	['68', '68'],
	['69', '69 6']
];

const INCOME: readonly LineRule[] = [
	['70', '70'],
	['73', '73'],
	['74', '74'],
	['75', '-'],
	['75-subscriptions', '756'],
	['75-gifts', '754 755'],
	['75-other', '75'],
	['76', '76'],
	['77', '77'],
	['78', '78'],
	['79', '79 7']
];

const IN_KIND_USES: readonly LineRule[] = [
	['860', '860 86'],
	['861', '861'],
	['862', '862 863'],
	['864', '864']
];

const IN_KIND_SOURCES: readonly LineRule[] = [
	['870', '870 87'],
	['871', '871'],
	['875', '875']
];

export interface GrantRow {
	/** Its words are the message `accounting_grant_<id>`, unless it is an account told by its own label. */
	readonly id: string;
	readonly label?: string;
	readonly kind: 'title' | 'line' | 'total';
	readonly amountCents: number;
}

export interface GrantBudget {
	readonly expenses: readonly GrantRow[];
	readonly income: readonly GrantRow[];
	readonly inKindUses: readonly GrantRow[];
	readonly inKindSources: readonly GrantRow[];
	/** Of expenses and of income: equal, with the surplus or the lack that makes them so. */
	readonly totalCents: number;
	/** Income less expenses. */
	readonly resultCents: number;
}

/** The provisional budget of a grant request: both sides, made equal by the surplus or the lack foreseen. */
export function grantBudget(rows: readonly Foreseen[]): GrantBudget {
	const [spent, earned] = [totalOf(rows, 'expense'), totalOf(rows, 'income')];
	const resultCents = earned - spent;
	const totalCents = Math.max(spent, earned);
	const ends = (id: string, balancing: string, amountCents: number): GrantRow[] => [
		{ id: `total-${id}`, kind: 'total', amountCents: totalCents - amountCents },
		...(amountCents > 0 ? [{ id: balancing, kind: 'line' as const, amountCents }] : []),
		{ id: 'total', kind: 'total', amountCents: totalCents }
	];
	return {
		expenses: [
			...linesOf(EXPENSES, rows, 'expense'),
			...ends('expenses', 'surplus', totalCents - spent)
		],
		income: [...linesOf(INCOME, rows, 'income'), ...ends('income', 'lack', totalCents - earned)],
		inKindUses: inKind(IN_KIND_USES, rows, 'in-kind-use', '86'),
		inKindSources: inKind(IN_KIND_SOURCES, rows, 'in-kind-source', '87'),
		totalCents,
		resultCents
	};
}

function linesOf(
	rules: readonly LineRule[],
	rows: readonly Foreseen[],
	side: BudgetSide
): GrantRow[] {
	const own = rows.filter(({ code }) => sideOf(code) === side);
	const amountOf = (wanted: (line: string) => boolean) =>
		sum(
			own
				.filter(({ code }) => wanted(lineOf(rules, code) ?? ''))
				.map(({ budgetCents }) => budgetCents)
		);
	return rules.flatMap(([id]) => {
		if (id.length > 2) {
			const amountCents = amountOf((line) => line === id);
			return amountCents === 0 && id.endsWith('-other')
				? []
				: [{ id, kind: 'line' as const, amountCents }];
		}
		const title: GrantRow = {
			id,
			kind: 'title',
			amountCents: amountOf((line) => line.slice(0, 2) === id)
		};
		return id === '74' ? [title, ...grants(own)] : [title];
	});
}

/** Public money is asked for by name: each of its accounts stands apart. */
function grants(rows: readonly Foreseen[]): GrantRow[] {
	return rows
		.filter(({ code, budgetCents }) => code.startsWith('74') && budgetCents !== 0)
		.map(({ code, label, budgetCents }) => ({
			id: code,
			label,
			kind: 'line' as const,
			amountCents: budgetCents
		}));
}

function inKind(
	rules: readonly LineRule[],
	rows: readonly Foreseen[],
	side: BudgetSide,
	id: string
): GrantRow[] {
	const total: GrantRow = { id: 'total', kind: 'total', amountCents: totalOf(rows, side) };
	return [{ ...total, id, kind: 'title' }, ...linesOf(rules, rows, side), total];
}
