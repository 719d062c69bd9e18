import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { fieldChange, listChanges } from '../person-history.read.ts';
import { waitingCorrection } from './correction-row.ts';

export const ownRecord = defineOperation({
	name: 'people.own-record',
	summary: 'Tells which record is one’s own, and the corrections of it that wait for agreement.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/own-record' },
	input: z.strictObject({}),
	output: z.object({ personId: z.uuid(), waiting: z.array(fieldChange) }),
	/** @throws {Refusal} `people.no-own-record` when the account is linked to no person. */
	async run({ tx, actor: { personId } }) {
		if (personId === null) throw new Refusal('not-found', 'people.no-own-record');
		const correction = await waitingCorrection(tx, personId);
		return { personId, waiting: listChanges(correction?.changes ?? {}) };
	}
});
