import { describe, expect, it } from 'vitest';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aPerson } from '../testing/people.ts';
import { defineField } from './custom/define-field.ts';
import { editPerson } from './edit-person.ts';
import { getPerson } from './get-person.read.ts';
import { restoreValues } from './restore-values.ts';

useTestProgram();

async function secretaryOf() {
	const association = await anAssociation();
	return { association, secretary: association.as('secretary') };
}

const read = (caller: Caller, id: string) => perform(getPerson, caller, { id });

describe('a former value', () => {
	it('is restored by whoever writes, in one association, from the version that was read', async () => {
		const { association, secretary } = await secretaryOf();
		const { secretary: stranger } = await secretaryOf();
		const id = await aPerson(secretary, { city: 'Metz' });
		await perform(editPerson, secretary, { id, version: 1, city: 'Lyon' });
		const input = { id, version: 2, change: 2 };
		const denied = 'platform.not-allowed';
		await expectRefusal(perform(restoreValues, association.as('treasurer'), input), denied);
		await expectRefusal(perform(restoreValues, stranger, input), 'people.person-not-found');
		const old = perform(restoreValues, secretary, { ...input, version: 1 });
		await expectRefusal(old, 'people.person-changed');
		const none = perform(restoreValues, secretary, { ...input, change: 7 });
		await expectRefusal(none, 'people.change-not-found');
		const other = perform(restoreValues, secretary, { ...input, fields: ['email'] });
		await expectRefusal(other, 'people.change-not-found');
		expect((await read(secretary, id)).city).toBe('Lyon');
	});

	it('comes back field by field, and names follow', async () => {
		const { secretary } = await secretaryOf();
		const { key } = await perform(defineField, secretary, { kind: 'text', labelFr: 'Pull' });
		const id = await aPerson(secretary, {
			firstName: 'Inès',
			lastName: 'Dubois',
			number: '1',
			custom: { [key]: 'L' }
		});
		await perform(editPerson, secretary, {
			id,
			version: 1,
			lastName: 'Martin',
			number: '2',
			custom: { [key]: '' }
		});
		await perform(restoreValues, secretary, {
			id,
			version: 2,
			change: 2,
			fields: ['lastName', `custom.${key}`]
		});
		expect(await read(secretary, id)).toMatchObject({
			displayName: 'Inès Dubois',
			number: '2',
			custom: { [key]: 'L' },
			version: 3
		});
		await aPerson(secretary, { number: '1' });
		const taken = perform(restoreValues, secretary, { id, version: 3, change: 2 });
		await expectRefusal(taken, 'people.number-taken');
	});
});

describe('two people who edit the same person', () => {
	it('the second is shown each difference, then loses nothing and undoes nothing', async () => {
		const { secretary } = await secretaryOf();
		const { key } = await perform(defineField, secretary, { kind: 'text', labelFr: 'Pull' });
		const id = await aPerson(secretary, {
			city: 'Metz',
			email: 'a@example.org',
			notes: 'ancien',
			custom: { [key]: 'L' }
		});
		const first = { city: 'Lyon', email: 'b@example.org', custom: { [key]: 'XL' } };
		await perform(editPerson, secretary, { id, version: 1, ...first });
		// The second form holds every field as it was read, but for what was typed.
		const second = {
			city: 'Brest',
			email: 'a@example.org',
			notes: 'nouveau',
			custom: { [key]: 'L' }
		};
		const { faults } = await expectRefusal(
			perform(editPerson, secretary, { id, version: 1, seen: 1, ...second }),
			'people.person-changed'
		);
		const byPath = [...faults].sort((a, b) => (a.path < b.path ? -1 : 1));
		expect(byPath).toEqual([
			{
				path: 'city',
				code: 'people.field-changed-by-both',
				parameters: { before: 'Metz', after: 'Lyon' }
			},
			{
				path: `custom.${key}`,
				code: 'people.field-changed-by-other',
				parameters: { before: 'L', after: 'XL' }
			},
			{
				path: 'email',
				code: 'people.field-changed-by-other',
				parameters: { before: 'a@example.org', after: 'b@example.org' }
			}
		]);
		await perform(editPerson, secretary, { id, version: 1, seen: 2, ...second });
		expect(await read(secretary, id)).toMatchObject({
			city: 'Brest',
			email: 'b@example.org',
			notes: 'nouveau',
			custom: { [key]: 'XL' },
			version: 3
		});
	});
});
