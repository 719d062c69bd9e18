import { sql } from 'kysely';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { maySee } from '../domain/custom/custom-field.ts';
import type { Changes } from '../domain/change.ts';
import { shownCustom } from './custom/shown-custom.ts';
import { customFields } from './custom/field-row.ts';
import { SELF_VIEWER } from './custom/viewer.ts';
import { fieldLabel } from './labels.ts';
import { loadPerson } from './person-row.ts';
import { readPhotos } from './photo/photo-row.ts';
import { FIELD_NAMES } from '../domain/fields.ts';
import { dataUri } from '../domain/photo.ts';

/** One thing known: its name and its value, in the words of the reader. */
export interface KnownThing {
	readonly label: string;
	readonly text: string;
}

/**
 * All that the records of people say of one person, as that person may see it (GDPR articles 15 and 20);
 * the caller has authorised the reader. `known` is for reading, the rest for programs.
 * @throws {Refusal} `people.person-not-found`
 */
export async function everythingOf(context: OperationContext, id: string) {
	const { tx, today, actor } = context;
	const person = await loadPerson(tx, id);
	const viewer = SELF_VIEWER;
	const { custom, fields } = await shownCustom(tx, person, viewer, {
		today,
		locale: actor.locale
	});
	const { archivedAt, restrictedNotes: _, ...record } = { ...person, custom };
	const hidden = new Set([
		'restrictedNotes',
		...(await customFields(tx))
			.filter((field) => !maySee(field, viewer))
			.map(({ key }) => `custom.${key}`)
	]);
	const { rows: changes } = await sql<{ at: Date; changes: Changes }>`
		SELECT c.at, c.changes FROM people.person_change c
		WHERE c.person_id = ${id} ORDER BY c.version`.execute(tx);
	const { rows: groups } = await sql<{ name: string; addedAt: Date }>`
		SELECT g.name, i.added_at AS "addedAt" FROM (
			SELECT m.association_id, m.group_id, m.added_at FROM people.group_member m
			WHERE m.person_id = ${id}
			UNION ALL
			SELECT l.association_id, l.group_id, l.added_at FROM people.search_leader l
			WHERE l.person_id = ${id}
		) i JOIN people.person_group g ON g.association_id = i.association_id AND g.id = i.group_id
		ORDER BY g.name_key`.execute(tx);
	const { rows: consents } = await sql`
		SELECT c.purpose, c.given, c.at, c.wording FROM people.consent c
		WHERE c.person_id = ${id} ORDER BY c.id`.execute(tx);
	const { rows: corrections } = await sql`
		SELECT c.asked_at AS "askedAt", c.changes, c.state, c.reason FROM people.correction c
		WHERE c.person_id = ${id} ORDER BY c.id`.execute(tx);
	const { rows: departures } = await sql`
		SELECT d.left_on AS "leftOn", d.reason, d.said_at AS "saidAt", d.undone_at AS "undoneAt"
		FROM people.departure d WHERE d.person_id = ${id} ORDER BY d.id`.execute(tx);
	const photo = (await readPhotos(context, [id], { size: 'full' })).get(id);
	const known: KnownThing[] = [
		...FIELD_NAMES.filter((name) => name !== 'restrictedNotes').map((name) => ({
			label: fieldLabel(name, actor.locale),
			text: typeof person[name] === 'string' ? person[name] : ''
		})),
		...fields.map(({ label, text }) => ({ label, text })),
		...Object.entries(person.extra).map(([label, text]) => ({ label, text })),
		{
			label: fieldLabel('photo', actor.locale),
			text: photo ? m.people_photo_in_file({}, { locale: actor.locale }) : ''
		}
	];
	return {
		name: person.displayName,
		known: known.filter(({ text }) => text !== ''),
		record: { ...record, archived: archivedAt !== null },
		/** JPEG, as a `data:` URI. */
		photo: photo ? dataUri(photo) : null,
		groups,
		consents,
		corrections,
		departures,
		history: changes.map(({ at, changes: all }) => ({
			at,
			changes: Object.fromEntries(Object.entries(all).filter(([field]) => !hidden.has(field)))
		}))
	};
}
