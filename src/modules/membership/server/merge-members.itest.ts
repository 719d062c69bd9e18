import { describe, expect, it } from 'vitest';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFee, tariffOf } from '../testing/dues.ts';
import { onTheSameDay } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

const side = (id: string) => ({ id, version: 1 });

describe('a merge of two records', () => {
	it('is refused when both have dues, and keeps the one that has them', async () => {
		const { system } = await anAssociation();
		const tariffId = tariffOf(await aFee(system));
		const [one, other, third] = [
			await aPerson(system),
			await aPerson(system),
			await aPerson(system, { city: 'Metz' })
		];
		for (const personId of [one, other]) {
			await perform(membership.recordMembership, system, { personId, tariffId });
		}
		const merge = (keep: string, drop: string) =>
			perform(people.mergePersons, system, {
				keep: side(keep),
				drop: side(drop),
				take: ['city']
			});
		await expectRefusal(merge(one, other), 'people.merge-both-used');
		await expectRefusal(merge(third, one), 'people.merge-other-way');
		await merge(one, third);
		expect((await perform(people.getPerson, system, { id: one })).city).toBe('Metz');
		const { memberships } = await perform(membership.personMemberships, system, {
			personId: other
		});
		expect(memberships).toHaveLength(1);
	});
});
