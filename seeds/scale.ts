import { sql } from 'kysely';
import { addDays, day, type Day } from '#shared/day.ts';
import {
	createAssociation,
	type CreatedAssociation
} from '#composition/founding/create-association.ts';
import { findFounder } from '#composition/founding/founder.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { inAssociation, inHost } from '#platform/server/database/db.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import type { Tx } from '#platform/server/operation.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { FIRST_NAMES, LAST_NAMES, TOWNS } from './scale-names.ts';

export interface Scale {
	readonly people: number;
	readonly entries: number;
	/** Further associations, bare: what a host with many carries. */
	readonly associations: number;
}

const YEAR = 2026;
const PEOPLE_AT_ONCE = 10_000;
const ENTRIES_AT_ONCE = 2_500;
export const SCALE_FOUNDER = {
	email: 'mesure@example.org',
	firstName: 'Mesure',
	lastName: 'Grandeur',
	password: 'un-banc-de-mesure-sous-le-chene'
};

/** One association with as many people and entries as asked, and others beside it; the same at every run. */
export async function growToScale(
	name: string,
	scale: Scale,
	tell: (step: string) => void = () => {}
): Promise<CreatedAssociation> {
	const known = await inHost(runtime().database.db, (tx) => findFounder(tx, SCALE_FOUNDER.email));
	const created = await createAssociation(
		{ name, yearStart: `${YEAR}-01-01`, yearEnd: `${YEAR}-12-31` },
		known ?? SCALE_FOUNDER,
		{ by: 'host' }
	);
	for (let from = 0; from < scale.people; from += PEOPLE_AT_ONCE) {
		await importPeople(created.caller, from, Math.min(scale.people, from + PEOPLE_AT_ONCE));
		tell(`${Math.min(scale.people, from + PEOPLE_AT_ONCE)} people`);
	}
	if (scale.entries > 0) await postEntries(created.caller, scale.entries, tell);
	const { accountId } = created;
	for (let count = 1; count <= scale.associations; count += 1) {
		await createAssociation({ name: `Association ${count}` }, { accountId }, { by: 'host' });
		if (count % 1000 === 0) tell(`${count} associations`);
	}
	return created;
}

/** By the operation that people use: the file of another program, then all or nothing. */
async function importPeople(caller: Caller, from: number, to: number): Promise<void> {
	const lines = Array.from({ length: to - from }, (_, index) => personLine(from + index + 1));
	const content = [
		'Numéro;Nom;Prénom;E-mail;Téléphone;Code postal;Ville;Date d’inscription',
		...lines
	];
	const kept = await keepFile(caller, {
		name: `people-${from}.csv`,
		mediaType: 'text/csv',
		content: Buffer.from(content.join('\n'))
	});
	const { id } = await perform(people.startImport, caller, { file: kept.id });
	await perform(people.commitImport, caller, { id });
}

function personLine(number: number): string {
	const first = FIRST_NAMES[(number * 7) % FIRST_NAMES.length];
	const last = LAST_NAMES[(number * 13) % LAST_NAMES.length];
	const [postcode, town] = TOWNS[(number * 5) % TOWNS.length] ?? ['29000', 'Quimper'];
	const joined = addDays(day('2015-01-01'), (number * 37) % 4000);
	const phone = `063998${String(number % 10_000).padStart(4, '0')}`;
	return [number, last, first, `p${number}@example.org`, phone, postcode, town, joined].join(';');
}

/** A few entries by the operation, then many like them, set by set, under the same constraints and triggers. */
async function postEntries(
	caller: Caller,
	count: number,
	tell: (step: string) => void
): Promise<void> {
	const accounts = ['706', '7081', '6063', '613', '616', '626', '6227', '6251'];
	for (const account of accounts) await postModel(caller, account);
	const { db } = runtime().database;
	for (let from = 0; from < count; from += ENTRIES_AT_ONCE) {
		const size = Math.min(ENTRIES_AT_ONCE, count - from);
		await inAssociation(db, caller.association.id, (tx) => copyModels(tx, from, size, count));
		tell(`${from + size} entries`);
	}
}

async function postModel(caller: Caller, account: string): Promise<void> {
	const income = account.startsWith('7');
	await perform(accounting.postEntry, caller, {
		journal: 'BQ',
		date: `${YEAR}-01-02` as Day,
		label: income ? `Recette ${account}` : `Dépense ${account}`,
		lines: [
			{ account: '5121', [income ? 'debitCents' : 'creditCents']: 1000 },
			{ account, [income ? 'creditCents' : 'debitCents']: 1000 }
		]
	});
}

async function copyModels(tx: Tx, from: number, size: number, total: number): Promise<void> {
	await sql`
		WITH model AS (
			SELECT e.*, row_number() OVER (ORDER BY e.number) - 1 AS rank, count(*) OVER () AS models
			FROM accounting.entry e WHERE e.number <= 8
		), counter AS (
			UPDATE accounting.entry_counter c SET last_number = c.last_number + ${size}
			WHERE c.journal_id = (SELECT journal_id FROM model LIMIT 1)
			RETURNING c.last_number
		), copy AS (
			INSERT INTO accounting.entry (association_id, id, fiscal_year_id, journal_id, number, entry_date,
				label, reference, third_party, search, total_cents, created_at)
			SELECT m.association_id, gen_random_uuid(), m.fiscal_year_id, m.journal_id,
				(SELECT last_number FROM counter) - ${size} + n,
				date '2026-01-02' + ((${from} + n)::bigint * 360 / ${total})::int,
				m.label || ' n° ' || (${from} + n), NULL, NULL, lower(m.search) || ' ' || (${from} + n),
				1000 + (${from} + n) % 9000, now()
			FROM generate_series(1, ${size}) n JOIN model m ON m.rank = n % m.models
			RETURNING *
		)
		INSERT INTO accounting.line (association_id, id, entry_id, position, fiscal_year_id, entry_date,
			account_id, debit_cents, credit_cents, label)
		SELECT c.association_id, gen_random_uuid(), c.id, l.position, c.fiscal_year_id, c.entry_date,
			l.account_id,
			CASE WHEN l.debit_cents > 0 THEN c.total_cents ELSE 0 END,
			CASE WHEN l.credit_cents > 0 THEN c.total_cents ELSE 0 END, NULL
		FROM copy c
		JOIN model m ON split_part(c.label, ' n° ', 1) = m.label
		JOIN accounting.line l ON l.association_id = m.association_id AND l.entry_id = m.id`.execute(tx);
}
