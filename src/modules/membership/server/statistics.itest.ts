import { describe, expect, it } from 'vitest';
import { perform, performDownload } from '#platform/server/perform.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anAssociationWithDues, onTheSameDay } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

/** Anne stays three seasons, Brieuc leaves after one, Corentin comes back after one away, Dana joins. */
async function someSeasons() {
	const house = await anAssociationWithDues();
	const { system, tariffId } = house;
	const member = async (firstName: string, years: number[], fields: object = {}) => {
		const personId = await aPerson(system, { firstName, ...fields });
		for (const year of years) {
			const startsOn = `${year}-09-01`;
			await perform(membership.recordMembership, system, { personId, tariffId, startsOn });
		}
	};
	await member('Anne', [2024, 2025, 2026], { birthDate: '2010-11-21', city: 'Metz' });
	await member('Brieuc', [2024]);
	await member('Corentin', [2024, 2026], { birthDate: '1950-01-01', city: 'METZ' });
	await member('Dana', [2026], { city: 'Nancy' });
	return house;
}

describe('statistics of members', () => {
	it('are for those who read dues, in their own association', async () => {
		const { as } = await someSeasons();
		for (const role of ['member', 'accountant'] as const) {
			await expectRefusal(
				perform(membership.memberStatistics, as(role), {}),
				'platform.not-allowed'
			);
			await expectRefusal(
				performDownload(membership.exportMemberStatistics, as(role), { table: 'ages' }),
				'platform.not-allowed'
			);
		}
		const other = await anAssociationWithDues();
		const figures = await perform(membership.memberStatistics, other.system, {});
		expect(figures).toMatchObject({ seasons: [], ages: [], towns: [], tariffs: [] });
		expect(figures.months.at(-1)).toEqual({ day: '2026-11-21', members: 0, former: 0 });
	});

	it('count members, renewals, losses, ages, towns and tariffs', async () => {
		const { as } = await someSeasons();
		const figures = await perform(membership.memberStatistics, as('secretary'), {});
		expect(figures.months.slice(-4)).toEqual([
			{ day: '2026-08-31', members: 1, former: 2 },
			{ day: '2026-09-30', members: 3, former: 1 },
			{ day: '2026-10-31', members: 3, former: 1 },
			{ day: '2026-11-21', members: 3, former: 1 }
		]);
		expect(figures.seasons).toEqual([
			{ year: 2024, members: 3, renewed: 0, first: 3, back: 0, lost: 0 },
			{ year: 2025, members: 1, renewed: 1, first: 0, back: 0, lost: 2 },
			{ year: 2026, members: 3, renewed: 1, first: 1, back: 1, lost: 0 }
		]);
		expect(figures.ages.filter(({ people }) => people > 0)).toEqual([
			{ from: 12, to: 17, people: 1 },
			{ from: 76, to: null, people: 1 },
			{ from: null, to: null, people: 1 }
		]);
		expect(figures.towns.map(({ people }) => people)).toEqual([2, 1]);
		expect(figures.tariffs).toMatchObject([{ tariff: 'Individuel', people: 3 }]);
	});

	it('are taken away, table by table', async () => {
		const { system } = await someSeasons();
		const { name, body } = await performDownload(membership.exportMemberStatistics, system, {
			table: 'seasons',
			format: 'csv'
		});
		let text = '';
		for await (const chunk of body as AsyncIterable<Uint8Array | string>) text += String(chunk);
		expect(name).toMatch(/\.csv$/);
		expect(text.trim().split('\n')).toHaveLength(4);
		expect(text).toContain('2026;3;1;1;1;0');
	});
});
