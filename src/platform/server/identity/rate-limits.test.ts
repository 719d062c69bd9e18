import { describe, expect, it } from 'vitest';
import { countAttempt, forgetAttempts, networkOf } from './rate-limits.ts';

describe('attempts', () => {
	it('are refused past the limit, with the minutes to wait, for that key only', async () => {
		for (let count = 0; count < 10; count += 1) await countAttempt('password-here', 'a');
		await expect(countAttempt('password-here', 'a')).rejects.toMatchObject({
			kind: 'too-many',
			code: 'platform.too-many-attempts',
			parameters: { minutes: 15 }
		});
		await countAttempt('password-here', 'b');
		await forgetAttempts('password-here', 'a');
		await countAttempt('password-here', 'a');
	});
});

describe('networkOf', () => {
	it.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:0:12:aaaa::1', '2001:db8:0:12::/64'],
		['2001:db8::1', '2001:db8:0:0::/64'],
		['2001:0db8:0000:0012:1:2:3:4', '2001:db8:0:12::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64'],
		['::1', '0:0:0:0::/64']
	])('%s is %s', (address, network) => {
		expect(networkOf(address)).toBe(network);
	});
});
