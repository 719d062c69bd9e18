import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import {
	createAssociation,
	type CreatedAssociation
} from '#composition/founding/create-association.ts';
import { findFounder } from '#composition/founding/founder.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { inAssociation, inHost } from '#platform/server/database/db.ts';
import { settleTables } from '#platform/server/database/settle-tables.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { writeAssociations } from './scale/many-associations.ts';
import { ENTRIES_AT_ONCE, writeEntries, type Ledger } from './scale/many-entries.ts';
import { writePeople } from './scale/many-people.ts';

export interface Scale {
	readonly people: number;
	readonly entries: number;
	/** Further associations, nearly empty: what a host with many carries. */
	readonly associations: number;
}

export const SCALE_FOUNDER = {
	email: 'mesure@example.org',
	firstName: 'Mesure',
	lastName: 'Grandeur',
	password: 'un-banc-de-mesure-sous-le-chene'
};

/** The tables that are written past the operations, whose modules have them looked at after a large import. */
const WRITTEN = [
	'platform.association',
	'people.person',
	'accounting.entry',
	'accounting.line',
	'accounting.account_month'
];

const FIRST_DAY = '2026-01-01' as Day;

/** One association with as many people and entries as asked, and others beside it; the same at every run. */
export async function growToScale(
	name: string,
	{ people, entries, associations }: Scale,
	tell: (step: string) => void = () => {}
): Promise<CreatedAssociation> {
	const { db } = runtime().database;
	const known = await inHost(db, (tx) => findFounder(tx, SCALE_FOUNDER.email));
	const created = await createAssociation(
		{ name, yearStart: FIRST_DAY, yearEnd: '2026-12-31' },
		known ?? SCALE_FOUNDER,
		{ by: 'host' }
	);
	const { id, caller } = created;
	if (associations > 0) {
		await inHost(db, (tx) => writeAssociations(tx, associations));
		tell(`${associations} associations`);
	}
	if (people > 0) {
		await inAssociation(db, id, (tx) => writePeople(tx, people));
		tell(`${people} people`);
	}
	const ledger = entries > 0 ? await prepareLedger(caller) : undefined;
	for (let written = 0; ledger && written < entries; written += ENTRIES_AT_ONCE) {
		const size = Math.min(ENTRIES_AT_ONCE, entries - written);
		const chunk = { size, written, total: entries };
		await inAssociation(db, id, (tx) => writeEntries(tx, ledger, chunk));
		tell(`${written + size} entries`);
	}
	await settleTables(runtime().database.pool, WRITTEN);
	return created;
}

/** A few entries by the ordinary operations, which bring the accounts that the others go to. */
async function prepareLedger(caller: Caller): Promise<Ledger> {
	const sample = { date: FIRST_DAY, amountCents: 1000, means: '5121' };
	for (const meaning of ['dues', 'gifts', 'sales', 'events'] as const) {
		await perform(accounting.recordIncome, caller, { ...sample, label: 'Recette', meaning });
	}
	for (const meaning of ['insurance', 'rent', 'equipment', 'bank-fees'] as const) {
		await perform(accounting.recordExpense, caller, { ...sample, label: 'Dépense', meaning });
	}
	const { years } = await perform(accounting.listFiscalYears, caller, {});
	const { journals } = await perform(accounting.listJournals, caller, {});
	const { rows: accounts } = await inAssociation(
		runtime().database.db,
		caller.association.id,
		(tx) => sql<{ id: string; code: string }>`select id, code from accounting.account`.execute(tx)
	);
	const like = (code: RegExp) => accounts.filter((row) => code.test(row.code)).map(({ id }) => id);
	return {
		yearId: years[0]?.id ?? '',
		firstDay: FIRST_DAY,
		journalId: journals.find(({ code }) => code === 'BQ')?.id ?? '',
		bankId: like(/^5121$/)[0] ?? '',
		income: like(/^7/),
		expense: like(/^6/)
	};
}
