import { afterEach, describe, expect, it } from 'vitest';
import { replaceClock } from './clock.ts';
import { forget, remember } from './memory.ts';

let computed = 0;
const count = async () => (computed += 1);
let restoreClock = () => {};

afterEach(() => {
	restoreClock();
	forget('a');
	forget('b');
	computed = 0;
});

describe('what is remembered of an association', () => {
	it('is computed once per key', async () => {
		expect(await remember('a', 'people', count)).toBe(1);
		expect(await remember('a', 'people', count)).toBe(1);
		expect(await remember('a', 'groups', count)).toBe(2);
		expect(await remember('b', 'people', count)).toBe(3);
	});

	it('is forgotten when something is written there, and there only', async () => {
		await remember('a', 'people', count);
		await remember('b', 'people', count);
		forget('a');
		expect(await remember('a', 'people', count)).toBe(3);
		expect(await remember('b', 'people', count)).toBe(2);
	});

	it('is not what was being computed when something was written', async () => {
		let answer: (value: string) => void = () => {};
		const slow = remember(
			'a',
			'people',
			() => new Promise<string>((resolve) => (answer = resolve))
		);
		forget('a');
		answer('before');
		expect(await slow).toBe('before');
		expect(await remember('a', 'people', async () => 'after')).toBe('after');
	});

	it('lasts half a minute at most: other processes write too', async () => {
		let moment = new Date('2026-11-22T10:00:00Z');
		restoreClock = replaceClock(() => moment);
		await remember('a', 'people', count);
		moment = new Date('2026-11-22T10:00:31Z');
		expect(await remember('a', 'people', count)).toBe(2);
	});
});
