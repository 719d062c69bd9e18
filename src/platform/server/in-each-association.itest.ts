import { expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { inEachAssociation } from './in-each-association.ts';

useTestProgram();

it('gives each association its turn, whatever happens in another, and tells what failed', async () => {
	const associations = [await anAssociation(), await anAssociation(), await anAssociation()];
	const ids = associations.map(({ system }) => system.association.id);
	const met: string[] = [];
	const work = inEachAssociation((caller) => {
		met.push(caller.association.id);
		return caller.association.id === ids[0]
			? Promise.reject(new Error('no mail today'))
			: Promise.resolve();
	});
	await expect(work).rejects.toMatchObject({ errors: [new Error('no mail today')] });
	expect(met.toSorted()).toEqual(ids.toSorted());
});
