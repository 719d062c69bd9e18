import type { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { people } from '#modules/people/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import { permissionsOf } from '#platform/server/policy.ts';
import type { Stage } from '../stage.ts';
import type { Records } from './community.ts';
import type { Household } from './households.ts';
import { keyOf } from './households.ts';
import { AICHA, CLAIRE, PAUL, YANN } from './personas.ts';

const DAY = '2026-09-12' as Day;
const FAMILIES = 9;

/** Households, the fields that the garden asks for, what people agree to, and a correction that waits. */
export async function knowFamilies(
	stage: Stage,
	secretary: Caller,
	households: readonly Household[],
	records: Records
): Promise<void> {
	const families = households.filter(
		({ kind, members }) => kind === 'family' && members.every(({ key }) => records.has(key))
	);
	for (const { members } of families.slice(0, FAMILIES)) {
		await stage.play(DAY, secretary, people.addHousehold, {
			members: members.map(({ key, generation }, index) => ({
				person: records.get(key) ?? '',
				role: generation === 'child' ? ('child' as const) : ('parent' as const),
				billing: index === 0
			}))
		});
	}
	for (const field of FIELDS) await stage.play(DAY, secretary, people.defineField, field);
	for (const [persona, custom] of VALUES) {
		const id = records.get(keyOf(persona)) ?? '';
		const { version } = await stage.play(DAY, secretary, people.getPerson, { id });
		await stage.play(DAY, secretary, people.editPerson, { id, version, custom });
		await stage.play(DAY, secretary, people.setConsents, { id, image: true, directory: false });
	}
	await askCorrection(stage, secretary, records.get(keyOf(AICHA)) ?? '');
}

const FIELDS: z.input<typeof people.defineField.input>[] = [
	{
		kind: 'text',
		labelFr: 'Parcelle',
		labelEn: 'Plot',
		seenBy: ['readers', 'leaders', 'self'],
		purpose: 'Savoir qui cultive quoi.'
	},
	{
		kind: 'choices',
		labelFr: 'Savoir-faire',
		labelEn: 'Skills',
		helpFr: 'Ce que vous aimeriez partager.',
		helpEn: 'What you would like to share.',
		options: [{ labelFr: 'Taille' }, { labelFr: 'Semis' }, { labelFr: 'Bricolage' }],
		seenBy: ['readers', 'leaders', 'self'],
		editedBy: ['self'],
		purpose: 'Trouver de l’aide pour les chantiers.'
	},
	{
		kind: 'text',
		labelFr: 'Allergies',
		labelEn: 'Allergies',
		helpFr: 'Piqûres, noix, pollens… pour les goûters et les sorties.',
		helpEn: 'Stings, nuts, pollen… for snacks and outings.',
		seenBy: ['leaders', 'self'],
		editedBy: ['self'],
		purpose: 'Prendre soin des enfants et des bénévoles.',
		retentionMonths: 12
	}
];

const VALUES = [
	[AICHA, { parcelle: 'B7', 'savoir-faire': 'Semis' }],
	[PAUL, { parcelle: 'B7', 'savoir-faire': 'Bricolage' }],
	[YANN, { parcelle: 'A2', 'savoir-faire': 'Taille' }],
	[CLAIRE, { parcelle: 'A1', allergies: 'Piqûres de guêpe' }]
] as const;

/** The name is corrected with the agreement of the association only; the rest at once. */
async function askCorrection(stage: Stage, secretary: Caller, id: string): Promise<void> {
	const fields = ['lastName', 'firstName'];
	await stage.play(DAY, secretary, people.setSelfService, { approval: 'chosen', fields });
	const { actor, association } = secretary;
	const permissions = permissionsOf('member');
	const member = {
		association,
		actor: { ...actor, role: 'member', accountId: null, personId: id, permissions }
	};
	const day = '2026-11-19' as Day;
	const { version } = await stage.play(day, member, people.getPerson, { id });
	await stage.play(day, member, people.correctOwn, {
		id,
		version,
		lastName: 'Bernard-Le Roux',
		emergencyContact: 'Paul Bernard, 06 39 98 12 34'
	});
}
