import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { isLetterable } from '#modules/accounting/domain/account.ts';
import { letterOf } from '#modules/accounting/domain/letter.ts';
import { tables } from '../tables.ts';

export interface Lettering {
	readonly letteringId: string;
	/** `AB`, or `ab` while it is partial. */
	readonly letter: string;
	readonly whole: boolean;
	/** Debits minus credits. */
	readonly remainingCents: number;
}

/**
 * Ties lines that pay for one another; those of a partial lettering bring the whole of it. It is whole when debits
 * equal credits, partial otherwise.
 * @throws {Refusal} `accounting.lettering-line-unknown`, `lettering-already`, `lettering-account`,
 * `lettering-several-accounts`, `lettering-several-third-parties`, `lettering-one-side`, `lettering-opening`
 */
export async function letterLines(
	context: OperationContext,
	lineIds: readonly string[]
): Promise<Lettering> {
	const { tx, association, actor, now, today } = context;
	const lines = await linesToLetter(tx, lineIds);
	const accountId = checkLetterable(lines);
	const partial = [...new Set(lines.flatMap(({ letteringId }) => letteringId ?? []))];
	const remainingCents = lines.reduce((sum, line) => sum + line.debitCents - line.creditCents, 0);
	const whole = remainingCents === 0;
	const number = await nextLetter(tx, accountId);
	const letteringId = newId();
	await tables(tx)
		.insertInto('accounting.lettering')
		.values({
			association_id: association.id,
			id: letteringId,
			account_id: accountId,
			number,
			whole,
			lettered_on: today,
			created_at: now,
			created_by: actor.accountId
		})
		.execute();
	const ids = lines.map(({ id }) => id);
	await tables(tx)
		.updateTable('accounting.line')
		.set({ lettering_id: letteringId })
		.where('id', 'in', ids)
		.execute();
	await removeLetterings(tx, partial);
	return { letteringId, letter: letterOf(number, whole), whole, remainingCents };
}

/** Unties the lines of a lettering, which leaves. @throws {Refusal} `accounting.no-such-lettering` */
export async function unletter(tx: Tx, letteringId: string): Promise<number> {
	const { numUpdatedRows } = await tables(tx)
		.updateTable('accounting.line')
		.set({ lettering_id: null })
		.where('lettering_id', '=', letteringId)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Refusal('not-found', 'accounting.no-such-lettering');
	await removeLetterings(tx, [letteringId]);
	return Number(numUpdatedRows);
}

async function removeLetterings(tx: Tx, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	await tables(tx).deleteFrom('accounting.lettering').where('id', 'in', ids).execute();
}

type LineToLetter = Awaited<ReturnType<typeof linesToLetter>>[number];

async function linesToLetter(tx: Tx, lineIds: readonly string[]) {
	const asked = await linesQuery(tx)
		.where('l.id', 'in', [...lineIds])
		.forUpdate('l')
		.execute();
	if (asked.length < new Set(lineIds).size) {
		throw new Refusal('not-found', 'accounting.lettering-line-unknown');
	}
	const partial = asked.flatMap(({ letteringId }) => letteringId ?? []);
	if (partial.length === 0) return asked;
	const others = await linesQuery(tx)
		.where('l.lettering_id', 'in', partial)
		.where('l.id', 'not in', [...lineIds])
		.forUpdate('l')
		.execute();
	return [...asked, ...others];
}

function linesQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.line as l')
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 'l.association_id').onRef('a.id', '=', 'l.account_id')
		)
		.innerJoin('accounting.entry as e', (join) =>
			join.onRef('e.association_id', '=', 'l.association_id').onRef('e.id', '=', 'l.entry_id')
		)
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.innerJoin('accounting.fiscal_year as y', (join) =>
			join.onRef('y.association_id', '=', 'l.association_id').onRef('y.id', '=', 'l.fiscal_year_id')
		)
		.leftJoin('accounting.lettering as g', (join) =>
			join.onRef('g.association_id', '=', 'l.association_id').onRef('g.id', '=', 'l.lettering_id')
		)
		.select(['l.id', 'l.account_id as accountId', 'a.code', 'l.third_party_id as thirdPartyId'])
		.select(['l.debit_cents as debitCents', 'l.credit_cents as creditCents', 'g.whole'])
		.select(['l.lettering_id as letteringId', 'j.kind as journal', 'y.follows_day as follows'])
		.orderBy('l.id');
}

/** Everything that keeps lines from being tied; answers their account. */
function checkLetterable(lines: readonly LineToLetter[]): string {
	const refuse = (code: string, parameters = {}) => new Refusal('invalid', code, parameters);
	const [first] = lines;
	if (!first || lines.length < 2) throw refuse('accounting.lettering-one-side');
	if (lines.some(({ whole }) => whole === true)) {
		throw new Refusal('conflict', 'accounting.lettering-already');
	}
	if (!isLetterable(first.code))
		throw refuse('accounting.lettering-account', { account: first.code });
	if (lines.some(({ accountId }) => accountId !== first.accountId)) {
		throw refuse('accounting.lettering-several-accounts');
	}
	if (lines.some(({ thirdPartyId }) => thirdPartyId !== first.thirdPartyId)) {
		throw refuse('accounting.lettering-several-third-parties');
	}
	// What the closing carried repeats the lines that it sums up, which are those to tie.
	if (lines.some(({ journal, follows }) => journal === 'opening' && follows !== null)) {
		throw refuse('accounting.lettering-opening');
	}
	if (lines.every((l) => l.debitCents > 0) || lines.every((l) => l.creditCents > 0)) {
		throw refuse('accounting.lettering-one-side');
	}
	return first.accountId;
}

/** The account is held until the commit: two people never give the same letter. */
async function nextLetter(tx: Tx, accountId: string): Promise<number> {
	await tables(tx)
		.selectFrom('accounting.account')
		.select('id')
		.where('id', '=', accountId)
		.forNoKeyUpdate()
		.execute();
	const { last } = await tables(tx)
		.selectFrom('accounting.lettering')
		.select((eb) => eb.fn.max<number | null>('number').as('last'))
		.where('account_id', '=', accountId)
		.executeTakeFirstOrThrow();
	return (last ?? 0) + 1;
}
