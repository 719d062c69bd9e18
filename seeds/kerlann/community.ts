import type { Day } from '#shared/day.ts';
import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { TARIFFS, type Due, type TariffKey } from './dues.ts';
import { keyOf, type Neighbour } from './households.ts';
import { AICHA, PAUL } from './personas.ts';

export type Tariffs = Readonly<Record<TariffKey, string>>;

/** The fee of the association, by season from September; answers the ids of its tariffs. */
export async function defineFee(stage: Stage, treasurer: Caller): Promise<Tariffs> {
	const day = '2024-08-30' as Day;
	const keys = Object.keys(TARIFFS) as TariffKey[];
	const { id } = await stage.play(day, treasurer, membership.defineFee, {
		name: 'Adhésion',
		validity: { kind: 'season', startsOn: '09-01' },
		tariffs: keys.map((key) => TARIFFS[key])
	});
	const fee = await stage.play(day, treasurer, membership.getFee, { id });
	return Object.fromEntries(
		keys.map((key) => {
			const tariff = fee.tariffs.find(({ label }) => label === TARIFFS[key].label);
			if (!tariff) throw new Error(`No tariff ${key}`);
			return [key, tariff.id];
		})
	) as Tariffs;
}

/** Everybody's record by their key. */
export type Records = Map<string, string>;

/** Writes down somebody new, on the day they come. */
export async function welcome(
	stage: Stage,
	secretary: Caller,
	records: Records,
	{ day, neighbour }: Due
): Promise<void> {
	if (records.has(neighbour.key)) return;
	const number = String(records.size + 1);
	const fields = { joinedOn: day, ...neighbour.fields, number };
	const { id } = await stage.play(day, secretary, people.addPerson, fields);
	records.set(neighbour.key, id);
}

/** Takes the dues of a day, those of one tariff and one means at a time; answers the cheques taken. */
export async function takeDues(
	stage: Stage,
	{ treasurer, secretary }: { treasurer: Caller; secretary: Caller },
	tariffs: Tariffs,
	records: Records,
	dues: readonly Due[]
): Promise<{ count: number; amountCents: number }> {
	for (const due of dues.filter(({ means }) => means === undefined)) {
		await stage.play(due.day, secretary, membership.recordMembership, {
			personId: idOf(records, due.neighbour),
			tariffId: tariffs[due.tariff],
			dueCents: TARIFFS[due.tariff].free ? due.amountCents : undefined
		});
	}
	const cheques = { count: 0, amountCents: 0 };
	for (const together of groupsOf(dues)) {
		const [{ day, tariff, means }] = together as [Due];
		if (!means) continue;
		const { payments, totalCents } = await stage.play(day, treasurer, membership.takePayments, {
			tariffId: tariffs[tariff],
			means,
			date: day,
			lines: together.map(({ neighbour, amountCents }) => ({
				personId: idOf(records, neighbour),
				amountCents: TARIFFS[tariff].free ? amountCents : undefined
			}))
		});
		if (means !== 'cheque') continue;
		cheques.count += payments.length;
		cheques.amountCents += totalCents;
	}
	return cheques;
}

function groupsOf(dues: readonly Due[]): Iterable<readonly Due[]> {
	return Map.groupBy(dues, ({ tariff, means }) => `${tariff} ${means}`).values();
}

function idOf(records: Records, { key }: Neighbour): string {
	const id = records.get(key);
	if (!id) throw new Error(`${key} is not known yet`);
	return id;
}

const RECENTLY = '2026-11-18' as Day;

/** Name, how many, of which generations, how members enter, and whether the gardeners’ leader leads it too. */
const COMMITTEES = [
	['Commission compost', 14, ['elder', 'adult'], 'request', true],
	['Graines', 11, ['elder', 'adult'], 'open', true],
	['Buvette', 9, ['adult'], 'open', false],
	['Jardin des enfants', 17, ['child', 'adult'], 'closed', true]
] as const;

const PURPOSES: Readonly<Record<string, string>> = {
	'Commission compost': 'Retourner, tamiser, et tenir le bac du square propre.',
	Graines: 'Récolter, trier et échanger nos graines ; une bourse au printemps.',
	Buvette: 'Tenir la buvette des fêtes, à deux par créneau.'
};

/** Forms the committees with those who are there. */
export async function formCommittees(
	stage: Stage,
	secretary: Caller,
	random: Random,
	present: readonly Neighbour[],
	records: Records
): Promise<void> {
	const day = '2024-11-16' as Day;
	const { id: gardeners } = await stage.play(day, secretary, people.addGroup, {
		name: 'Commission jardin',
		description: 'Les parcelles, le compost, les graines et le jardin des enfants.'
	});
	const leader = records.get(keyOf(PAUL)) ?? '';
	await stage.play(day, secretary, people.editGroupLeaders, { id: gardeners, add: [leader] });
	for (const [name, size, generations, joining, isGarden] of COMMITTEES) {
		const fit = present.filter(({ generation }) =>
			(generations as readonly string[]).includes(generation)
		);
		const add = new Set<string>();
		while (add.size < size) add.add(idOf(records, random.pick(fit)));
		const { id } = await stage.play(day, secretary, people.addGroup, {
			name,
			joining,
			description: PURPOSES[name] ?? null,
			parentId: isGarden ? gardeners : null
		});
		await stage.play(day, secretary, people.editGroupMembers, { id, add: [...add] });
		if (joining === 'request') await askToEnter(stage, secretary, id, records);
	}
}

/** Aïcha would like to turn the compost too; nobody has answered yet. */
async function askToEnter(stage: Stage, secretary: Caller, id: string, records: Records) {
	const actor = { ...secretary.actor, personId: records.get(keyOf(AICHA)) ?? null };
	await stage.play(RECENTLY, { ...secretary, actor }, people.joinGroup, { id });
}
