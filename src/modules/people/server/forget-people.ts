import { sql } from 'kysely';
import { fold } from '#shared/text.ts';
import { m } from '#i18n';
import { forgetFiles } from '#platform/server/forget-files.ts';
import { forgetAccess } from '#platform/server/identity/index.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { openBlocks } from './find/arrange-blocks.ts';
import { forgetWords } from './find/near-words.ts';
import { forgetFilesNaming } from './import/forget-files.ts';
import { customFields } from './custom/field-row.ts';
import { dropPhotos } from './photo/photo-row.ts';

/** How a person is called once nobody may know who they were: alike for all, told apart by their id. */
function forgottenName(id: string): string {
	return m.people_forgotten({ mark: id.slice(-6) }, { locale: 'fr' });
}

/**
 * Empties the records of people: names, contact points, fields, notes, groups, consents, history, files,
 * access, mail sent to them. The records stay, so that what points at them does too. Never undone.
 */
export async function forgetPeople(
	context: OperationContext,
	ids: readonly string[]
): Promise<void> {
	const { tx, now } = context;
	await forgetOwnFiles(context, ids);
	await forgetFilesNaming(context, ids);
	await dropPhotos(context.tx, ids);
	await forgetMail(context, ids);
	for (const table of [
		'person_change',
		'field_value',
		'group_member',
		'search_leader',
		'join_request',
		'household_member',
		'correction',
		'consent',
		'departure'
	]) {
		await sql`
			DELETE FROM ${sql.table(`people.${table}`)} t
			WHERE t.person_id = ANY(${ids}::uuid[])`.execute(tx);
	}
	await sql`
		DELETE FROM people.merge m
		WHERE m.kept_id = ANY(${ids}::uuid[]) OR m.dropped_id = ANY(${ids}::uuid[])`.execute(tx);
	await openBlocks(context, ids);
	const known = await namesOf(context, ids);
	const names = ids.map(forgottenName);
	await sql`
		UPDATE people.person p SET
			display_name = r.name, sort_name = r.folded, search = ' ' || r.folded || ' ',
			number = NULL, honorific = NULL, first_name = NULL, last_name = NULL, organisation_name = NULL,
			email = NULL, email_key = NULL, other_emails = NULL, phone = NULL, other_phones = NULL,
			address = NULL, postcode = NULL, city = NULL, sort_city = NULL, country = NULL,
			birth_date = NULL, joined_on = NULL, newsletter = false, language = NULL, notes = NULL,
			emergency_contact = NULL, restricted_notes = NULL, extra = '{}', custom = '{}',
			archived_at = coalesce(p.archived_at, ${now}), anonymised_at = ${now},
			version = p.version + 1, updated_at = ${now}
		FROM unnest(${ids}::uuid[], ${names}::text[], ${names.map(fold)}::text[])
			AS r(id, name, folded)
		WHERE p.id = r.id`.execute(tx);
	await forgetWords(tx, known);
}

/** Names and places, folded. */
async function namesOf({ tx }: OperationContext, ids: readonly string[]): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		SELECT concat_ws(' ', p.sort_name, p.sort_city) AS name FROM people.person p
		WHERE p.id = ANY(${ids}::uuid[])`.execute(tx);
	return rows.map(({ name }) => name);
}

/** Files of the association’s own fields are named no more, unless somebody else’s record names them too. */
async function forgetOwnFiles(context: OperationContext, ids: readonly string[]) {
	const { tx } = context;
	const keys = (await customFields(tx)).filter(({ kind }) => kind === 'file').map(({ key }) => key);
	if (keys.length === 0) return;
	const { rows } = await sql<{ fileId: string }>`
		SELECT p.custom ->> k AS "fileId" FROM people.person p, unnest(${keys}::text[]) k
		WHERE p.id = ANY(${ids}::uuid[]) AND p.custom ? k
		EXCEPT
		SELECT p.custom ->> k FROM people.person p, unnest(${keys}::text[]) k
		WHERE p.id <> ALL(${ids}::uuid[]) AND p.custom ? k`.execute(tx);
	await forgetFiles(
		context,
		rows.map(({ fileId }) => fileId)
	);
}

/** Their way in, the invitations to them, and the mail to an address that nobody else has. */
async function forgetMail({ tx }: OperationContext, ids: readonly string[]) {
	const { rows } = await sql<{ email: string }>`
		SELECT DISTINCT lower(p.email) AS email FROM people.person p
		WHERE p.id = ANY(${ids}::uuid[]) AND p.email IS NOT NULL
		EXCEPT
		SELECT lower(p.email) FROM people.person p
		WHERE p.id <> ALL(${ids}::uuid[]) AND p.email IS NOT NULL`.execute(tx);
	await forgetAccess(
		tx,
		ids,
		rows.map(({ email }) => email)
	);
}
