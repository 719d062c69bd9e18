import { addDays, toFrenchDay, type Day } from '#shared/day.ts';
import { toDecimal } from '#shared/money.ts';
import { fold } from '#shared/text.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { banking } from '#modules/banking/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';
import { CURRENT, SAVINGS } from './movements.ts';

/** The day the treasurer sits down with the statement of the month. */
export const BANK_DAY = '2026-11-21' as Day;
const FROM = '2026-11-01' as Day;
const TO = '2026-11-20' as Day;
/** Of a bank that does not exist in this branch, with the right keys. */
const IBAN = 'FR7615589297010001234567864';

/** What the bank knows and the books do not yet. */
const UNKNOWN: readonly (readonly [day: Day, label: string, cents: number])[] = [
	['2026-11-05' as Day, 'FRAIS TENUE DE COMPTE NOV', -420],
	['2026-11-12' as Day, 'PRLV SEPA ORANGE REF 2026-11', -2399],
	['2026-11-17' as Day, 'VIR SEPA MAIRIE DE KERLANN SUBVENTION', 60_000],
	['2026-11-19' as Day, 'VIR SEPA HASCOET SOAZIG ADHESION', 2_000]
];

/**
 * The statement of November: what the books have, as a bank words it and a day or two later, and what they have
 * not. Half of it is reconciled; the rest waits.
 */
export async function reconcileNovember(stage: Stage, treasurer: Caller): Promise<void> {
	await stage.play(BANK_DAY, treasurer, banking.describeAccount, {
		account: CURRENT,
		name: 'Caisse de Kerlann, compte courant',
		iban: IBAN
	});
	await stage.play(BANK_DAY, treasurer, banking.describeAccount, {
		account: SAVINGS,
		name: 'Caisse de Kerlann, livret'
	});
	await stage.play(BANK_DAY, treasurer, banking.addRule, {
		contains: 'frais tenue de compte',
		direction: 'expense',
		meaning: 'bank-fees',
		label: 'Frais de tenue de compte'
	});
	const { lines, openingCents } = await stage.play(BANK_DAY, treasurer, accounting.accountLedger, {
		account: CURRENT,
		from: FROM,
		to: TO,
		limit: 200
	});
	const booked = lines
		.map(({ date, label, debitCents, creditCents }, index) => {
			const cents = debitCents - creditCents;
			return [addDays(date as Day, index % 3), bankWords(label, cents), cents] as const;
		})
		.filter(([day]) => day <= TO);
	const said = [...booked, ...UNKNOWN].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const name = 'releve-2026-11.csv';
	const file = await stage.keep(treasurer, {
		name,
		mediaType: 'text/csv',
		content: Buffer.from(statementOf(said, openingCents))
	});
	await stage.play(BANK_DAY, treasurer, banking.importStatement, { file, account: CURRENT });
	const proposals = await stage.play(BANK_DAY, treasurer, banking.listProposals, {
		account: CURRENT,
		limit: 100
	});
	const sure = proposals.lines.filter(
		({ proposal }) => proposal?.kind === 'match' && proposal.sure
	);
	const settled = sure.slice(0, Math.ceil(sure.length / 2)).map(({ id }) => id);
	if (settled.length > 0) {
		await stage.play(BANK_DAY, treasurer, banking.acceptProposals, {
			account: CURRENT,
			lines: settled
		});
	}
}

function bankWords(label: string, cents: number): string {
	const words = fold(label).toUpperCase().slice(0, 40);
	return `${cents > 0 ? (words.startsWith('REMISE') ? '' : 'VIR SEPA ') : 'CB '}${words}`;
}

function statementOf(
	lines: readonly (readonly [Day, string, number])[],
	openingCents: number
): string {
	let balance = openingCents;
	const rows = lines.map(([day, label, cents]) => {
		balance += cents;
		return [toFrenchDay(day), label, toDecimal(cents), toDecimal(balance)].join(';');
	});
	return ['Date;Libellé;Montant;Solde', ...rows, ''].join('\n');
}
