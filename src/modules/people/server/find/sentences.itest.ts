import { expect, it } from 'vitest';
import type { Locale } from '#platform/server/actor.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { addGroup } from '../groups/add-group.ts';
import { defineField } from '../custom/define-field.ts';
import { describeSearch } from './describe-search.read.ts';
import { listCriteria } from './list-criteria.read.ts';

useTestProgram();

it('is for those who read the records', async () => {
	const member = (await anAssociation()).as('member');
	await expectRefusal(perform(describeSearch, member, {}), 'platform.not-allowed');
	await expectRefusal(perform(listCriteria, member, {}), 'platform.not-allowed');
});

it('says a search in both languages, part by part', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const { id } = await perform(addGroup, secretary, { name: 'Bureau' });
	const { key } = await perform(defineField, secretary, { kind: 'money', labelFr: 'Caution' });
	await aPerson(secretary, { category: 'Bénévole', honorific: 'Mme' });
	const cases: [string, string, string][] = [
		['', 'Toutes les personnes', 'Everybody'],
		[
			'age:between:18|25;city:is:Rennes|Brest;membership.standing:is:owing',
			'Personnes de 18 à 25 ans, à Rennes ou Brest, qui doivent une cotisation',
			'People aged 18 to 25, in Rennes or Brest, who owe a membership fee'
		],
		[
			`group:is:${id};category:is:Bénévole;email:unknown`,
			'Personnes dans le groupe Bureau, de catégorie Bénévole, sans adresse e-mail',
			'People in the group Bureau, of category Bénévole, without e-mail address'
		],
		[
			'email:unknown;kind:is:natural;honorific:is:Mme',
			'Personnes sans adresse e-mail, qui sont des personnes physiques, de civilité Mme',
			'People without e-mail address, who are individuals, with the title Mme'
		],
		['kind:is:legal', 'Personnes qui sont des organisations', 'People that are organisations'],
		[
			`birthDate:at-least:1/2/2000;custom.${key}:at-most:12,50`,
			'Personnes avec date de naissance à partir du 1er février 2000, avec caution d’au plus 12,50 €',
			'People with date of birth from 1 February 2000, with caution at most €12.50'
		]
	];
	for (const [where, french, english] of cases) {
		const said = async (locale: Locale) => {
			const caller = { ...secretary, actor: { ...secretary.actor, locale } };
			return (await perform(describeSearch, caller, { where })).sentence;
		};
		expect((await said('fr')).replace(/\s/g, ' ')).toBe(french.replace(/\s/g, ' '));
		expect((await said('en')).replace(/\s/g, ' ')).toBe(english.replace(/\s/g, ' '));
	}
	const parts = await perform(describeSearch, secretary, {
		where: 'city:is:Rennes;shoe:is:42;email:known'
	});
	expect(parts.conditions).toEqual([
		{ phrase: 'à Rennes', fault: null, without: 'shoe:is:42;email:known:' },
		{
			phrase: 'shoe 42',
			fault: expect.stringContaining('shoe'),
			without: 'city:is:Rennes;email:known:'
		},
		{ phrase: 'avec une adresse e-mail', fault: null, without: 'city:is:Rennes;shoe:is:42' }
	]);
});

it('offers what the reader may ask, with its answers', async () => {
	const association = await anAssociation();
	const [secretary, treasurer] = [association.as('secretary'), association.as('treasurer')];
	const options = [{ labelFr: 'Judo' }, { labelFr: 'Danse' }];
	const { key } = await perform(defineField, secretary, {
		kind: 'choice',
		labelFr: 'Sport',
		options
	});
	const offered = async (caller = secretary) =>
		(await perform(listCriteria, caller, {})).criteria.map((one) => one.key);
	expect(await offered()).toContain(`custom.${key}`);
	expect(await offered()).toContain('membership.standing');
	expect(await offered(treasurer)).not.toContain(`custom.${key}`);
	const [sport] = (await perform(listCriteria, secretary, { key: `custom.${key}` })).criteria;
	expect(sport?.choices).toEqual([
		{ value: 'judo', label: 'Judo' },
		{ value: 'danse', label: 'Danse' }
	]);
});
