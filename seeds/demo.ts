import { HOST_ID } from '#platform/server/actor.ts';
import { acrossScopes, inHost, type Enter } from '#platform/server/database/db.ts';
import {
	accountCaller,
	createAccount,
	findAccountByEmail,
	grantAccess,
	openSession
} from '#platform/server/identity/index.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Caller } from '#platform/server/perform.ts';
import { removeAssociation } from '#platform/server/remove-association.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import {
	createWithin,
	lockCreation,
	type CreatedAssociation
} from '#composition/founding/create-association.ts';
import { findFounder } from '#composition/founding/founder.ts';
import { Refusal } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import { keyOf } from './kerlann/households.ts';
import {
	CLAIRE,
	DEMO_PASSWORD,
	MADELEINE,
	ODILE,
	PERSONAS,
	YANN,
	type Persona
} from './kerlann/personas.ts';
import { playStory } from './kerlann/story.ts';
import { momentOf, Stage } from './stage.ts';

export interface Demo {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
}

export { DEMO_PASSWORD, PERSONAS, type Persona };

const FIRST_DAY = '2024-01-01' as Day;

/** The demonstration association of this server, if it has one. */
export function findDemo(): Promise<Demo | undefined> {
	return inHost(runtime().database.db, demoIn);
}

/** Creates the demonstration association unless it is there: all of its story, or nothing. */
export async function createDemo(): Promise<Demo> {
	return acrossScopes(runtime().database.db, async (enter) => {
		const known = await enter(HOST_ID, async (tx) => {
			await lockCreation(tx);
			return demoIn(tx);
		});
		if (known) return known;
		const association = await found(enter);
		const callers = await openDoors(enter, association);
		await enter(association.id, (tx) => fill(tx, association, callers));
		const { id, slug, name } = association;
		return { id, slug, name };
	});
}

/** Whoever administers the demonstration may remove it. */
export async function mayRemoveDemo({ actor, association }: Caller): Promise<boolean> {
	if (!actor.permissions.has('platform.configure')) return false;
	return (await findDemo())?.id === association.id;
}

/** Removes the demonstration with all its data, and the accounts of its personas; none is fine. */
export async function removeDemo(): Promise<boolean> {
	const demo = await findDemo();
	if (!demo) return false;
	await removeAssociation(demo.id);
	await inHost(runtime().database.db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.deleteFrom('platform.account')
			.where(
				'email',
				'in',
				PERSONAS.map(({ email }) => email)
			)
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom('platform.access')
							.select('id')
							.whereRef('platform.access.account_id', '=', 'platform.account.id')
					)
				)
			)
			.execute()
	);
	return true;
}

/**
 * Opens a session of a persona, without a password: only for an account that enters nothing but a demonstration.
 * Answers the secret of its cookie.
 * @throws {Refusal} `founding.no-such-persona`
 */
export async function signInAsPersona(email: string, userAgent: string): Promise<string> {
	return inHost(runtime().database.db, async (tx) => {
		const account = await findAccountByEmail(tx, email);
		const places = await tx
			.withTables<PlatformTables>()
			.selectFrom('platform.access as access')
			.innerJoin('platform.association as association', 'association.id', 'access.association_id')
			.select('association.is_demo as isDemo')
			.where('access.account_id', '=', account?.id ?? HOST_ID)
			.execute();
		if (!account || places.length === 0 || !places.every(({ isDemo }) => isDemo)) {
			throw new Refusal('not-found', 'founding.no-such-persona');
		}
		return openSession(tx, account.id, userAgent);
	});
}

function demoIn(hostTx: Tx): Promise<Demo | undefined> {
	return hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.association')
		.select(['id', 'slug', 'name'])
		.where('is_demo', '=', true)
		.orderBy('created_at')
		.limit(1)
		.executeTakeFirst();
}

async function found(enter: Enter): Promise<CreatedAssociation> {
	const { firstName, lastName, email } = CLAIRE;
	const known = await enter(HOST_ID, (tx) => findFounder(tx, email));
	return createWithin(
		enter,
		{
			name: 'Les Jardins partagés de Kerlann',
			purpose:
				'Cultiver ensemble des jardins ouverts à tous, et transmettre ce que l’on y apprend.',
			rna: 'W294900123',
			yearStart: FIRST_DAY
		},
		known ?? { firstName, lastName, email, password: DEMO_PASSWORD },
		{ by: 'host', isDemo: true, slug: 'kerlann', moment: momentOf(FIRST_DAY) }
	);
}

/** Opens an account for each persona and lets it in with its role; answers who each is there. */
function openDoors(
	enter: Enter,
	{ id: associationId }: CreatedAssociation
): Promise<ReadonlyMap<Persona, Caller>> {
	return enter(HOST_ID, async (tx) => {
		const callers = new Map<Persona, Caller>();
		for (const persona of PERSONAS) {
			const { firstName, lastName, email, role } = persona;
			const name = `${firstName} ${lastName}`;
			const known = await findAccountByEmail(tx, email);
			const { id: accountId } =
				known ?? (await createAccount(tx, { email, name, password: DEMO_PASSWORD }));
			await grantAccess(tx, { accountId, associationId, role });
			const caller = await accountCaller(tx, accountId, { id: associationId });
			if (caller) callers.set(persona, caller);
		}
		return callers;
	});
}

async function fill(
	tx: Tx,
	association: CreatedAssociation,
	callers: ReadonlyMap<Persona, Caller>
): Promise<void> {
	const as = (persona: Persona) => callers.get(persona) ?? association.caller;
	const records = await playStory(
		new Stage(tx),
		{
			administrator: as(CLAIRE),
			treasurer: as(YANN),
			secretary: as(MADELEINE),
			accountant: as(ODILE)
		},
		association
	);
	const tables = tx.withTables<PlatformTables>();
	for (const persona of PERSONAS) {
		const personId = records.get(keyOf(persona));
		const access = tables.updateTable('platform.access').set({ person_id: personId });
		if (personId) await access.where('email', '=', persona.email).execute();
	}
}
