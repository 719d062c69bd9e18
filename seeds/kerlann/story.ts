import { addDays, type Day } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import { randomFrom } from '../random.ts';
import type { Stage } from '../stage.ts';
import { arrangeDues, holdActivities } from './activities.ts';
import {
	bringBalances,
	chequeDeposit,
	closeYear,
	lockYear,
	oweAndSettle,
	oweAndWait,
	openYear,
	writeMistake,
	writeMovement
} from './books.ts';
import { defineFee, formCommittees, takeDues, welcome, type Records } from './community.ts';
import { BANK_DAY, reconcileNovember } from './bank.ts';
import { duesOf } from './dues.ts';
import { knowFamilies } from './families.ts';
import { householdsOf, keyOf } from './households.ts';
import { movementsOf } from './movements.ts';
import { writeLetters } from './papers.ts';
import { CLAIRE, MADELEINE, YANN } from './personas.ts';
import { foresee2026 } from './budget.ts';
import {
	buyProjector,
	buyRotavator,
	finish2025,
	insureAhead,
	receiveDedicated
} from './inventory.ts';
import { keepSearches } from './searches.ts';
import { takePortraits } from './portraits.ts';
import { prepareWhatComes } from './what-comes.ts';
import { openProjects, projectOf, valueVolunteering } from './projects.ts';

/** Those who act; each is known by the person records that the story writes for them. */
export interface Cast {
	readonly administrator: Caller;
	readonly treasurer: Caller;
	readonly secretary: Caller;
	readonly accountant: Caller;
}

const SEED = 29;
/** What was noted after it waits for a look of the accountant. */
const VALIDATED_UNTIL = '2026-09-30' as Day;
const YEARS = [2024, 2025, 2026];
/** When the hours of the volunteers were added up, and how many there were. */
const VOLUNTEERING = [
	{ day: '2024-12-31' as Day, hours: 410 },
	{ day: '2025-12-31' as Day, hours: 465 },
	{ day: '2026-10-31' as Day, hours: 438 }
];

interface Step {
	readonly day: string;
	run(): Promise<unknown>;
}

/**
 * Three years of « Les Jardins partagés de Kerlann », from 1 January 2024 to 21 November 2026, day by day: the
 * years are fixed, so that pictures and tests always show the same. Answers the person of each key.
 */
export async function playStory(
	stage: Stage,
	cast: Cast,
	founder: { personId: string; boardId: string }
): Promise<Records> {
	const random = randomFrom(SEED);
	const households = householdsOf(random);
	const dues = duesOf(random, households);
	const movements = YEARS.flatMap((year) => movementsOf(random, year));
	const { treasurer, secretary, accountant } = cast;
	const records: Records = new Map([[keyOf(CLAIRE), founder.personId]]);
	await bringBalances(stage, treasurer);
	const projects = await openProjects(stage, treasurer);
	const tariffs = await defineFee(stage, treasurer);

	const cheques = new Map<Day, { count: number; amountCents: number }>();
	const steps: Step[] = movements.map((movement) => ({
		day: movement.day,
		run: () => writeMovement(stage, treasurer, movement, projectOf(projects, movement))
	}));
	for (const [day, taken] of Map.groupBy(dues, (due) => due.day)) {
		steps.push({
			day,
			async run() {
				for (const due of taken) await welcome(stage, secretary, records, due);
				const team = { treasurer, secretary };
				cheques.set(day, await takeDues(stage, team, tariffs, records, taken));
			}
		});
		steps.push({
			day: addDays(day, 3),
			async run() {
				const { count, amountCents } = cheques.get(day) ?? { count: 0, amountCents: 0 };
				if (count === 0) return;
				await writeMovement(stage, treasurer, chequeDeposit(day, amountCents, count));
			}
		});
	}
	const present = households
		.filter(({ since, kind }) => since === 0 && kind !== 'organisation')
		.flatMap(({ members }) => members)
		.filter(({ key }) => dues.some((due) => due.neighbour.key === key && due.day < '2024-11-10'));
	steps.push(
		{ day: '2024-11-16', run: () => formBoard(stage, cast, founder.boardId, records) },
		{ day: '2024-11-16', run: () => formCommittees(stage, secretary, random, present, records) },
		{ day: '2025-01-01', run: () => openYear(stage, treasurer, 2025) },
		{ day: '2025-02-20', run: () => closeYear(stage, treasurer, 2024) },
		{ day: '2026-01-01', run: () => openYear(stage, treasurer, 2026) },
		{ day: '2025-04-10', run: () => buyRotavator(stage, treasurer) },
		{ day: '2025-09-15', run: () => receiveDedicated(stage, treasurer, projects) },
		{ day: '2025-10-02', run: () => insureAhead(stage, treasurer, 2025) },
		{ day: '2026-02-10', run: () => finish2025(stage, treasurer) },
		{ day: '2026-02-20', run: () => closeYear(stage, treasurer, 2025) },
		{ day: '2026-10-02', run: () => insureAhead(stage, treasurer, 2026) },
		{ day: '2026-10-14', run: () => buyProjector(stage, treasurer) },
		{ day: '2026-03-29', run: () => lockYear(stage, treasurer, 2024) },
		{ day: '2026-02-25', run: () => foresee2026(stage, treasurer, projects) },
		...VOLUNTEERING.map((year) => ({
			day: year.day,
			run: () => valueVolunteering(stage, treasurer, year)
		})),
		{ day: '2026-06-12', run: () => oweAndSettle(stage, treasurer) },
		{ day: '2026-10-05', run: () => oweAndWait(stage, treasurer) },
		{ day: '2026-10-06', run: () => writeLetters(stage, secretary) },
		{ day: '2026-10-08', run: () => writeMistake(stage, treasurer) },
		{
			day: '2026-10-20',
			run: () =>
				stage.play('2026-10-20' as Day, accountant, accounting.validateEntries, {
					until: VALIDATED_UNTIL
				})
		}
	);
	steps.push({ day: '2026-11-20', run: () => prepareWhatComes(stage, treasurer) });
	steps.push({ day: BANK_DAY, run: () => reconcileNovember(stage, treasurer) });
	for (const step of steps.sort((a, b) => order(a.day, b.day))) await step.run();
	await holdActivities(stage, secretary, randomFrom(SEED + 1), records);
	await arrangeDues(stage, { treasurer, secretary });
	await knowFamilies(stage, secretary, households, records);
	await keepSearches(stage, secretary, records);
	await takePortraits(stage, secretary, records);
	return records;
}

/** By day; what happens on a day keeps the order in which it was told. */
function order(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

async function formBoard(
	stage: Stage,
	{ administrator }: Cast,
	boardId: string,
	records: Records
): Promise<void> {
	const add = [YANN, MADELEINE].map((persona) => records.get(keyOf(persona)) ?? '');
	await stage.play('2024-11-16' as Day, administrator, people.editGroupMembers, {
		id: boardId,
		add
	});
}
