import { describe, expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anAssociationWithDues, onTheSameDay, TODAY } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

const CASH = { means: 'cash', date: TODAY } as const;

/** Dues of 20 € and a gift of 5 €, paid in one go. */
async function paidDues() {
	const house = await anAssociationWithDues();
	const { system, personId, tariffId } = house;
	const { membershipId: id } = await perform(membership.recordMembership, system, {
		personId,
		tariffId
	});
	const { entryId } = await perform(membership.takePayment, system, {
		...CASH,
		giftCents: 500,
		memberships: [{ id, amountCents: 2000 }]
	});
	return { ...house, id, entryId };
}

describe('the entry of dues', () => {
	it('says nothing of them to who may not read dues, nor to another association', async () => {
		const { as, entryId } = await paidDues();
		const shown = await perform(accounting.getEntry, as('accountant'), { entryId });
		expect(shown.links).toEqual([]);
		await expectRefusal(
			perform(accounting.getEntry, as('secretary'), { entryId }),
			'platform.not-allowed'
		);
		const elsewhere = await anAssociationWithDues();
		await expectRefusal(
			perform(accounting.getEntry, elsewhere.system, { entryId }),
			'accounting.no-such-entry'
		);
	});

	it('leads to the membership, to the person who gave, and to what was given back', async () => {
		const { as, system, id, entryId, personId, fee } = await paidDues();
		const links = async (entry: string) =>
			(await perform(accounting.getEntry, as('treasurer'), { entryId: entry })).links;
		const shown = await links(entryId);
		expect(shown).toEqual([
			{
				label: expect.stringContaining('Cotisation de Aïcha Bernard') as string,
				href: `membership/memberships/${id}`
			},
			{ label: 'Don de Aïcha Bernard', href: `people/${personId}` }
		]);
		expect(shown[0]?.label).toContain(fee.name);
		const back = await perform(membership.refundMembership, system, {
			...CASH,
			id,
			amountCents: 700,
			reason: 'Départ'
		});
		expect(await links(back.entryId)).toMatchObject([
			{
				label: expect.stringContaining('remboursée à Aïcha Bernard') as string,
				href: `membership/memberships/${id}`
			}
		]);
	});
});
