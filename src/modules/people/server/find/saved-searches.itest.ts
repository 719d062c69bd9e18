import { expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { defineField } from '../custom/define-field.ts';
import { editSearch, removeSearch, shareSearch } from './edit-search.ts';
import { listSearches } from './list-searches.read.ts';
import { saveSearch } from './save-search.ts';

useTestProgram();

const where = 'city:is:Rennes;age:between:18|25';

it('refuses what can’t be kept, and what is another’s', async () => {
	const association = await anAssociation();
	const [secretary, other] = [association.as('secretary'), association.as('secretary')];
	const treasurer = association.as('treasurer');
	const save = (caller: typeof secretary, input: object) =>
		perform(saveSearch, caller, { name: 'Jeunes', where, ...input });
	await expectRefusal(save(association.as('member'), {}), 'platform.not-allowed');
	await expectRefusal(save(secretary, { name: ' ' }), 'people.search-name-needed');
	await expectRefusal(save(secretary, { where: '' }), 'people.search-empty');
	await expectRefusal(save(secretary, { where: 'shoe:is:42' }), 'people.search-invalid');
	const { id } = await save(secretary, {});
	await expectRefusal(
		perform(shareSearch, treasurer, { id, shared: true }),
		'platform.not-allowed'
	);
	await expectRefusal(save(secretary, { name: 'JEUNES' }), 'people.search-name-taken');
	await save(other, {});
	const unknown = 'people.search-not-found';
	const stranger = (await anAssociation()).as('administrator');
	for (const caller of [other, treasurer, stranger]) {
		await expectRefusal(perform(editSearch, caller, { id, name: 'X' }), unknown);
		await expectRefusal(perform(removeSearch, caller, { id }), unknown);
	}
	await expectRefusal(perform(shareSearch, other, { id, shared: true }), unknown);
	const shared = await save(other, { name: 'Tous' });
	await perform(shareSearch, other, { ...shared, shared: true });
	const mine = await save(secretary, { name: 'tous' });
	await expectRefusal(
		perform(shareSearch, secretary, { ...mine, shared: true }),
		'people.search-name-taken'
	);
	await expectRefusal(perform(removeSearch, treasurer, { id: shared.id }), 'people.search-of-all');
	await expectRefusal(
		perform(editSearch, secretary, { id, where: 'shoe:is:42' }),
		'people.search-invalid'
	);
});

it('is one’s own or everybody’s, renamed, shared and removed', async () => {
	const association = await anAssociation();
	const [secretary, treasurer] = [association.as('secretary'), association.as('treasurer')];
	const { id } = await perform(saveSearch, secretary, { name: 'Jeunes', where });
	const listed = async (caller = secretary) => (await perform(listSearches, caller, {})).searches;
	expect(await listed()).toEqual([
		{
			id,
			name: 'Jeunes',
			where,
			match: 'all',
			shared: false,
			own: true,
			sentence: 'Personnes à Rennes, de 18 à 25 ans',
			mayEdit: true
		}
	]);
	expect(await listed(treasurer)).toEqual([]);
	await perform(editSearch, secretary, { id, name: 'Étudiants', match: 'any' });
	await perform(shareSearch, secretary, { id, shared: true });
	expect(await listed(treasurer)).toMatchObject([
		{
			name: 'Étudiants',
			own: false,
			mayEdit: false,
			sentence: 'Personnes à Rennes ou de 18 à 25 ans'
		}
	]);
	await perform(shareSearch, secretary, { id, shared: false });
	expect(await listed(treasurer)).toEqual([]);
	await perform(removeSearch, secretary, { id });
	expect(await listed()).toEqual([]);
});

it('is not shown to who may not ask what it asks', async () => {
	const association = await anAssociation();
	const [secretary, treasurer] = [association.as('secretary'), association.as('treasurer')];
	const { key } = await perform(defineField, secretary, { kind: 'text', labelFr: 'Allergie' });
	const asked = { name: 'Sans gluten', where: `custom.${key}:is:gluten` };
	const { id } = await perform(saveSearch, secretary, asked);
	await perform(shareSearch, secretary, { id, shared: true });
	expect((await perform(listSearches, treasurer, {})).searches).toEqual([]);
	expect((await perform(listSearches, secretary, {})).searches).toHaveLength(1);
});
