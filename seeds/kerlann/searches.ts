import type { Day } from '#shared/day.ts';
import { people } from '#modules/people/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';
import type { Records } from './community.ts';
import { keyOf } from './households.ts';
import { PAUL } from './personas.ts';

const DAY = '2026-10-03' as Day;

/** What the secretary looks for each season, and shares. */
const SEARCHES = [
	{ name: 'À relancer', where: 'membership.standing:is:owing' },
	{
		name: 'À prévenir par courrier',
		where: 'membership.standing:is:up-to-date;email:unknown;kind:is:natural'
	},
	{ name: 'N’ont pas renouvelé', where: 'membership.standing:is:expired' }
];

/** Searches that everybody in the office finds again, and a group of those whom a search finds, led by Paul. */
export async function keepSearches(
	stage: Stage,
	secretary: Caller,
	records: Records
): Promise<void> {
	for (const search of SEARCHES) {
		const { id } = await stage.play(DAY, secretary, people.saveSearch, search);
		await stage.play(DAY, secretary, people.shareSearch, { id, shared: true });
	}
	const { id } = await stage.play(DAY, secretary, people.addSearchGroup, {
		name: 'Jeunes jardiniers',
		description: 'Les moins de 18 ans, pour les ateliers du mercredi.',
		where: 'age:at-most:17'
	});
	const leader = records.get(keyOf(PAUL)) ?? '';
	await stage.play(DAY, secretary, people.editGroupLeaders, { id, add: [leader] });
}
