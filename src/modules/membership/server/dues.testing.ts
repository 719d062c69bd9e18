import { afterAll, beforeAll } from 'vitest';
import { replaceClock } from '#platform/server/clock.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { aFee, tariffOf } from '../testing/dues.ts';

export const TODAY = '2026-11-21';

/** Every test of the file runs on 21 November 2026. */
export function onTheSameDay(): void {
	let restore = () => {};
	beforeAll(() => {
		restore = replaceClock(() => new Date(`${TODAY}T10:00:00Z`));
	});
	afterAll(() => restore());
}

/** An association with the books of 2026 open, a fee at 20 € and a person. */
export async function anAssociationWithDues() {
	const association = await anAssociation();
	const { system } = association;
	await aFiscalYear(system);
	const fee = await aFee(system);
	const personId = await aPerson(system, { firstName: 'Aïcha', lastName: 'Bernard' });
	return { ...association, fee, tariffId: tariffOf(fee), personId };
}
