import { fold } from '#shared/text.ts';
import type { Random } from '../random.ts';
import { FIRST_NAMES, LAST_NAMES, STREETS, TOWNS } from './names.ts';
import { AICHA, CLAIRE, MADELEINE, PAUL, YANN } from './personas.ts';

/** A person to be, with the fields of `people.add-person`. */
export interface Neighbour {
	readonly key: string;
	readonly fields: Readonly<Record<string, string | boolean>>;
	readonly generation: 'elder' | 'adult' | 'child' | 'none';
}

export interface Household {
	readonly kind: 'single' | 'family' | 'organisation';
	/** Who pays first. */
	readonly members: readonly Neighbour[];
	/** First season they join: 0 for 2024-2025. */
	readonly since: number;
	/** The season from which they are gone; 3 when they are still there. */
	readonly until: number;
}

const FAMILIES = 27;
const SINGLES = 147;
const SEASONS = 3;

/** Everybody of Kerlann but the accountant, who comes from outside. */
export function householdsOf(random: Random): Household[] {
	const taken = new Set<string>();
	const faithful = { since: 0, until: SEASONS };
	const known = ({ firstName, lastName, email }: typeof CLAIRE) =>
		neighbour(random, taken, {
			firstName,
			lastName,
			generation: 'adult',
			home: homeOf(random),
			email
		});
	const bernards = homeOf(random);
	const bernard = (firstName: string, generation: 'adult' | 'child') =>
		neighbour(random, taken, {
			firstName,
			lastName: AICHA.lastName,
			generation,
			home: bernards,
			email: AICHA.email
		});
	return [
		...[CLAIRE, YANN, MADELEINE].map((persona) => ({
			kind: 'single' as const,
			members: [known(persona)],
			...faithful
		})),
		{
			kind: 'family',
			members: [
				bernard(AICHA.firstName, 'adult'),
				bernard(PAUL.firstName, 'adult'),
				bernard('Inès', 'child'),
				bernard('Malo', 'child')
			],
			...faithful
		},
		...ORGANISATIONS.map((fields) => ({
			kind: 'organisation' as const,
			members: [organisation(fields)],
			...faithful
		})),
		...Array.from({ length: FAMILIES }, () => family(random, taken)),
		...Array.from({ length: SINGLES }, () => single(random, taken))
	];
}

const ORGANISATIONS = [
	{ organisationName: 'École publique de Kerlann', email: 'ecole', address: '2 rue des Écoles' },
	{ organisationName: 'Mairie de Kerlann', email: 'mairie', address: '1 place du Marché' },
	{ organisationName: 'Résidence Ty Gwenn', email: 'tygwenn', address: '14 allée des Chênes' },
	{ organisationName: 'Graines d’ici', email: 'grainesdici', address: '8 route de Quimper' }
] as const;

function organisation({ organisationName, email, address }: (typeof ORGANISATIONS)[number]) {
	const [postcode, city] = TOWNS[0];
	return {
		key: email,
		generation: 'none' as const,
		fields: {
			kind: 'legal',
			organisationName,
			email: `${email}@example.org`,
			phone: `02 61 91 00 ${10 + organisationName.length}`,
			address,
			postcode,
			city,
			joinedOn: '2024-09-07',
			category: 'Structure'
		}
	};
}

interface Home {
	readonly address: string;
	readonly postcode: string;
	readonly city: string;
}

function homeOf(random: Random): Home {
	const [postcode, city] = random.chance(0.7) ? random.pick(TOWNS.slice(0, 2)) : random.pick(TOWNS);
	return { address: `${random.int(1, 48)} ${random.pick(STREETS)}`, postcode, city };
}

function seasonsOf(random: Random): Pick<Household, 'since' | 'until'> {
	const drawn = random.next();
	const since = drawn < 0.68 ? 0 : drawn < 0.87 ? 1 : 2;
	let until = since + 1;
	while (until < SEASONS && random.chance(0.91)) until += 1;
	return { since, until };
}

function family(random: Random, taken: Set<string>): Household {
	const home = homeOf(random);
	const lastName = random.pick(LAST_NAMES);
	const generations = (['adult', 'adult', 'child', 'child'] as const).slice(0, random.int(2, 4));
	const email = `famille.${fold(lastName).replace(/[^a-z]/g, '')}${random.int(2, 99)}@example.org`;
	const members = generations.map((generation) => {
		const firstName = random.pick(FIRST_NAMES[generation]);
		return neighbour(random, taken, { firstName, lastName, generation, home, email });
	});
	return { kind: 'family', members, ...seasonsOf(random) };
}

function single(random: Random, taken: Set<string>): Household {
	const generation = random.chance(0.45) ? 'elder' : 'adult';
	const person = neighbour(random, taken, {
		firstName: random.pick(FIRST_NAMES[generation]),
		lastName: random.pick(LAST_NAMES),
		generation,
		home: homeOf(random)
	});
	return { kind: 'single', members: [person], ...seasonsOf(random) };
}

/** `claire.legoff`: what the first person of that name is known by in the story. */
export function keyOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
	return fold(`${firstName}.${lastName}`).replace(/[^a-z.]/g, '');
}

interface Drawn {
	readonly firstName: string;
	readonly lastName: string;
	readonly generation: 'elder' | 'adult' | 'child';
	readonly home: Home;
	readonly email?: string;
}

const BIRTHS = { elder: [1942, 1962], adult: [1965, 2001], child: [2011, 2020] } as const;

function neighbour(random: Random, taken: Set<string>, drawn: Drawn): Neighbour {
	const { firstName, lastName, generation, home } = drawn;
	const base = keyOf(drawn);
	let key = base;
	for (let count = 2; taken.has(key); count += 1) key = `${base}${count}`;
	taken.add(key);
	const digits = String(random.int(0, 9999))
		.padStart(4, '0')
		.replace(/(..)(..)/, '$1 $2');
	const [from, to] = BIRTHS[generation];
	const birth = `${random.int(from, to)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
	const phone = generation === 'elder' && random.chance(0.6) ? '02 61 91' : '06 39 98';
	// One elder in five has no e-mail: their mail goes by post.
	const email =
		drawn.email ?? (generation === 'elder' && random.chance(0.2) ? '' : `${key}@example.org`);
	return {
		key,
		generation,
		fields: {
			firstName,
			lastName,
			...home,
			...(email && { email }),
			...(generation !== 'child' && { phone: `${phone} ${digits}` }),
			birthDate: birth,
			newsletter: email !== '' && generation !== 'child' && random.chance(0.8),
			...(generation === 'child' && { category: 'Enfant' })
		}
	};
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
