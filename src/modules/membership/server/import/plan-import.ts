import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { hasOpenYear } from '#modules/accounting/server/index.ts';
import type { HeldMembership, PlannedDues } from '#modules/membership/domain/import/plan.ts';
import { planDues } from '#modules/membership/domain/import/plan.ts';
import type { DuesDraft } from '#modules/membership/domain/import/read-line.ts';
import { readDuesLines } from '#modules/membership/domain/import/read-line.ts';
import type { KnownTariff } from '#modules/membership/domain/import/tariff-named.ts';
import {
	LEAVE_OUT,
	tariffKey,
	tariffNamed
} from '#modules/membership/domain/import/tariff-named.ts';
import type { ImportRow } from './import-row.ts';
import { knownTariffs } from './known-tariffs.ts';
import { peopleOfLines, type PersonToAdd } from './people-of-lines.ts';
import { readImportTable } from './read-import-table.ts';

/** A fee and a tariff that the file names and the association doesn't have, or not that one alone. */
export interface UnknownTariff {
	readonly key: string;
	readonly fee: string;
	readonly tariff: string;
	readonly lines: number;
	/** The id of the tariff chosen instead, or `leave-out`. */
	readonly choice: string | null;
}

export interface DuesPlan {
	readonly lines: readonly PlannedDues[];
	readonly toAdd: readonly PersonToAdd[];
	readonly unknownTariffs: readonly UnknownTariff[];
}

const SHOWN_TARIFFS = 50;

/** Reads the file of an import again and decides what each line does, as things are now. */
export async function planOf(context: OperationContext, row: ImportRow): Promise<DuesPlan> {
	const { tx } = context;
	const { choices } = row;
	const drafts = readDuesLines(await readImportTable(context, row), row.mapping);
	const tariffs = await knownTariffs(tx);
	const { people, toAdd } = await peopleOfLines(context, drafts, choices);
	const ids = people.flatMap((person) => ('id' in person ? [person.id] : []));
	const lines = planDues(drafts, {
		tariffs,
		choices: choices.tariffs,
		people,
		held: await heldBy(tx, [...new Set(ids)]),
		money: choices.money,
		openDays: choices.money === 'posted' ? await openDays(context, drafts) : new Set()
	});
	return { lines, toAdd, unknownTariffs: unknownTariffs(drafts, tariffs, choices.tariffs) };
}

async function heldBy(tx: Tx, personIds: readonly string[]): Promise<readonly HeldMembership[]> {
	const { rows } = await sql<HeldMembership>`
		SELECT m.person_id AS "personId", m.fee_id AS "feeId", m.tariff_id AS "tariffId",
			m.starts_on AS start, m.ends_on AS end
		FROM membership.membership m
		WHERE m.person_id = ANY(${personIds}::uuid[]) AND m.cancelled_at IS NULL`.execute(tx);
	return rows;
}

async function openDays(
	context: OperationContext,
	drafts: readonly DuesDraft[]
): Promise<ReadonlySet<Day>> {
	const days = new Set(drafts.flatMap(({ paidOn, startsOn }) => paidOn ?? startsOn ?? []));
	const open = new Set<Day>();
	for (const day of days) if (await hasOpenYear(context, day)) open.add(day);
	return open;
}

function unknownTariffs(
	drafts: readonly DuesDraft[],
	tariffs: readonly KnownTariff[],
	choices: ImportRow['choices']['tariffs']
): UnknownTariff[] {
	const unknown = new Map<string, UnknownTariff>();
	for (const draft of drafts) {
		if (draft.notCarried !== undefined) continue;
		const startsOn = draft.startsOn ?? draft.paidOn;
		if (!('fault' in tariffNamed(tariffs, {}, { ...draft, startsOn }))) continue;
		const key = tariffKey(draft);
		const { fee, tariff } = draft;
		const choice = choices[key];
		const valid = choice === LEAVE_OUT || tariffs.some(({ id }) => id === choice);
		const lines = (unknown.get(key)?.lines ?? 0) + 1;
		unknown.set(key, { key, fee, tariff, lines, choice: (valid && choice) || null });
	}
	return [...unknown.values()].slice(0, SHOWN_TARIFFS);
}
