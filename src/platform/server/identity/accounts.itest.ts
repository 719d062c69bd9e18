import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { inHost } from '../database/db.ts';
import type { Tx } from '../operation.ts';
import { grantAccess, placesOf } from './access.ts';
import { createAccount, findAccountByEmail } from './accounts.ts';
import { accountCaller } from './callers.ts';

const program = useTestProgram();
const host = <T>(work: (tx: Tx) => Promise<T>) => inHost(program.runtime.database.db, work);

describe('accounts', () => {
	it('opens one account when two ask for the same address at once', async () => {
		const ask = () =>
			host((tx) => createAccount(tx, { email: 'deux@example.org', name: 'Deux' })).then(
				() => 'opened',
				(refusal: { code: string }) => refusal.code
			);
		const outcomes = await Promise.all([ask(), ask(), ask()]);
		expect(outcomes.sort()).toEqual(['opened', 'platform.email-taken', 'platform.email-taken']);
	});

	it('refuses an address that is none, one that is taken, and a password that everybody tries', async () => {
		const claire = { email: 'claire@example.org', name: 'Claire' };
		await host((tx) => createAccount(tx, claire));
		const create = (account: { email: string; name: string; password?: string }) =>
			host((tx) => createAccount(tx, account));
		await expectRefusal(create({ ...claire, email: 'claire@' }), 'platform.email-invalid');
		await expectRefusal(
			create({ ...claire, email: ' Claire@Example.org ' }),
			'platform.email-taken'
		);
		await expectRefusal(
			create({ email: 'b@example.org', name: 'B', password: 'motdepasse1' }),
			'platform.password-common'
		);
		expect(await host((tx) => findAccountByEmail(tx, 'b@example.org'))).toBeUndefined();
	});

	it('refuses access for an account that does not exist', async () => {
		const { id } = await anAssociation();
		await expectRefusal(
			host((tx) => grantAccess(tx, { accountId: newId(), associationId: id, role: 'member' })),
			'platform.account-not-found'
		);
	});

	it('enters the associations it was let in, once each, with the last role given', async () => {
		const [here, elsewhere] = [await anAssociation(), await anAssociation()];
		const caller = await host(async (tx) => {
			const { id } = await createAccount(tx, { email: 'yann@example.org', name: 'Yann' });
			await grantAccess(tx, { accountId: id, associationId: here.id, role: 'member' });
			await grantAccess(tx, { accountId: id, associationId: here.id, role: 'treasurer' });
			expect((await placesOf(tx, id)).map(({ slug, role }) => `${slug} ${role}`)).toEqual([
				`${here.slug} treasurer`
			]);
			expect(await accountCaller(tx, id, { slug: elsewhere.slug })).toBeUndefined();
			return accountCaller(tx, id, { slug: here.slug });
		});
		expect(caller?.actor.role).toBe('treasurer');
	});
});
