import { expect } from 'vitest';
import { Refusal } from '#shared/errors.ts';

/** Awaits the refusal with this code and answers it; any other outcome fails the test. */
export async function expectRefusal(work: Promise<unknown>, code: string): Promise<Refusal> {
	const outcome = await work.then(
		(value) => ({ value }),
		(error: unknown) => ({ error })
	);
	if (!('error' in outcome))
		throw new Error(`Expected ${code}, got ${JSON.stringify(outcome.value)}`);
	if (!(outcome.error instanceof Refusal)) throw outcome.error;
	expect(outcome.error.code).toBe(code);
	return outcome.error;
}
