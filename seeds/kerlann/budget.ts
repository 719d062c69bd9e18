import type { Day } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';
import type { Projects } from './projects.ts';

const DAY = '2026-02-25' as Day;

/** The board foresees 2026 from what 2025 was. */
export async function foresee2026(
	stage: Stage,
	treasurer: Caller,
	projects: Projects
): Promise<void> {
	const { years } = await stage.play(DAY, treasurer, accounting.listFiscalYears, {});
	const fiscalYearId = years.find(({ start }) => start === '2026-01-01')?.id ?? '';
	await stage.play(DAY, treasurer, accounting.copyBudget, { fiscalYearId, percent: 2 });
	const amounts = [
		{ account: '6155', amountCents: 150_000 },
		{ account: '604', month: '2026-06', amountCents: 70_000 },
		{ account: '864', amountCents: 540_000 },
		{ account: '875', amountCents: 540_000 }
	];
	await stage.play(DAY, treasurer, accounting.setBudget, { fiscalYearId, amounts });
	await stage.play(DAY, treasurer, accounting.setBudget, {
		fiscalYearId,
		valueId: projects.get('Serre'),
		amounts: [
			{ account: '6068', amountCents: 15_000 },
			{ account: '707', amountCents: 10_000 }
		]
	});
}
