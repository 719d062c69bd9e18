import { afterAll, beforeAll } from 'vitest';
import { replaceClock } from '#platform/server/clock.ts';
import type { Download } from '#platform/server/operation.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { membership } from '#modules/membership/server/index.ts';
import { aFee, tariffOf } from '#modules/membership/testing/dues.ts';
import type { PersonFields } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';

/** Every test of the file runs on 22 November 2026. */
export function onTheSameDay(): void {
	let restore = () => {};
	beforeAll(() => {
		restore = replaceClock(() => new Date('2026-11-22T10:00:00Z'));
	});
	afterAll(() => restore());
}

/** A person who is up to date for the season: « Bénévole », which costs nothing. */
export async function aMember(
	caller: Caller,
	fields: PersonFields = {},
	tariff = 'Bénévole'
): Promise<string> {
	const personId = await aPerson(caller, fields);
	const tariffId = tariffOf(await aFee(caller), tariff);
	await perform(membership.recordMembership, caller, { personId, tariffId });
	return personId;
}

export async function bytesOf(body: Download['body']): Promise<Uint8Array> {
	if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body);
	const chunks: Uint8Array[] = [];
	for await (const chunk of body) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}
