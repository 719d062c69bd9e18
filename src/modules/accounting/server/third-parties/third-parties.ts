import { sql } from 'kysely';
import { refuseField, Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { EntrySource } from '#modules/accounting/domain/events.ts';
import { codeForLabel } from '#modules/accounting/domain/third-party.ts';
import type { ThirdPartyKind } from '#modules/accounting/domain/third-party.ts';
import { tables } from '../tables.ts';

export interface KnownThirdParty {
	readonly id: string;
	readonly code: string;
	readonly label: string;
	readonly kind: ThirdPartyKind;
	readonly active: boolean;
}

export function thirdPartiesQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.third_party')
		.select(['id', 'code', 'label', 'kind', 'active']);
}

/** @throws {Refusal} `accounting.no-such-third-party` */
export async function thirdPartyById(tx: Tx, id: string): Promise<KnownThirdParty> {
	const found = await thirdPartiesQuery(tx).where('id', '=', id).executeTakeFirst();
	if (!found) throw new Refusal('not-found', 'accounting.no-such-third-party');
	return found;
}

interface AboutThirdParty {
	readonly thirdPartyId?: string | undefined;
	/** By name or code, when the id is not said. */
	readonly thirdParty?: string | undefined;
}

/**
 * The ids of whom lines are about, which exist here and are in use; the code says more than the name.
 * @throws {Refusal} `accounting.line-third-party-unknown`, `line-third-party-unnamed`, at its line
 */
export async function thirdPartiesOf(
	tx: Tx,
	lines: readonly AboutThirdParty[]
): Promise<(string | undefined)[]> {
	const ids = lines.flatMap(({ thirdPartyId }) => thirdPartyId ?? []);
	const names = lines.flatMap(({ thirdParty }) => thirdParty?.toLowerCase() ?? []);
	if (ids.length + names.length === 0) return lines.map(() => undefined);
	const usable = await thirdPartiesQuery(tx)
		.where('active', '=', true)
		.where(
			sql<boolean>`(id = any(${ids}::uuid[]) or lower(code) = any(${names}::text[])
				or lower(label) = any(${names}::text[]))`
		)
		.orderBy('id')
		.execute();
	return lines.map(({ thirdPartyId, thirdParty }, index) => {
		if (thirdPartyId !== undefined) {
			if (usable.some(({ id }) => id === thirdPartyId)) return thirdPartyId;
			throw refuseField(`lines.${index}.thirdPartyId`, 'accounting.line-third-party-unknown', {
				line: index + 1
			});
		}
		if (thirdParty === undefined) return undefined;
		const name = thirdParty.toLowerCase();
		const found =
			usable.find(({ code }) => code.toLowerCase() === name) ??
			usable.find(({ label }) => label.toLowerCase() === name);
		if (found) return found.id;
		const parameters = { line: index + 1, name: thirdParty };
		throw refuseField(
			`lines.${index}.thirdParty`,
			'accounting.line-third-party-unnamed',
			parameters
		);
	});
}

export interface NewThirdParty {
	readonly label: string;
	readonly kind: ThirdPartyKind;
	/** Made from the label unless said. */
	readonly code?: string | undefined;
	/** What it is in another module: a person, most often. */
	readonly source?: EntrySource | undefined;
}

/** @throws {Refusal} `accounting.third-party-exists` when its code is taken, or what it stands for has one already */
export async function insertThirdParty(
	{ tx, association, now }: OperationContext,
	{ label, kind, code, source }: NewThirdParty
): Promise<KnownThirdParty> {
	const id = newId();
	const chosen = code ?? (await freeCode(tx, label));
	const inserted = await tables(tx)
		.insertInto('accounting.third_party')
		.values({
			association_id: association.id,
			id,
			code: chosen,
			label,
			kind,
			source_module: source?.module ?? null,
			source_type: source?.type ?? null,
			source_id: source?.id ?? null,
			created_at: now
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.execute();
	if (inserted.length === 0) {
		const parameters = { code: chosen };
		throw new Refusal('conflict', 'accounting.third-party-exists', parameters, [
			{ path: 'code', code: 'accounting.third-party-exists', parameters }
		]);
	}
	return { id, code: chosen, label, kind, active: true };
}

async function freeCode(tx: Tx, label: string): Promise<string> {
	const beginning = codeForLabel(label, () => false);
	const rows = await tables(tx)
		.selectFrom('accounting.third_party')
		.select('code')
		.where('code', 'like', `${beginning}%`)
		.execute();
	const taken = new Set(rows.map(({ code }) => code));
	return codeForLabel(label, (code) => taken.has(code));
}
