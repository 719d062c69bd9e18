import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFee } from '../testing/dues.ts';
import { anAssociationWithDues, onTheSameDay } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

const season = { kind: 'season' as const };
const tariffs = [{ label: 'Individuel', amountCents: 2000 }];

describe('defining fees refuses', () => {
	it('secretaries, accountants and members', async () => {
		const association = await anAssociation();
		for (const role of ['secretary', 'accountant', 'member'] as const) {
			await expectRefusal(
				perform(membership.defineFee, association.as(role), {
					name: 'Adhésion',
					validity: season,
					tariffs
				}),
				'platform.not-allowed'
			);
		}
	});

	it('no tariff, negative amounts, a season that starts on 29 February', async () => {
		const { system } = await anAssociation();
		const refusal = await expectRefusal(
			perform(membership.defineFee, system, {
				name: 'Adhésion',
				validity: { kind: 'season', startsOn: '02-29' },
				tariffs: []
			}),
			'platform.input-invalid'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'validity.startsOn membership.season-start-invalid',
			'tariffs membership.tariff-needed'
		]);
		const negative = await expectRefusal(
			perform(membership.defineFee, system, {
				name: 'Adhésion',
				validity: season,
				tariffs: [{ label: 'Individuel', amountCents: -1 }]
			}),
			'platform.input-invalid'
		);
		expect(negative.faults[0]).toMatchObject({
			path: 'tariffs.0.amountCents',
			code: 'membership.amount-negative'
		});
	});

	it('two tariffs, or two fees, with one name', async () => {
		const { system } = await anAssociation();
		const twice = [...tariffs, { label: 'INDIVIDUEL', amountCents: 500 }];
		const refusal = await expectRefusal(
			perform(membership.defineFee, system, { name: 'A', validity: season, tariffs: twice }),
			'membership.tariff-label-twice'
		);
		expect(refusal.faults[0]?.path).toBe('tariffs.1.label');
		await aFee(system, { name: 'Adhésion' });
		await expectRefusal(
			perform(membership.defineFee, system, { name: 'adhésion', validity: season, tariffs }),
			'membership.fee-name-taken'
		);
	});

	it('the fee of another association', async () => {
		const [here, elsewhere] = [await anAssociation(), await anAssociation()];
		const { id } = await aFee(here.system);
		await expectRefusal(
			perform(membership.getFee, elsewhere.system, { id }),
			'membership.fee-not-found'
		);
		await expectRefusal(
			perform(membership.archiveFee, elsewhere.system, { id }),
			'membership.fee-not-found'
		);
		expect((await perform(membership.listFees, elsewhere.system, {})).fees).toEqual([]);
	});

	it('to change the duration once there are memberships, or a tariff of another fee', async () => {
		const { system, fee, tariffId, personId } = await anAssociationWithDues();
		await perform(membership.recordMembership, system, { personId, tariffId });
		await expectRefusal(
			perform(membership.editFee, system, {
				id: fee.id,
				name: fee.name,
				validity: { kind: 'rolling' },
				tariffs: [{ id: tariffId, label: 'Individuel', amountCents: 2000 }]
			}),
			'membership.validity-in-use'
		);
		const refusal = await expectRefusal(
			perform(membership.editFee, system, {
				id: fee.id,
				name: fee.name,
				validity: fee.validity,
				tariffs: [{ id: newId(), label: 'Individuel', amountCents: 2000 }]
			}),
			'membership.tariff-not-found'
		);
		expect(refusal.faults[0]?.path).toBe('tariffs.0.id');
	});
});

describe('fees', () => {
	it('are listed with their tariffs, their season and their members', async () => {
		const { system, tariffId, personId } = await anAssociationWithDues();
		await perform(membership.recordMembership, system, { personId, tariffId });
		const { fees } = await perform(membership.listFees, system, {});
		expect(fees).toHaveLength(1);
		expect(fees[0]).toMatchObject({
			season: '2026-2027',
			nextSeasonOn: '2027-09-01',
			members: 1,
			used: true
		});
		expect(fees[0]?.tariffs.map(({ label, members }) => [label, members])).toEqual([
			['Individuel', 1],
			['Soutien', 0],
			['Bénévole', 0]
		]);
	});

	it('keep a tariff in use as archived, delete the others, and add new ones', async () => {
		const { system, fee, tariffId, personId } = await anAssociationWithDues();
		await perform(membership.recordMembership, system, { personId, tariffId });
		const edited = await perform(membership.editFee, system, {
			id: fee.id,
			name: 'Adhésion des jardiniers',
			validity: fee.validity,
			tariffs: [{ label: 'Famille', amountCents: 4500 }]
		});
		expect(edited.archivedTariffs).toEqual(['Individuel']);
		const after = await perform(membership.getFee, system, { id: fee.id });
		expect(after.name).toBe('Adhésion des jardiniers');
		expect(after.tariffs.map(({ label, archived }) => [label, archived])).toEqual([
			['Famille', false],
			['Individuel', true]
		]);
		const other = await perform(membership.personMemberships, system, { personId });
		expect(other.memberships[0]).toMatchObject({ tariffLabel: 'Individuel', dueCents: 2000 });
		await expectRefusal(
			perform(membership.recordMembership, system, {
				personId,
				tariffId,
				startsOn: '2027-09-01'
			}),
			'membership.tariff-archived'
		);
	});

	it('leave the list once archived, and come back unless the name is taken', async () => {
		const { system } = await anAssociation();
		const { id } = await aFee(system, { name: 'Adhésion' });
		await perform(membership.archiveFee, system, { id });
		await perform(membership.archiveFee, system, { id });
		expect((await perform(membership.listFees, system, {})).fees).toEqual([]);
		expect((await perform(membership.listFees, system, { archived: true })).fees).toHaveLength(1);
		const again = await aFee(system, { name: 'Adhésion' });
		await expectRefusal(
			perform(membership.restoreFee, system, { id }),
			'membership.fee-name-taken'
		);
		await perform(membership.archiveFee, system, { id: again.id });
		await perform(membership.restoreFee, system, { id });
		expect((await perform(membership.getFee, system, { id })).archived).toBe(false);
	});
});
