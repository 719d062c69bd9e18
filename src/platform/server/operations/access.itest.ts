import { describe, expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { anAccount } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { inHost } from '../database/db.ts';
import { accountCaller } from '../identity/callers.ts';
import { callerOfToken } from '../identity/tokens.ts';
import { perform, type Caller } from '../perform.ts';
import type { PlatformTables } from '../tables.ts';
import {
	changeRole,
	createToken,
	listAccess,
	listTokens,
	removeAccess,
	revokeToken
} from './index.ts';

const program = useTestProgram();
const callerOf = (accountId: string, id: string) =>
	inHost(program.runtime.database.db, (tx) =>
		accountCaller(tx, accountId, { id })
	) as Promise<Caller>;

async function aPlace() {
	const association = await anAssociation();
	const claire = await anAccount({ in: [{ id: association.id, role: 'administrator' }] });
	const yann = await anAccount({ in: [{ id: association.id, role: 'member' }] });
	const { rows } = await perform(listAccess, association.system, {});
	const accessOf = (email: string) => rows.find((row) => row.email === email)?.id as string;
	return {
		association,
		claire: {
			...claire,
			access: accessOf(claire.email),
			caller: await callerOf(claire.id, association.id)
		},
		yann: { ...yann, access: accessOf(yann.email), caller: await callerOf(yann.id, association.id) }
	};
}

describe('access', () => {
	it('is neither read nor changed by a member, nor from another association', async () => {
		const { yann } = await aPlace();
		const elsewhere = await anAssociation();
		await expectRefusal(perform(listAccess, yann.caller, {}), 'platform.not-allowed');
		for (const caller of [elsewhere.as('administrator'), elsewhere.system]) {
			expect((await perform(listAccess, caller, {})).rows).toEqual([]);
			const change = { id: yann.access, role: 'administrator' } as const;
			await expectRefusal(perform(changeRole, caller, change), 'platform.access-not-found');
			await expectRefusal(
				perform(removeAccess, caller, { id: yann.access }),
				'platform.access-not-found'
			);
		}
	});

	it('keeps an administrator, even when two leave at the same time, even in plain SQL', async () => {
		const { claire, yann, association } = await aPlace();
		const leave = { id: claire.access, role: 'member' } as const;
		await expectRefusal(perform(changeRole, claire.caller, leave), 'platform.last-administrator');
		await expectRefusal(
			perform(removeAccess, claire.caller, { id: claire.access }),
			'platform.last-administrator'
		);
		await perform(changeRole, claire.caller, { id: yann.access, role: 'administrator' });
		const outcomes = await Promise.allSettled([
			perform(changeRole, association.system, leave),
			perform(removeAccess, association.system, { id: yann.access })
		]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const demoteAll = inHost(program.runtime.database.db, (tx) =>
			tx
				.withTables<PlatformTables>()
				.updateTable('platform.access')
				.set({ role: 'member' })
				.where('association_id', '=', association.id)
				.execute()
		);
		await expect(demoteAll).rejects.toThrow('platform.last-administrator');
	});

	it('ends with the tokens of the account here, and leaves those of elsewhere', async () => {
		const { claire, yann } = await aPlace();
		const elsewhere = await aPlace();
		const token = await perform(createToken, yann.caller, { label: 'Script' });
		const other = await perform(createToken, elsewhere.claire.caller, { label: 'Script' });
		await perform(removeAccess, claire.caller, { id: yann.access });
		const { db } = program.runtime.database;
		await expectRefusal(callerOfToken(db, token.secret), 'platform.token-invalid');
		expect((await callerOfToken(db, other.secret)).actor.role).toBe('administrator');
	});
});

describe('a token', () => {
	it('is seen and ended by its owner only', async () => {
		const { claire, yann, association } = await aPlace();
		const { id } = await perform(createToken, yann.caller, { label: 'Script' });
		expect((await perform(listTokens, claire.caller, {})).rows).toEqual([]);
		await expectRefusal(perform(revokeToken, claire.caller, { id }), 'platform.token-not-found');
		await expectRefusal(perform(listTokens, association.system, {}), 'platform.no-account');
		const { rows } = await perform(listTokens, yann.caller, {});
		expect(rows.map((row) => row.id)).toEqual([id]);
		expect(JSON.stringify(rows)).not.toContain('essaim_');
		await perform(revokeToken, yann.caller, { id });
		expect((await perform(listTokens, yann.caller, {})).rows).toEqual([]);
	});

	it('never makes one that may do more than itself', async () => {
		const { claire, yann } = await aPlace();
		const { db } = program.runtime.database;
		await expectRefusal(
			perform(createToken, yann.caller, { label: 'x', scopes: ['platform.configure'] }),
			'platform.scope-unknown'
		);
		const scopes = ['platform.manage-own-tokens'];
		const narrow = await perform(createToken, claire.caller, { label: 'Narrow', scopes });
		const program2 = await callerOfToken(db, narrow.secret);
		const child = await perform(createToken, program2, { label: 'Child' });
		expect([...(await callerOfToken(db, child.secret)).actor.permissions]).toEqual(scopes);
	});
});
