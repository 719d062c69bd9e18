import { addDays, type Day } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';
import { CASH, CHEQUES, CURRENT, SAVINGS, type Movement } from './movements.ts';
import { voucherOf } from './vouchers.ts';

/** In the bank, on the savings account and in the cash box on the first day of 2024, in cents. */
const BROUGHT = { current: 241_530, savings: 150_000, cash: 8_640 };

/** What the association had before its accounts were kept here. */
export async function bringBalances(stage: Stage, treasurer: Caller): Promise<void> {
	const day = '2024-01-01' as Day;
	await stage.play(day, treasurer, accounting.addAccount, { code: SAVINGS, label: 'Livret' });
	await stage.play(day, treasurer, accounting.postEntry, {
		journal: 'AN',
		date: day,
		label: 'Reprise des soldes au 1er janvier 2024',
		lines: [
			{ account: CURRENT, debitCents: BROUGHT.current },
			{ account: SAVINGS, debitCents: BROUGHT.savings },
			{ account: CASH, debitCents: BROUGHT.cash },
			{ account: '110', creditCents: BROUGHT.current + BROUGHT.savings + BROUGHT.cash }
		]
	});
}

/** Writes a movement; with its voucher when it has one. */
export async function writeMovement(
	stage: Stage,
	treasurer: Caller,
	movement: Movement,
	valueIds: string[] = []
): Promise<void> {
	const { day, label, amountCents, means, meaning, thirdParty, to, voucher } = movement;
	const fileIds = voucher ? [await stage.keep(treasurer, await voucherOf(movement))] : undefined;
	if (to) {
		const input = { date: day, label, amountCents, from: means, to };
		await stage.play(day, treasurer, accounting.recordTransfer, input);
		return;
	}
	const operation = movement.kind === 'income' ? accounting.recordIncome : accounting.recordExpense;
	const input = { date: day, label, amountCents, means, meaning, thirdParty, fileIds, valueIds };
	await stage.play(day, treasurer, operation, input);
}

/** The cheques taken since the last time go to the bank three days later. */
export function chequeDeposit(taken: Day, amountCents: number, count: number): Movement {
	return {
		day: addDays(taken, 3),
		label: `Remise de ${count} chèque${count > 1 ? 's' : ''}`,
		amountCents,
		kind: 'transfer',
		means: CHEQUES,
		to: CURRENT
	};
}

/** The same bill written twice, and put right a week later. */
export async function writeMistake(stage: Stage, treasurer: Caller): Promise<void> {
	const day = '2026-10-08' as Day;
	const { entryId } = await stage.play(day, treasurer, accounting.recordExpense, {
		date: day,
		label: 'Location du broyeur (saisie deux fois)',
		amountCents: 14_500,
		means: CURRENT,
		meaning: 'hire',
		thirdParty: 'Loca Bretagne'
	});
	const undone = '2026-10-15' as Day;
	const reversal = { entryId, date: undone, reason: 'Facture saisie deux fois' };
	await stage.play(undone, treasurer, accounting.reverseEntry, reversal);
}

/** A workshop that the school pays in two goes, and a bill paid on its day. */
export async function oweAndSettle(stage: Stage, treasurer: Caller): Promise<void> {
	const invoiced = '2026-06-12' as Day;
	const school = await stage.play(invoiced, treasurer, accounting.recordClaim, {
		...{ date: invoiced, dueDay: '2026-07-12', reference: 'K-2026-03' },
		...{ label: 'Ateliers potager, trois classes', name: 'École Jean-Moulin' },
		...{ amountCents: 42_000, account: '706' }
	});
	for (const [day, amountCents] of [
		['2026-06-30', 20_000],
		['2026-07-09', 22_000]
	] as const) {
		const paid = day as Day;
		const { items } = await stage.play(paid, treasurer, accounting.listOpenItems, {
			thirdPartyId: school.thirdPartyId
		});
		const itemIds = items.map(({ id }) => id);
		const settlement = { itemIds, date: paid, means: CURRENT, amountCents };
		await stage.play(paid, treasurer, accounting.settle, settlement);
	}
}

/** What waits this autumn: two bills to pay, two workshops to be paid for, one of them late. */
export async function oweAndWait(stage: Stage, treasurer: Caller): Promise<void> {
	const claims = [
		['2026-10-05', '2026-10-31', 'Atelier compost', 'École Jean-Moulin', 14_000],
		['2026-11-10', '2026-12-10', 'Animation de la fête des plantes', 'Mairie de Kerlann', 25_000]
	] as const;
	const debts = [
		['2026-10-28', '2026-11-30', 'Terreau et paillage', 'Jardinerie du Port', 18_640],
		['2026-11-12', '2026-12-15', 'Assurance des locaux', 'MAIF', 31_200]
	] as const;
	for (const [day, dueDay, label, name, amountCents] of claims) {
		const claim = { date: day, dueDay, label, name, amountCents, account: '706' };
		await stage.play(day as Day, treasurer, accounting.recordClaim, claim);
	}
	for (const [day, dueDay, label, name, amountCents] of debts) {
		const meaning = name === 'MAIF' ? ('insurance' as const) : ('other-supplies' as const);
		const debt = { date: day, dueDay, label, name, amountCents, meaning };
		await stage.play(day as Day, treasurer, accounting.recordDebt, debt);
	}
}

/** Opens a year on its first day; the one before is still open. */
export async function openYear(stage: Stage, treasurer: Caller, year: number): Promise<void> {
	const start = `${year}-01-01` as Day;
	const period = { start, end: `${year}-12-31` as Day };
	await stage.play(start, treasurer, accounting.openFiscalYear, period);
}

/** Closes a year in the February that follows; the general meeting of March carries its result forward. */
export async function closeYear(stage: Stage, treasurer: Caller, year: number): Promise<void> {
	const day = `${year + 1}-02-20` as Day;
	const { years } = await stage.play(day, treasurer, accounting.listFiscalYears, {});
	const closing = years.find(({ start }) => start === `${year}-01-01`);
	if (!closing) throw new Error(`No year ${year}`);
	const closed = { fiscalYearId: closing.id };
	const { resultCents } = await stage.play(day, treasurer, accounting.closeFiscalYear, closed);
	if (resultCents <= 0) throw new Error(`Kerlann lost money in ${year}`);
	const meeting = `${year + 1}-03-28` as Day;
	await stage.play(meeting, treasurer, accounting.allocateResult, {
		...closed,
		date: meeting,
		shares: [{ account: '110', amountCents: resultCents }]
	});
}

/** Approved twice over, the oldest year is sealed. */
export async function lockYear(stage: Stage, treasurer: Caller, year: number): Promise<void> {
	const day = `${year + 2}-03-29` as Day;
	const { years } = await stage.play(day, treasurer, accounting.listFiscalYears, {});
	const locked = years.find(({ start }) => start === `${year}-01-01`);
	if (!locked) throw new Error(`No year ${year}`);
	await stage.play(day, treasurer, accounting.lockFiscalYear, { fiscalYearId: locked.id });
}
