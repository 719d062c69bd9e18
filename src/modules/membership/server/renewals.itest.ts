import { describe, expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFee, tariffOf } from '../testing/dues.ts';
import { anAssociationWithDues, onTheSameDay } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

/** Members of the season before: three at 20 €, one who gave 50 €, one archived since; and one who has joined since. */
async function aSeasonBefore() {
	const house = await anAssociationWithDues();
	const { system, fee, tariffId } = house;
	const join = async (name: string, tariff = tariffId, dueCents?: number) => {
		const personId = await aPerson(system, { firstName: name, lastName: 'Kermarrec' });
		const startsOn = '2025-09-10';
		const input = { personId, tariffId: tariff, startsOn, ...(dueCents && { dueCents }) };
		await perform(membership.recordMembership, system, input);
		return personId;
	};
	const [anne, brieuc, gone, back] = [
		await join('Anne'),
		await join('Brieuc'),
		await join('Corentin'),
		await join('Dana')
	];
	const generous = await join('Enora', tariffOf(fee, 'Soutien'), 5000);
	await perform(people.archivePerson, system, { id: gone });
	await perform(membership.recordMembership, system, { personId: back, tariffId });
	return { ...house, anne, brieuc, generous, feeId: fee.id };
}

describe('a renewal refuses', () => {
	it('members, accountants, the fee of others, and what has no season', async () => {
		const [here, elsewhere] = [await aSeasonBefore(), await anAssociationWithDues()];
		const { feeId } = here;
		for (const role of ['member', 'accountant'] as const) {
			const caller = here.as(role);
			await expectRefusal(
				perform(membership.renewMemberships, caller, { feeId }),
				'platform.not-allowed'
			);
			await expectRefusal(
				perform(membership.previewRenewal, caller, { feeId }),
				'platform.not-allowed'
			);
		}
		await expectRefusal(
			perform(membership.renewMemberships, elsewhere.system, { feeId }),
			'membership.fee-not-found'
		);
		const life = await aFee(here.system, { validity: { kind: 'lifetime' } });
		await expectRefusal(
			perform(membership.previewRenewal, here.system, { feeId: life.id }),
			'membership.nothing-to-renew'
		);
		await perform(membership.archiveFee, here.system, { id: feeId });
		await expectRefusal(
			perform(membership.renewMemberships, here.system, { feeId }),
			'membership.fee-archived'
		);
	});

	it('nobody, and what the preview did not show', async () => {
		const { system, feeId, anne, brieuc, generous } = await aSeasonBefore();
		await expectRefusal(
			perform(membership.renewMemberships, system, {
				feeId,
				excluded: [anne, brieuc, generous]
			}),
			'membership.nobody-to-renew'
		);
		await expectRefusal(
			perform(membership.renewMemberships, system, {
				feeId,
				expected: { people: 2, totalCents: 9000 }
			}),
			'membership.renewal-changed'
		);
		await expectRefusal(
			perform(membership.previewRenewal, system, { feeId, cursor: 'nowhere' }),
			'membership.cursor-unreadable'
		);
		expect((await perform(membership.listRenewals, system, {})).renewals).toEqual([]);
	});
});

describe('a renewal', () => {
	it('is for all who were members the season before, each with their tariff', async () => {
		const house = await aSeasonBefore();
		const { feeId, anne, brieuc, generous } = house;
		const secretary = house.as('secretary');
		const shown = await perform(membership.previewRenewal, secretary, {
			feeId,
			excluded: [brieuc],
			limit: 2
		});
		expect(shown).toMatchObject({
			season: '2026-2027',
			people: 2,
			totalCents: 7000,
			asideCount: 0,
			tariffs: [
				{ label: 'Individuel', people: 1, totalCents: 2000 },
				{ label: 'Soutien', people: 1, totalCents: 5000 }
			]
		});
		expect(shown.lines).toMatchObject([
			{ personId: anne, startsOn: '2026-09-01', endsOn: '2027-08-31', excluded: false },
			{ personId: brieuc, excluded: true }
		]);
		const second = await perform(membership.previewRenewal, secretary, {
			feeId,
			limit: 2,
			cursor: shown.next ?? ''
		});
		expect(second.lines.map(({ personId }) => personId)).toEqual([generous]);
		const done = await perform(membership.renewMemberships, secretary, {
			feeId,
			excluded: [brieuc],
			expected: { people: shown.people, totalCents: shown.totalCents }
		});
		expect(done).toMatchObject({ people: 2, totalCents: 7000 });
		const { memberships } = await perform(membership.personMemberships, house.system, {
			personId: generous
		});
		expect(memberships[0]).toMatchObject({ season: '2026-2027', dueCents: 5000, paidCents: 0 });
		const again = await perform(membership.previewRenewal, secretary, { feeId });
		expect(again.lines.map(({ personId }) => personId)).toEqual([brieuc]);
	});

	it('is undone, except for who has paid, and only once', async () => {
		const house = await aSeasonBefore();
		const { system, feeId, anne } = house;
		const { renewalId } = await perform(membership.renewMemberships, system, { feeId });
		const { memberships } = await perform(membership.personMemberships, system, { personId: anne });
		await perform(membership.takePayment, system, {
			means: 'cash',
			date: '2026-11-20',
			memberships: [{ id: memberships[0]?.id ?? '', amountCents: 500 }]
		});
		const other = await anAssociationWithDues();
		await expectRefusal(
			perform(membership.undoRenewal, other.system, { id: renewalId }),
			'membership.renewal-not-found'
		);
		const undone = await perform(membership.undoRenewal, system, { id: renewalId });
		expect(undone).toEqual({ cancelled: 2, kept: 1 });
		await expectRefusal(
			perform(membership.undoRenewal, system, { id: renewalId }),
			'membership.renewal-already-undone'
		);
		const { renewals } = await perform(membership.listRenewals, system, {});
		expect(renewals).toMatchObject([{ undone: true, people: 3, standing: 1, paidCents: 500 }]);
	});

	it('leaves aside whom the tariff is not for any more, and says why', async () => {
		const { system } = await anAssociationWithDues();
		const fee = await aFee(system, {
			tariffs: [
				{ label: 'Jeune', amountCents: 1000, ageMax: 17 },
				{ label: 'Modeste', amountCents: 500, incomeMaxCents: 80_000 }
			]
		});
		const grown = await aPerson(system, { firstName: 'Léa', birthDate: '2008-05-02' });
		const modest = await aPerson(system, { firstName: 'Odile' });
		for (const [personId, label] of [
			[grown, 'Jeune'],
			[modest, 'Modeste']
		] as const) {
			await perform(membership.recordMembership, system, {
				personId,
				tariffId: tariffOf(fee, label),
				startsOn: '2025-09-10',
				incomeSeen: true
			});
		}
		const feeId = fee.id;
		const shown = await perform(membership.previewRenewal, system, { feeId });
		expect(shown).toMatchObject({ people: 0, asideCount: 2 });
		expect(shown.aside.map(({ reason }) => reason).sort()).toEqual([
			'membership.age-over',
			'membership.income-not-seen'
		]);
		const seen = await perform(membership.renewMemberships, system, { feeId, incomeSeen: true });
		expect(seen.people).toBe(1);
	});

	it('of months goes on from the end of each', async () => {
		const { system, personId } = await anAssociationWithDues();
		const fee = await aFee(system, { validity: { kind: 'rolling', months: 12 } });
		const tariffId = tariffOf(fee);
		await perform(membership.recordMembership, system, {
			personId,
			tariffId,
			startsOn: '2025-12-05'
		});
		const feeId = fee.id;
		expect((await perform(membership.previewRenewal, system, { feeId })).people).toBe(0);
		const { lines } = await perform(membership.previewRenewal, system, { feeId, on: '2026-12-21' });
		expect(lines).toMatchObject([{ startsOn: '2026-12-05', endsOn: '2027-12-04' }]);
	});
});
