import type { Tx } from '#platform/server/operation.ts';
import { performWithin, type Caller, type Telling } from '#platform/server/perform.ts';
import { findOperation } from './registry.ts';

/** Performs the operation of that name as one step of a transaction already open in the association of the caller. */
export async function act<Answer>(
	tx: Tx,
	caller: Caller,
	name: string,
	input: Readonly<Record<string, unknown>>,
	telling?: Telling
): Promise<Answer> {
	const operation = findOperation(name);
	if (operation?.answer !== 'data') throw new Error(`No operation ${name} answers data`);
	return (await performWithin(tx, operation, caller, input, telling)) as Answer;
}
