import { sql } from 'kysely';
import { addDays, addMonths, type Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { m } from '#i18n';
import { HOST_ID } from '#platform/server/actor.ts';
import { dayIn, now } from '#platform/server/clock.ts';
import { acrossScopes, type Enter } from '#platform/server/database/db.ts';
import { accountCaller, grantAccess } from '#platform/server/identity/index.ts';
import type { Tx } from '#platform/server/operation.ts';
import { drawLogo } from '#platform/server/operations/logo.ts';
import { wakeOutbox } from '#platform/server/outbox.ts';
import { parseInput } from '#platform/server/parse-input.ts';
import type { Caller, Telling } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { act } from '../act.ts';
import { chooseSlug } from './choose-slug.ts';
import { creationInput, type Creation, type CreationInput } from './creation-input.ts';
import { openFounderAccount, type Founder, type FounderAccount } from './founder.ts';
import { checkMayCreate } from './may-create.ts';

export interface CreationOptions {
	/** `visitor`: of the pages, bound by ASSOCIATION_CREATION; `host`: whoever runs the command line. */
	readonly by: 'visitor' | 'host';
	readonly logo?: Uint8Array;
	readonly isDemo?: boolean;
	/** Wished short name; from the name unless said. */
	readonly slug?: string;
	/** Told instead of now: the demonstration is older than today. */
	readonly moment?: Date;
}

export interface CreatedAssociation {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
	/** The first administrator. */
	readonly accountId: string;
	readonly caller: Caller;
	/** The person of the administrator. */
	readonly personId: string;
	/** The group of the board. */
	readonly boardId: string;
}

/**
 * Creates an association in one transaction: its row, its first administrator with account, access and person,
 * the board as a group, the first fiscal year with its journals and usual accounts.
 * @throws {Refusal} `founding.creation-closed`, `platform.logo-not-an-image`, `platform.input-invalid`, what
 * `openFounderAccount` refuses, `accounting.year-…` on the field of the day.
 */
export async function createAssociation(
	input: CreationInput,
	founder: Founder,
	options: CreationOptions
): Promise<CreatedAssociation> {
	const created = await acrossScopes(runtime().database.db, (enter) =>
		createWithin(enter, input, founder, options)
	);
	wakeOutbox();
	return created;
}

/** Like `createAssociation`, as one step of a transaction that goes on in the new association. */
export async function createWithin(
	enter: Enter,
	input: CreationInput,
	founder: Founder,
	{ by, logo, slug, isDemo = false, moment = now() }: CreationOptions
): Promise<CreatedAssociation> {
	const creation = parseInput(creationInput, input);
	const logoBlob = logo ? await keepLogo(logo) : null;
	const { account, caller } = await enter(HOST_ID, async (tx) => {
		await lockCreation(tx);
		if (by === 'visitor') await checkMayCreate(tx);
		const account = await openFounderAccount(tx, founder);
		const caller = await insertAssociation(tx, account, { creation, slug, logoBlob, isDemo });
		return { account, caller };
	});
	const board = await enter(caller.association.id, (tx) =>
		furnish(tx, caller, { account, creation, telling: { moment, silent: isDemo } })
	);
	return { ...caller.association, accountId: account.accountId, caller, ...board };
}

async function keepLogo(content: Uint8Array): Promise<string> {
	return (await runtime().blobs.put(await drawLogo(content))).sha256;
}

/** Until the commit: two first associations at once must not both be the first, nor take the same address. */
export async function lockCreation(tx: Tx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('essaim.create-association'))`.execute(tx);
}

interface NewRow {
	readonly creation: Creation;
	readonly slug: string | undefined;
	readonly logoBlob: string | null;
	readonly isDemo: boolean;
}

/** Writes the row and opens its door to the founder; answers the founder as a caller there. */
async function insertAssociation(
	hostTx: Tx,
	{ accountId }: FounderAccount,
	{ creation, slug, logoBlob, isDemo }: NewRow
): Promise<Caller> {
	const id = newId();
	await hostTx
		.withTables<PlatformTables>()
		.insertInto('platform.association')
		.values({
			id,
			slug: await chooseSlug(hostTx, slug ?? creation.name),
			name: creation.name,
			rna: creation.rna ?? null,
			siren: creation.siren ?? null,
			logo_blob: logoBlob,
			is_demo: isDemo,
			...(creation.purpose !== undefined && { purpose: creation.purpose }),
			...(creation.accentHue !== undefined && { accent_hue: creation.accentHue })
		})
		.execute();
	await grantAccess(hostTx, { accountId, associationId: id, role: 'administrator' });
	const caller = await accountCaller(hostTx, accountId, { id });
	if (!caller) throw new Error('The founder has no access');
	return caller;
}

interface Furnishing {
	readonly account: FounderAccount;
	readonly creation: Creation;
	readonly telling: Telling;
}

/** What every association starts with. */
async function furnish(
	tx: Tx,
	caller: Caller,
	{ account, creation, telling }: Furnishing
): Promise<{ personId: string; boardId: string }> {
	const { firstName, lastName, email, locale } = account;
	const person = await act<{ id: string }>(
		tx,
		caller,
		'people.add-person',
		// An account opened by its address alone has no name yet.
		{ firstName, lastName: lastName || (firstName ? undefined : email), email },
		telling
	);
	await tx
		.withTables<PlatformTables>()
		.updateTable('platform.access')
		.set({ person_id: person.id })
		.where('account_id', '=', account.accountId)
		.execute();
	const board = await act<{ id: string }>(
		tx,
		caller,
		'people.add-group',
		{ name: m.founding_group_board({}, { locale }) },
		telling
	);
	const members = { id: board.id, add: [person.id] };
	await act(tx, caller, 'people.edit-group-members', members, telling);
	await openYear(tx, caller, creation, telling);
	return { personId: person.id, boardId: board.id };
}

async function openYear(
	tx: Tx,
	caller: Caller,
	creation: Creation,
	{ moment = now(), ...telling }: Telling
): Promise<void> {
	const start = creation.yearStart ?? (`${dayIn(moment).slice(0, 4)}-01-01` as Day);
	const end = creation.yearEnd ?? addDays(addMonths(start, 12), -1);
	const year = { start, end, ...(creation.chart && { chart: creation.chart }) };
	try {
		await act(tx, caller, 'accounting.open-fiscal-year', year, { ...telling, moment });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		throw refuseField('yearEnd', error.code, error.parameters);
	}
}
