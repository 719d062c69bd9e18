import { sql } from 'kysely';
import { addDays, addMonths, type Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { m } from '#i18n';
import { HOST_ID } from '#platform/server/actor.ts';
import { dayIn, now } from '#platform/server/clock.ts';
import { acrossScopes } from '#platform/server/database/db.ts';
import { accountCaller, grantAccess } from '#platform/server/identity/index.ts';
import type { Tx } from '#platform/server/operation.ts';
import { wakeOutbox } from '#platform/server/outbox.ts';
import { parseInput } from '#platform/server/parse-input.ts';
import type { Caller } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { act } from '../act.ts';
import { chooseSlug } from './choose-slug.ts';
import { creationInput, type Creation, type CreationInput } from './creation-input.ts';
import { openFounderAccount, type Founder, type FounderAccount } from './founder.ts';
import { keepLogo } from './keep-logo.ts';
import { checkMayCreate } from './may-create.ts';

export interface CreationOptions {
	/** `visitor`: of the pages, bound by ASSOCIATION_CREATION; `host`: whoever runs the command line. */
	readonly by: 'visitor' | 'host';
	readonly logo?: Uint8Array;
	readonly isDemo?: boolean;
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
}

/**
 * Creates an association in one transaction: its row, its first administrator with account, access and person,
 * the board as a group, the first fiscal year with its journals and usual accounts.
 * @throws {Refusal} `founding.creation-closed`, `founding.logo-not-image`, `platform.input-invalid`, what
 * `openFounderAccount` refuses, `accounting.year-…` on the field of the day.
 */
export async function createAssociation(
	input: CreationInput,
	founder: Founder,
	{ by, logo, isDemo = false, moment = now() }: CreationOptions
): Promise<CreatedAssociation> {
	const creation = parseInput(creationInput, input);
	const logoBlob = logo ? await keepLogo(logo) : null;
	const created = await acrossScopes(runtime().database.db, async (enter) => {
		const { account, caller } = await enter(HOST_ID, async (tx) => {
			// Two first associations at once must not both be the first, nor take the same address.
			await sql`select pg_advisory_xact_lock(hashtext('essaim.create-association'))`.execute(tx);
			if (by === 'visitor') await checkMayCreate(tx);
			const account = await openFounderAccount(tx, founder);
			const caller = await insertAssociation(tx, account, { creation, logoBlob, isDemo });
			return { account, caller };
		});
		await enter(caller.association.id, (tx) => furnish(tx, caller, { account, creation, moment }));
		return { ...caller.association, accountId: account.accountId, caller };
	});
	wakeOutbox();
	return created;
}

/** Writes the row and opens its door to the founder; answers the founder as a caller there. */
async function insertAssociation(
	hostTx: Tx,
	{ accountId }: FounderAccount,
	{ creation, logoBlob, isDemo }: { creation: Creation; logoBlob: string | null; isDemo: boolean }
): Promise<Caller> {
	const id = newId();
	await hostTx
		.withTables<PlatformTables>()
		.insertInto('platform.association')
		.values({
			id,
			slug: await chooseSlug(hostTx, creation.name),
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

/** What every association starts with. */
async function furnish(
	tx: Tx,
	caller: Caller,
	{ account, creation, moment }: { account: FounderAccount; creation: Creation; moment: Date }
): Promise<void> {
	const { firstName, lastName, email, locale } = account;
	const person = await act<{ id: string }>(
		tx,
		caller,
		'people.add-person',
		// An account opened by its address alone has no name yet.
		{ firstName, lastName: lastName || (firstName ? undefined : email), email },
		moment
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
		moment
	);
	const members = { id: board.id, add: [person.id] };
	await act(tx, caller, 'people.edit-group-members', members, moment);
	await openYear(tx, caller, creation, moment);
}

async function openYear(tx: Tx, caller: Caller, creation: Creation, moment: Date): Promise<void> {
	const start = creation.yearStart ?? (`${dayIn(moment).slice(0, 4)}-01-01` as Day);
	const end = creation.yearEnd ?? addDays(addMonths(start, 12), -1);
	const year = { start, end, ...(creation.chart && { chart: creation.chart }) };
	try {
		await act(tx, caller, 'accounting.open-fiscal-year', year, moment);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		throw refuseField('yearEnd', error.code, error.parameters);
	}
}
