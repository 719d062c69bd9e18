import { describe, expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFee, tariffOf } from '../testing/dues.ts';
import { anAssociationWithDues, onTheSameDay, TODAY } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

const young = { label: 'Jeune', amountCents: 1000, ageMin: 12, ageMax: 17 };
const modest = { label: 'Modeste', amountCents: 500, incomeMaxCents: 80_000 };

describe('a tariff', () => {
	it('with reversed bounds, or prorated without season, is refused where it stands', async () => {
		const { system } = await anAssociation();
		const refusal = await expectRefusal(
			perform(membership.defineFee, system, {
				name: 'Adhésion',
				validity: { kind: 'rolling', months: 12 },
				tariffs: [
					{ ...young, ageMax: 11 },
					{ ...modest, incomeMinCents: 90_000, prorated: true }
				]
			}),
			'membership.bounds-reversed'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'tariffs.0.ageMax membership.bounds-reversed',
			'tariffs.1.incomeMaxCents membership.bounds-reversed',
			'tariffs.1.prorated membership.prorata-without-season'
		]);
	});

	it('is only for those it is for', async () => {
		const { system, personId: aicha } = await anAssociationWithDues();
		const fee = await aFee(system, { tariffs: [young, modest] });
		const lea = await aPerson(system, { firstName: 'Léa', birthDate: '2010-05-02' });
		const old = await aPerson(system, { firstName: 'Odile', birthDate: '1950-05-02' });
		const join = (personId: string, label: string, incomeSeen?: boolean) =>
			perform(membership.recordMembership, system, {
				personId,
				tariffId: tariffOf(fee, label),
				...(incomeSeen && { incomeSeen })
			});
		await expectRefusal(join(aicha, 'Jeune'), 'membership.age-unknown');
		await expectRefusal(join(old, 'Jeune'), 'membership.age-over');
		await expectRefusal(join(old, 'Modeste'), 'membership.income-not-seen');
		expect(await join(lea, 'Jeune')).toMatchObject({ dueCents: 1000 });
		expect(await join(old, 'Modeste', true)).toMatchObject({ dueCents: 500 });
		const taking = {
			tariffId: tariffOf(fee, 'Jeune'),
			means: 'cash' as const,
			date: TODAY,
			lines: [{ personId: aicha }]
		};
		const refusal = await expectRefusal(
			perform(membership.takePayments, system, taking),
			'membership.age-unknown'
		);
		expect(refusal.faults[0]?.path).toBe('lines.0.personId');
	});

	it('is prorated for who joins during the season', async () => {
		const { system, personId } = await anAssociationWithDues();
		const fee = await aFee(system, {
			tariffs: [{ label: 'Individuel', amountCents: 2400, prorated: true }]
		});
		const tariffId = tariffOf(fee);
		const { lines } = await perform(membership.previewCollection, system, {
			tariffId,
			means: 'cash',
			date: TODAY,
			lines: [{ personId }]
		});
		expect(lines[0]).toMatchObject({ dueCents: 2000, amountCents: 2000 });
		const joined = await perform(membership.recordMembership, system, { personId, tariffId });
		expect(joined.dueCents).toBe(2000);
	});

	it('keeps its former prices, and memberships what they owed', async () => {
		const { system, fee, tariffId, personId } = await anAssociationWithDues();
		await perform(membership.recordMembership, system, { personId, tariffId });
		const tariffs = fee.tariffs.map(({ id, label, amountCents, free }) => ({
			id,
			label,
			amountCents: label === 'Individuel' ? 2500 : amountCents,
			free
		}));
		const { name, validity } = fee;
		await perform(membership.editFee, system, { id: fee.id, name, validity, tariffs });
		const after = await perform(membership.getFee, system, { id: fee.id });
		expect(after.tariffs[0]).toMatchObject({
			amountCents: 2500,
			formerPrices: [{ amountCents: 2000, until: TODAY }]
		});
		expect(after.tariffs[1]?.formerPrices).toEqual([]);
		const { memberships } = await perform(membership.personMemberships, system, { personId });
		expect(memberships[0]?.dueCents).toBe(2000);
	});

	it('in use is not deleted, nor the last of a fee; others are', async () => {
		const house = await anAssociationWithDues();
		const { system, fee, tariffId, personId } = house;
		await perform(membership.recordMembership, system, { personId, tariffId });
		for (const work of [
			() => perform(membership.removeTariff, house.as('secretary'), { id: tariffId }),
			() => perform(membership.removeFee, house.as('member'), { id: fee.id })
		]) {
			await expectRefusal(work(), 'platform.not-allowed');
		}
		await expectRefusal(
			perform(membership.removeTariff, system, { id: tariffId }),
			'membership.tariff-in-use'
		);
		await expectRefusal(
			perform(membership.removeFee, system, { id: fee.id }),
			'membership.fee-in-use'
		);
		const other = await anAssociation();
		await expectRefusal(
			perform(membership.removeTariff, other.system, { id: tariffId }),
			'membership.tariff-not-found'
		);
		await perform(membership.removeTariff, system, { id: tariffOf(fee, 'Soutien') });
		const { tariffs } = await perform(membership.getFee, system, { id: fee.id });
		expect(tariffs.map(({ label }) => label)).toEqual(['Individuel', 'Bénévole']);
		const single = await aFee(system, { tariffs: [modest] });
		await expectRefusal(
			perform(membership.removeTariff, system, { id: tariffOf(single, 'Modeste') }),
			'membership.tariff-needed'
		);
		await perform(membership.removeFee, system, { id: single.id });
		await expectRefusal(
			perform(membership.getFee, system, { id: single.id }),
			'membership.fee-not-found'
		);
	});
});
