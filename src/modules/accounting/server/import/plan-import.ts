import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { Fault } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { chartFor } from '#modules/accounting/domain/chart.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { contains } from '#modules/accounting/domain/fiscal-year.ts';
import type { Period } from '#modules/accounting/domain/fiscal-year.ts';
import type {
	GatheredAccount,
	GatheredJournal,
	GatheredProject
} from '#modules/accounting/domain/import/gathering.ts';
import { yearFor } from '#modules/accounting/domain/import/year-for.ts';
import { belongsTo, findAccounts } from '../accounts.ts';
import { MAX_VALUES } from '../analytics/axes.ts';
import { loadYears } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { tables } from '../tables.ts';
import type { Understood } from './import-row.ts';
import { newProjects } from './keep-projects.ts';

/** What writing an import would do, as the books are now. */
export interface ImportPlan {
	/** Where its entries go; `null` when no year fits. */
	readonly year: KnownYear | null;
	/** The year that would be opened for them. */
	readonly opens: Period | null;
	readonly chart: ChartVersion;
	readonly newJournals: readonly GatheredJournal[];
	readonly newAccounts: readonly GatheredAccount[];
	readonly newProjects: readonly GatheredProject[];
	/** Of the file, then of what the books can't take. */
	readonly faults: readonly Fault[];
	readonly faultCount: number;
}

export async function planImport(tx: Tx, understood: Understood): Promise<ImportPlan> {
	const { days, faults, journals, accounts } = understood;
	const [first, last] = [days[0]?.day, days.at(-1)?.day];
	const years = await loadYears(tx);
	const place =
		first && last
			? yearFor(years, first, last, understood.closing ?? undefined)
			: ({ kind: 'none' } as const);
	const year = place.kind === 'known' ? place.year : null;
	const opens = place.kind === 'opened' ? place.period : null;
	const chart = year?.chart ?? chartFor(opens?.start ?? last ?? ('2025-01-01' as Day));
	const knownJournals = await tables(tx).selectFrom('accounting.journal').select('code').execute();
	const usual = years.length === 0 ? USUAL : [];
	const codes = new Set([...knownJournals.map(({ code }) => code), ...usual]);
	const knownAccounts = await findAccounts(
		tx,
		chart,
		accounts.map(({ code }) => code)
	);
	const newAccounts = accounts.filter(({ code }) => !knownAccounts.has(code));
	const { fresh, known } = await newProjects(tx, understood.projects ?? []);
	const tooMany = { count: fresh.length, most: MAX_VALUES - known };
	const more = [
		...(known + fresh.length > MAX_VALUES
			? [{ path: '', code: 'accounting.import-too-many-projects', parameters: tooMany }]
			: []),
		...yearFaults(understood, year, opens),
		...accountFaults(newAccounts, chart)
	];
	return {
		...{ year, opens, chart },
		newJournals: journals.filter(({ code }) => !codes.has(code)),
		newAccounts,
		newProjects: fresh,
		faults: [...faults, ...more],
		faultCount: understood.faultCount + more.length
	};
}

/** @throws {Refusal} `accounting.import-has-faults`, with the first of each kind */
export function refuseFaults({ faults, faultCount }: ImportPlan): void {
	if (faultCount === 0) return;
	throw new Refusal('invalid', 'accounting.import-has-faults', { count: faultCount }, faults);
}

const USUAL = ['ACH', 'VTE', 'BQ', 'CA', 'OD', 'AN', 'CL'];

function yearFaults(
	{ days }: Understood,
	year: KnownYear | null,
	opens: Period | null
): readonly Fault[] {
	const last = days.at(-1);
	if (!last) return [];
	const period = year ?? opens;
	if (!period) return [placed('import-no-year', last.line, { date: last.day })];
	if (year?.closed) return [placed('import-year-closed', last.line, { year: year.code })];
	return days
		.filter(({ day }) => !contains(period, day))
		.map(({ day, line }) => {
			const { start, end } = period;
			return placed('import-date-outside-year', line, { date: day, start, end });
		});
}

/** One's own account hangs below one of the chart. */
function accountFaults(
	accounts: readonly GatheredAccount[],
	chart: ChartVersion
): readonly Fault[] {
	return accounts
		.filter(({ code }) => /^[1-8]\d\d/.test(code) && !belongsTo(chart, { code, own: true }))
		.map(({ code }) => ({
			path: '',
			code: 'accounting.import-account-outside-chart',
			parameters: { account: code }
		}));
}

function placed(code: string, line: number, parameters: Record<string, string | number>): Fault {
	return { path: `line ${line}`, code: `accounting.${code}`, parameters: { line, ...parameters } };
}
