import { describe, expect, it } from 'vitest';
import { accounting } from '#modules/accounting/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { perform } from '#platform/server/perform.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFee, tariffOf } from '../testing/dues.ts';
import { anAssociationWithDues, onTheSameDay, TODAY } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

const child = {
	label: 'Enfant',
	amountCents: 3000,
	ageMax: 17,
	household: {
		by: 'rank' as const,
		bands: [
			{ from: 2, amountCents: 2000 },
			{ from: 3, amountCents: 1000 }
		]
	}
};
const home = {
	label: 'Foyer',
	amountCents: 4000,
	household: { by: 'size' as const, bands: [{ from: 3, amountCents: 2500 }] }
};
const cheque = { means: 'cheque', date: TODAY } as const;

/** Solène pays for Gwen, Malo and Nolwenn, who are born in that order. */
async function aFamily() {
	const house = await anAssociationWithDues();
	const { system } = house;
	const fee = await aFee(system, { tariffs: [child, home] });
	const of = (firstName: string, birthDate: string) =>
		aPerson(system, { firstName, lastName: 'Le Bris', birthDate });
	const parent = await of('Solène', '1980-02-01');
	const [gwen, malo, nolwenn] = [
		await of('Gwen', '2010-03-01'),
		await of('Malo', '2013-03-01'),
		await of('Nolwenn', '2016-03-01')
	];
	await perform(people.addHousehold, system, {
		name: 'Famille Le Bris',
		members: [
			{ person: parent, role: 'parent', billing: true },
			{ person: nolwenn, role: 'child' },
			{ person: malo, role: 'child' },
			{ person: gwen, role: 'child' }
		]
	});
	const [childId, homeId] = [tariffOf(fee, 'Enfant'), tariffOf(fee, 'Foyer')];
	const children = [nolwenn, gwen, malo].map((personId) => ({ personId, tariffId: childId }));
	const all = [...children, { personId: parent, tariffId: homeId }];
	return { ...house, fee, parent, gwen, malo, nolwenn, childId, homeId, children, all };
}

describe('a tariff by household', () => {
	it('is refused for a free amount, and with bands out of order', async () => {
		const { system } = await anAssociationWithDues();
		const [first, second] = child.household.bands;
		const refusal = await expectRefusal(
			perform(membership.defineFee, system, {
				name: 'Sport',
				validity: { kind: 'season' },
				tariffs: [
					{ ...child, free: true },
					{ ...home, household: { by: 'rank', bands: [second, first].map((band) => band!) } }
				]
			}),
			'membership.household-free'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'tariffs.0.household membership.household-free',
			'tariffs.1.household.bands.1.from membership.bands-disordered'
		]);
	});

	it('asks less of the second child and the third, whoever joins first', async () => {
		const { system, gwen, malo, nolwenn, childId, fee } = await aFamily();
		const join = async (personId: string) =>
			(await perform(membership.recordMembership, system, { personId, tariffId: childId }))
				.dueCents;
		expect(fee.tariffs[0]?.household).toEqual(child.household);
		expect(await join(nolwenn)).toBe(3000);
		const { lines } = await perform(membership.previewCollection, system, {
			...cheque,
			tariffId: childId,
			lines: [{ personId: malo }, { personId: gwen }]
		});
		expect(lines.map(({ dueCents }) => dueCents)).toEqual([1000, 2000]);
		expect(await join(malo)).toBe(2000);
		expect(await join(gwen)).toBe(1000);
	});

	it('asks by the size of the household, and the full price of who lives alone', async () => {
		const { system, parent, personId: aicha, homeId } = await aFamily();
		const join = async (personId: string) =>
			(await perform(membership.recordMembership, system, { personId, tariffId: homeId })).dueCents;
		expect(await join(aicha)).toBe(4000);
		expect(await join(parent)).toBe(2500);
	});

	it('keeps its bands when the fee is edited, and renews each at their rank', async () => {
		const { system, children, parent, fee, gwen } = await aFamily();
		await perform(membership.enrolHousehold, system, {
			personId: parent,
			startsOn: '2025-09-10',
			lines: children
		});
		const renewal = { feeId: fee.id };
		const dues = async (excluded: string[] = []) => {
			const shown = await perform(membership.previewRenewal, system, { ...renewal, excluded });
			return [shown.totalCents, ...shown.lines.map(({ dueCents }) => dueCents)];
		};
		expect(await dues()).toEqual([6000, 3000, 2000, 1000]);
		expect((await dues([gwen]))[0]).toBe(5000);
		const done = await perform(membership.renewMemberships, system, {
			...renewal,
			expected: { people: 3, totalCents: 6000 }
		});
		expect(done.totalCents).toBe(6000);
		const { id, name, validity } = fee;
		const tariffs = fee.tariffs.map(({ id: tariffId, label, amountCents, ageMax }) => ({
			id: tariffId,
			label,
			amountCents,
			ageMax,
			household: label === 'Enfant' ? { ...child.household, bands: [] } : home.household
		}));
		await expectRefusal(
			perform(membership.editFee, system, { id, name, validity, tariffs }),
			'platform.input-invalid'
		);
		const simple = tariffs.map((tariff) => ({ ...tariff, household: null }));
		await perform(membership.editFee, system, { id, name, validity, tariffs: simple });
		const after = await perform(membership.getFee, system, { id });
		expect(after.tariffs.map(({ household }) => household)).toEqual([null, null]);
	});
});

describe('one payment for a household', () => {
	it('is refused to secretaries, members, others, strangers and beyond what is due', async () => {
		const house = await aFamily();
		const { system, as, parent, all, personId: aicha, childId } = house;
		const input = { personId: parent, lines: all, payment: cheque };
		const enrol = membership.enrolHousehold;
		await expectRefusal(perform(enrol, as('secretary'), input), 'membership.may-not-collect');
		await expectRefusal(perform(enrol, as('member', parent), input), 'platform.not-allowed');
		const other = await anAssociationWithDues();
		await expectRefusal(perform(enrol, other.system, input), 'membership.no-household');
		await expectRefusal(
			perform(enrol, system, { ...input, personId: aicha }),
			'membership.no-household'
		);
		const stranger = { personId: aicha, tariffId: childId };
		const refusal = await expectRefusal(
			perform(enrol, system, { ...input, lines: [...all, stranger] }),
			'membership.other-household'
		);
		expect(refusal.faults[0]?.path).toBe('lines.4.personId');
		await expectRefusal(
			perform(enrol, system, { ...input, lines: [...all, ...all.slice(0, 1)] }),
			'membership.named-twice'
		);
		await expectRefusal(
			perform(enrol, system, { ...input, payment: { ...cheque, amountCents: 8501 } }),
			'membership.household-over-due'
		);
		await expectRefusal(
			perform(enrol, system, { ...input, payment: { ...cheque, date: '2020-01-01' } }),
			'membership.no-open-year'
		);
		await expectRefusal(
			perform(enrol, system, { ...input, expectedCents: 1 }),
			'membership.household-changed'
		);
		const { memberships } = await perform(membership.listMemberships, system, {});
		expect(memberships).toEqual([]);
	});

	it('is that of the billing contact, shared out to the last cent, whatever the order', async () => {
		const { system, parent, all } = await aFamily();
		const payment = { ...cheque, amountCents: 1001, reference: '0042' };
		const preview = async (lines: typeof all) =>
			perform(membership.previewHousehold, system, { personId: parent, lines, payment });
		const shown = await preview(all);
		expect(shown).toMatchObject({ owedCents: 8500, amountCents: 1001, payerId: parent });
		const byPerson = ({ lines }: typeof shown) =>
			Object.fromEntries(lines.map(({ personId, amountCents }) => [personId, amountCents]));
		expect(byPerson(await preview(all.toReversed()))).toEqual(byPerson(shown));
		const done = await perform(membership.enrolHousehold, system, {
			personId: parent,
			lines: all,
			payment,
			expectedCents: 8500
		});
		expect(done.payment).toMatchObject({ personId: parent, amountCents: 1001 });
		const entry = await perform(accounting.getEntry, system, {
			entryId: done.payment?.entryId ?? ''
		});
		expect(entry.totalCents).toBe(1001);
		const rest = await perform(membership.enrolHousehold, system, {
			personId: parent,
			lines: all,
			payment: cheque
		});
		expect(rest.payment?.amountCents).toBe(7499);
		expect(new Set(rest.membershipIds)).toEqual(new Set(done.membershipIds));
		await expectRefusal(
			perform(membership.enrolHousehold, system, {
				personId: parent,
				lines: all,
				payment: cheque
			}),
			'membership.household-owes-nothing'
		);
	});
});

describe('the successor of an archived tariff', () => {
	/** Malo had the tariff « Enfant », archived since. */
	async function anArchivedTariff() {
		const house = await aFamily();
		const { system, malo, parent, childId, homeId, fee } = house;
		await perform(membership.enrolHousehold, system, {
			personId: malo,
			startsOn: '2025-09-10',
			lines: [
				{ personId: malo, tariffId: childId },
				{ personId: parent, tariffId: homeId }
			]
		});
		const { id, name, validity } = fee;
		const kept = { id: homeId, label: 'Foyer', amountCents: 4000, household: home.household };
		const young = { label: 'Jeune', amountCents: 3500 };
		const archive = () =>
			perform(membership.editFee, system, { id, name, validity, tariffs: [kept, young] });
		return { ...house, archive };
	}
	const name = membership.nameSuccessor;

	it('is an open tariff of the same fee, for one that is archived', async () => {
		const { system, as, archive, childId, homeId, tariffId } = await anArchivedTariff();
		const input = { id: childId, successorId: homeId };
		await expectRefusal(perform(name, as('member'), input), 'platform.not-allowed');
		await expectRefusal(perform(name, system, input), 'membership.successor-of-open');
		await archive();
		await expectRefusal(
			perform(name, system, { ...input, successorId: childId }),
			'membership.successor-unfit'
		);
		await expectRefusal(
			perform(name, system, { ...input, successorId: tariffId }),
			'membership.successor-unfit'
		);
		const other = await anAssociationWithDues();
		await expectRefusal(perform(name, other.system, input), 'membership.tariff-not-found');
	});

	it('is asked for, without keeping the others waiting, then followed', async () => {
		const { system, as, archive, childId, fee, malo, parent } = await anArchivedTariff();
		await archive();
		const preview = () => perform(membership.previewRenewal, system, { feeId: fee.id });
		const before = await preview();
		expect(before.withoutSuccessor).toEqual([{ tariffId: childId, label: 'Enfant', people: 1 }]);
		expect(before.lines.map(({ personId }) => personId)).toEqual([parent]);
		const { tariffs } = await perform(membership.getFee, system, { id: fee.id });
		const successorId = tariffs.find(({ label }) => label === 'Jeune')?.id ?? '';
		await perform(name, as('secretary'), { id: childId, successorId });
		const after = await preview();
		expect(after.withoutSuccessor).toEqual([]);
		expect(after.lines.find(({ personId }) => personId === malo)).toMatchObject({
			tariffId: successorId,
			tariffLabel: 'Jeune',
			formerLabel: 'Enfant',
			dueCents: 3500
		});
	});
});
