import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { anAccount } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { findSession } from '../identity/sessions.ts';
import { callerOfToken } from '../identity/tokens.ts';
import { aToken } from '#tests/support/tokens.ts';
import type { Tx } from '../operation.ts';
import { inAssociation } from './db.ts';

const program = useTestProgram();

async function scopeOf(tx: Tx): Promise<string | undefined> {
	const { rows } = await sql<{ id: string }>`select platform.current_association() as id`.execute(
		tx
	);
	return rows[0]?.id;
}

it('does not take for kept what a statement that failed has undone, though nobody minded', async () => {
	const { db } = program.runtime.database;
	const { id } = (await anAssociation()).as('administrator').association;
	const work = inAssociation(db, id, async (tx) => {
		await sql`select 1 / 0`.execute(tx).catch(() => {});
		return 'kept';
	});
	await expect(work).rejects.toThrow();
});

it('opens no scope for what is not an id, whatever it says', async () => {
	const { db } = program.runtime.database;
	const work = inAssociation(db, "'; DROP TABLE people.person; --", () => Promise.resolve());
	await expect(work).rejects.toThrow(RangeError);
});

it('stays in the association when it is asked who comes, which is known in the scope of the host alone', async () => {
	const { db } = program.runtime.database;
	const association = await anAssociation();
	const { id } = association.as('administrator').association;
	const { secret } = await anAccount();
	const token = await aToken(association, 'administrator');
	await inAssociation(db, id, async (tx) => {
		expect(await findSession(tx, secret)).toBeDefined();
		expect(await scopeOf(tx)).toBe(id);
		expect((await callerOfToken(tx, token)).association.id).toBe(id);
		expect(await scopeOf(tx)).toBe(id);
	});
});
