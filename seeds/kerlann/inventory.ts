import type { Day } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';
import { CURRENT } from './movements.ts';
import type { Projects } from './projects.ts';

/** A rotavator, of which the department pays a part; the purchase is in the register. */
export async function buyRotavator(stage: Stage, treasurer: Caller): Promise<void> {
	const granted = '2025-04-02' as Day;
	await stage.play(granted, treasurer, accounting.postEntry, {
		...{ journal: 'BQ', date: granted, label: 'Subvention d’équipement, motoculteur' },
		thirdParty: 'Conseil départemental',
		lines: [
			{ account: CURRENT, debitCents: 60_000 },
			{ account: '131', creditCents: 60_000 }
		]
	});
	const day = '2025-04-10' as Day;
	const { entryId } = await stage.play(day, treasurer, accounting.postEntry, {
		...{ journal: 'BQ', date: day, label: 'Motoculteur', reference: 'F-25-0418' },
		thirdParty: 'Motoculture de l’Odet',
		lines: [
			{ account: '2154', debitCents: 112_000 },
			{ account: CURRENT, creditCents: 112_000 }
		]
	});
	const { assetId } = await stage.play(day, treasurer, accounting.addFixedAsset, {
		...{ label: 'Motoculteur', account: '2154', acquiredOn: day, costCents: 112_000 },
		...{ lifeMonths: 60, supplier: 'Motoculture de l’Odet', reference: 'F-25-0418', entryId }
	});
	const grant = { funder: 'Conseil départemental', grantedOn: granted, amountCents: 60_000 };
	await stage.play(day, treasurer, accounting.addInvestmentGrant, { assetId, ...grant });
}

/** What a foundation gives for the children's garden, to be spent for it and nothing else. */
export async function receiveDedicated(
	stage: Stage,
	treasurer: Caller,
	projects: Projects
): Promise<void> {
	const day = '2025-09-15' as Day;
	const valueId = projects.get('Jardin des enfants') ?? '';
	const given = { label: 'Carré des écoles', amountCents: 90_000 };
	await stage.play(day, treasurer, accounting.recordIncome, {
		...{ ...given, date: day, means: CURRENT, account: '7551', valueIds: [valueId] },
		thirdParty: 'Fondation Terre de demain'
	});
	await stage.play(day, treasurer, accounting.addDedicatedFund, {
		...{ label: given.label, funder: 'Fondation Terre de demain', kind: 'contribution' },
		...{ receivedOn: day, receivedCents: given.amountCents, valueId }
	});
}

/** An insurance from October to September, of which a part is always for the year after. */
export async function insureAhead(stage: Stage, treasurer: Caller, year: number): Promise<void> {
	const day = `${year}-10-02` as Day;
	const label = 'Assurance de la serre, d’octobre à septembre';
	const amountCents = year === 2025 ? 21_900 : 23_360;
	await stage.play(day, treasurer, accounting.recordExpense, {
		...{ date: day, label, amountCents, means: CURRENT, meaning: 'insurance' },
		thirdParty: 'Mutuelle des jardins'
	});
	await stage.play(day, treasurer, accounting.addAccrual, {
		...{ kind: 'prepaid-expense', label, account: '616', amountCents, bookedOn: day },
		...{ periodStart: `${year}-10-01` as Day, periodEnd: `${year + 1}-09-30` as Day }
	});
}

/** A projector that nobody has written in the register yet. */
export async function buyProjector(stage: Stage, treasurer: Caller): Promise<void> {
	const day = '2026-10-14' as Day;
	await stage.play(day, treasurer, accounting.postEntry, {
		...{ journal: 'BQ', date: day, label: 'Vidéoprojecteur de la salle' },
		thirdParty: 'Image et Son',
		lines: [
			{ account: '2183', debitCents: 54_900 },
			{ account: CURRENT, creditCents: 54_900 }
		]
	});
}

/** The works of the end of 2025, ten days before it closes. */
export async function finish2025(stage: Stage, treasurer: Caller): Promise<void> {
	const day = '2026-02-10' as Day;
	const { years } = await stage.play(day, treasurer, accounting.listFiscalYears, {});
	const fiscalYearId = years.find(({ start }) => start === '2025-01-01')?.id;
	if (!fiscalYearId) throw new Error('No year 2025');
	const year = { fiscalYearId };
	await stage.play(day, treasurer, accounting.postDepreciation, year);
	await stage.play(day, treasurer, accounting.postAccruals, year);
	const { funds } = await stage.play(day, treasurer, accounting.listDedicatedFunds, year);
	for (const { id } of funds) {
		await stage.play(day, treasurer, accounting.settleDedicatedFund, { ...year, fundId: id });
	}
}
