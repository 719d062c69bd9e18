import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import { taskView } from '#platform/server/tasks/task-view.ts';
import type { TaskView } from '#platform/server/tasks/task-view.ts';
import { translateCode } from '#platform/server/locale.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { formatDay, isDay } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import { loadYears } from '../fiscal-years.ts';
import type { ImportRow } from './import-row.ts';
import { planImport } from './plan-import.ts';

const importFault = z.object({
	/** `line 12`, or empty for the file as a whole. */
	path: z.string(),
	code: z.string(),
	/** As a sentence, in the language of whoever asks. */
	detail: z.string()
});

/** What was understood of a file, and what writing it does to the books as they are now. */
export const importView = z.object({
	id: z.uuid(),
	fileName: z.string(),
	/** `reading`: a large file is being read (see `task`); all that it holds is still unknown. */
	state: z.enum(['reading', 'draft', 'committed', 'undone']),
	format: z.enum(['fec', 'fec-xml', 'csv', 'xlsx', 'ods']).nullable(),
	encoding: z.string(),
	lines: z.int(),
	entries: z.int(),
	/** Entries that the file doesn't say are final: they stay to be validated. */
	drafts: z.int(),
	debitCents: z.number(),
	creditCents: z.number(),
	firstDay: z.string().nullable(),
	lastDay: z.string().nullable(),
	/** The year that the entries go to; opened for them when it has no id. */
	year: z
		.object({
			id: z.string().nullable(),
			code: z.string(),
			start: z.string(),
			end: z.string()
		})
		.nullable(),
	journals: z.array(
		z.object({ code: z.string(), label: z.string(), entries: z.int(), isNew: z.boolean() })
	),
	accounts: z.array(
		z.object({
			code: z.string(),
			label: z.string(),
			debitCents: z.number(),
			creditCents: z.number(),
			isNew: z.boolean()
		})
	),
	/** What its lines are for, as values of the first axis. */
	projects: z.array(z.object({ label: z.string(), lines: z.int(), isNew: z.boolean() })),
	/** Entries with a note, which becomes a remark. */
	notes: z.int(),
	faultCount: z.int(),
	/** The first of each kind. */
	faults: z.array(importFault),
	remarks: z.array(importFault),
	/** The last time it was to be read or written: how far that is, or why it was refused. */
	task: taskView.nullable()
});

export async function viewImport(
	context: OperationContext,
	row: ImportRow,
	task: TaskView | null = null
): Promise<z.output<typeof importView>> {
	const { tx, actor } = context;
	const { understood } = row;
	if (!understood) return unread(row, task);
	const plan = await planImport(tx, understood);
	const draft = row.state === 'draft';
	const newJournals = new Set(plan.newJournals.map(({ code }) => code));
	const newAccounts = new Set(plan.newAccounts.map(({ code }) => code));
	const newProjects = new Set(plan.newProjects.map(({ label }) => label));
	const tell = (faults: readonly Fault[]) => faults.map((fault) => toView(fault, actor.locale));
	return {
		...{ id: row.id, fileName: row.fileName, state: row.state },
		...{ format: understood.format, encoding: understood.encoding },
		...{ lines: understood.lines, entries: understood.entries, drafts: understood.drafts },
		...{ debitCents: understood.debitCents, creditCents: understood.creditCents },
		firstDay: understood.days[0]?.day ?? null,
		lastDay: understood.days.at(-1)?.day ?? null,
		year: draft ? plannedYear(plan) : await writtenYear(tx, row.fiscalYearId),
		projects: (understood.projects ?? []).map((each) => ({
			...each,
			isNew: draft && newProjects.has(each.label)
		})),
		notes: understood.notes ?? 0,
		journals: understood.journals.map(({ code, label, entries }) => {
			return { code, label, entries, isNew: draft && newJournals.has(code) };
		}),
		accounts: understood.accounts.map((account) => {
			return { ...account, isNew: draft && newAccounts.has(account.code) };
		}),
		faultCount: draft ? plan.faultCount : 0,
		faults: draft ? tell(inOrder(plan.faults)) : [],
		remarks: tell(understood.remarks),
		task
	};
}

function unread({ id, fileName }: ImportRow, task: TaskView | null): z.output<typeof importView> {
	return {
		...{ id, fileName, state: 'reading', format: null, encoding: '', lines: 0, entries: 0 },
		...{ drafts: 0, debitCents: 0, creditCents: 0, firstDay: null, lastDay: null, year: null },
		...{
			journals: [],
			accounts: [],
			projects: [],
			notes: 0,
			faultCount: 0,
			faults: [],
			remarks: [],
			task
		}
	};
}

const lineOf = ({ parameters }: Fault) => Number(parameters?.line ?? 0);

function inOrder(faults: readonly Fault[]): Fault[] {
	return faults.toSorted((a, b) => lineOf(a) - lineOf(b));
}

type Year = z.output<typeof importView>['year'];

function plannedYear({ year, opens }: Awaited<ReturnType<typeof planImport>>): Year {
	if (year) return { id: year.id, code: year.code, start: year.start, end: year.end };
	return opens && { id: null, code: opens.end.slice(0, 4), ...opens };
}

async function writtenYear(tx: OperationContext['tx'], id: string | null): Promise<Year> {
	const year = (await loadYears(tx)).find((each) => each.id === id);
	return year ? { id: year.id, code: year.code, start: year.start, end: year.end } : null;
}

type Locale = 'fr' | 'en';

/** Days and amounts as people read them. */
function toView({ path, code, parameters = {} }: Fault, locale: Locale) {
	const shown = Object.entries(parameters).map(([name, value]) => {
		if (typeof value === 'string' && isDay(value)) return [name, formatDay(value, locale, 'short')];
		return [name, name === 'balance' ? formatCents(Number(value), locale) : value];
	});
	const said = Object.fromEntries(shown) as Record<string, string | number>;
	return { path, code, detail: translateCode(code, said, locale) };
}
