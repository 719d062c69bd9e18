import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import type { MonthDay } from '../validity.ts';
import {
	duesTotals,
	planDues,
	toRecord,
	type HeldMembership,
	type LinePerson,
	type Surroundings
} from './plan.ts';
import { readDuesLines } from './read-line.ts';
import type { KnownTariff } from './tariff-named.ts';
import { guessDuesMapping } from './target.ts';

const HEADER = ['Numéro de membre', 'Cotisation', 'Tarif', 'Début', 'Fin', 'Montant dû', 'Payé'];

const tariff = (id: string, feeId: string, label: string): KnownTariff => ({
	id,
	feeId,
	feeName: feeId,
	label,
	validity: { kind: 'season', startsOn: '09-01' as MonthDay },
	amountCents: 2000,
	free: false,
	prorated: false,
	archived: false
});
const TARIFFS = [
	tariff('a', 'Adhésion', 'Normal'),
	tariff('b', 'Adhésion', 'Réduit'),
	tariff('c', 'Licence', 'Adulte')
];

const people = ['1', '2', '3'].map((number): LinePerson => ({ id: number, name: `P${number}` }));

const row = fc.tuple(
	fc.constantFrom('1', '2', '3'),
	fc.constantFrom('Adhésion', 'Licence', ''),
	fc.constantFrom('Normal', 'réduit', 'ADULTE', 'Autre'),
	fc.integer({ min: 0, max: 900 }).map((days) => addDays(day('2024-09-01'), days)),
	fc.constantFrom('', '31/12/2027', '01/01/2020'),
	fc.constantFrom('', '25,00', '12.5', 'vingt'),
	fc.constantFrom('oui', 'non', '', '5', '1000')
);

function planned(rows: readonly (readonly string[])[], held: readonly HeldMembership[]) {
	const mapping = guessDuesMapping(HEADER);
	const lineNumbers = rows.map((_, index) => index + 2);
	const drafts = readDuesLines({ header: HEADER, rows, lineNumbers }, mapping);
	const around: Surroundings = {
		tariffs: TARIFFS,
		choices: {},
		people: drafts.map(({ number }) => people[Number(number) - 1] as LinePerson),
		held,
		money: 'brought',
		openDays: new Set()
	};
	return planDues(drafts, around);
}

const asHeld = (lines: ReturnType<typeof planned>): HeldMembership[] =>
	toRecord(lines).map(({ person, tariff: { id: tariffId, feeId }, period }) => {
		return { personId: 'id' in person ? person.id : '', feeId, tariffId, ...period };
	});

describe('a plan of memberships', () => {
	it('recorded once, finds nothing new the second time, whatever the file', () => {
		fc.assert(
			fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
				const first = planned(rows, []);
				const second = planned(rows, asHeld(first));
				expect(duesTotals(second)).toMatchObject({ new: 0, people: 0, dueCents: 0, paidCents: 0 });
				const recorded = first.flatMap(({ outcome, line }) => (outcome === 'new' ? [line] : []));
				const known = second.flatMap(({ outcome, line }) => (outcome === 'known' ? [line] : []));
				expect(known).toEqual(expect.arrayContaining(recorded));
			})
		);
	});

	it('never records two that share a day of a fee, nor more paid than due, and every line is told', () => {
		fc.assert(
			fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
				const lines = planned(rows, []);
				const recorded = toRecord(lines);
				for (const [at, one] of recorded.entries()) {
					expect(one.paidCents).toBeLessThanOrEqual(one.dueCents);
					for (const other of recorded.slice(at + 1)) {
						const same = one.person === other.person && one.tariff.feeId === other.tariff.feeId;
						const apart =
							(one.period.end ?? '9') < other.period.start ||
							(other.period.end ?? '9') < one.period.start;
						expect(!same || apart).toBe(true);
					}
				}
				for (const { outcome, faults, because } of lines) {
					expect(outcome === 'error').toBe(faults.length > 0);
					expect(outcome === 'left-out').toBe(because !== undefined);
				}
			})
		);
	});
});

describe('the columns of a file', () => {
	it.each([
		[
			'Paheko',
			"Numéro de membre*,Activité*,Tarif,Payé ?,Montant à régler,Date d'inscription*,Date d'expiration",
			['number', 'fee', 'tariff', 'paid', 'due', 'startsOn', 'endsOn']
		],
		[
			'HelloAsso, payments',
			'Référence paiement,Date du paiement,Statut du paiement,Nom payeur,Prénom payeur,Email payeur,Campagne,Montant du tarif,Moyen de paiement',
			['reference', 'paidOn', 'orderState', 'lastName', 'firstName', 'email', 'fee', 'due', 'means']
		],
		[
			'HelloAsso, memberships: the member and not the payer',
			'Nom adhérent,Prénom adhérent,Nom payeur,Prénom payeur,Email payeur,Tarif,Montant tarif',
			['lastName', 'firstName', 'ignore', 'ignore', 'email', 'tariff', 'due']
		]
	])('of %s are known by their titles', (_, header, targets) => {
		expect(guessDuesMapping(header.split(','))).toEqual(targets);
	});
});
