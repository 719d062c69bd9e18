import { expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anAssociationWithDues, onTheSameDay, TODAY } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

it('finds people by where they stand and what they pay', async () => {
	const { as, system, tariffId } = await anAssociationWithDues();
	const secretary = as('secretary');
	const [owing, never] = [
		await aPerson(secretary, { firstName: 'Doit' }),
		await aPerson(secretary, { firstName: 'Jamais' })
	];
	await perform(membership.recordMembership, system, {
		personId: owing,
		tariffId,
		startsOn: TODAY
	});
	const found = async (where: string) =>
		(await perform(people.listPersons, secretary, { where })).persons.map(({ id }) => id);
	expect(await found('membership.standing:is:owing')).toEqual([owing]);
	expect(await found('membership.standing:is:up-to-date')).toEqual([]);
	expect(await found('membership.standing:is:none')).toContain(never);
	expect(await found('membership.standing:is:none')).not.toContain(owing);
	expect(await found(`membership.tariff:is:${tariffId}`)).toEqual([owing]);
	expect(await found(`membership.tariff:is-not:${tariffId}`)).toContain(never);
	await expectRefusal(found('membership.standing:is:rich'), 'people.search-invalid');
	const withoutDues = {
		...secretary,
		actor: { ...secretary.actor, permissions: new Set(['people.read', 'people.lead']) }
	};
	await expectRefusal(
		perform(people.listPersons, withoutDues, { where: 'membership.standing:is:owing' }),
		'people.search-invalid'
	);
});
