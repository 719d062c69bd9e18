import type { Day } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';
import type { Movement } from './movements.ts';

/** What the association follows apart, and the words that tell it. */
const PROJECTS: readonly (readonly [string, RegExp])[] = [
	['Serre', /serre|plants|pots et étiquettes|graines/i],
	['Fêtes du jardin', /buvette|fest-noz/i],
	['Jardin des enfants', /enfants|école|atelier/i]
];

/** The projects by their names. */
export type Projects = ReadonlyMap<string, string>;

export async function openProjects(stage: Stage, treasurer: Caller): Promise<Projects> {
	const day = '2024-01-02' as Day;
	const projects = new Map<string, string>();
	for (const [label] of PROJECTS) {
		const { valueId } = await stage.play(day, treasurer, accounting.addAxisValue, { label });
		projects.set(label, valueId);
	}
	return projects;
}

/** The project of a movement, when its words tell one. */
export function projectOf(projects: Projects, { label }: Movement): string[] {
	const told = PROJECTS.find(([, words]) => words.test(label));
	return told ? [projects.get(told[0]) ?? ''] : [];
}

/** What the volunteers gave in a year, at the hourly wage that the board decided on. */
export async function valueVolunteering(
	stage: Stage,
	treasurer: Caller,
	{ day, hours }: { day: Day; hours: number }
): Promise<void> {
	const amountCents = hours * 1_188;
	await stage.play(day, treasurer, accounting.postEntry, {
		journal: 'OD',
		date: day,
		label: `Bénévolat : ${hours} heures au SMIC horaire`,
		lines: [
			{ account: '864', debitCents: amountCents },
			{ account: '875', creditCents: amountCents }
		]
	});
}
