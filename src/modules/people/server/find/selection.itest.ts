import { expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { reading } from '#platform/server/database/db.ts';
import { openContext } from '#platform/server/operation-context.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { selection, selectionOf, type Selection } from '../index.ts';

const program = useTestProgram();

function selected(caller: Caller, asked: Selection): Promise<readonly string[]> {
	return reading(program.runtime.database.db, caller.association.id, (tx) =>
		selectionOf(openContext(tx, caller, { readOnly: true }).context, asked)
	);
}

it('is some people, in the order of names, those of the association only', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const stranger = (await anAssociation()).as('secretary');
	const zoe = await aPerson(secretary, { lastName: 'Zoé' });
	const abel = await aPerson(secretary, { lastName: 'Abel' });
	const other = await aPerson(stranger);
	const ids = { ids: [zoe, other, newId(), abel, zoe] };
	expect(await selected(secretary, ids)).toEqual([abel, zoe]);
	expect(await selected(stranger, ids)).toEqual([other]);
});

it('is whom a list finds, as its reader may ask', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const zoe = await aPerson(secretary, { lastName: 'Zoé', city: 'Brest' });
	await aPerson(secretary, { lastName: 'Abel', city: 'Rennes' });
	const search = (where: string) => selection.parse({ search: { where } });
	expect(await selected(secretary, search('city:is:Brest'))).toEqual([zoe]);
	await expectRefusal(selected(secretary, search('shoe:is:42')), 'people.search-invalid');
	expect(selection.safeParse({ ids: [] }).success).toBe(false);
	expect(selection.safeParse({ ids: [zoe], search: {} }).success).toBe(false);
});
