import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '#shared/errors.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

// Counted by this process. An association shares one address in its premises: the limits by address are wide.
const LIMITS = {
	/** Wrong passwords for one account from one place: others may still try, so nobody is locked out by a stranger. */
	'password-here': new RateLimiterMemory({ points: 10, duration: 15 * MINUTE }),
	'password-account': new RateLimiterMemory({ points: 60, duration: HOUR }),
	'password-address': new RateLimiterMemory({ points: 100, duration: 15 * MINUTE }),
	'link-account': new RateLimiterMemory({ points: 3, duration: 15 * MINUTE }),
	'link-address': new RateLimiterMemory({ points: 30, duration: HOUR }),
	'secret-address': new RateLimiterMemory({ points: 60, duration: 15 * MINUTE }),
	/** Associations created by visitors, where the host lets them. */
	'founding-address': new RateLimiterMemory({ points: 20, duration: HOUR })
} as const;

export type Limit = keyof typeof LIMITS;

/** Counts one attempt. @throws {Refusal} `platform.too-many-attempts` with the minutes to wait. */
export async function countAttempt(limit: Limit, key: string): Promise<void> {
	try {
		await LIMITS[limit].consume(key);
	} catch (reached) {
		if (!(reached instanceof RateLimiterRes)) throw reached;
		const minutes = Math.max(1, Math.ceil(reached.msBeforeNext / 1000 / MINUTE));
		throw new Refusal('too-many', 'platform.too-many-attempts', { minutes });
	}
}

export async function forgetAttempts(limit: Limit, key: string): Promise<void> {
	await LIMITS[limit].delete(key);
}

/** One client: its IPv4 address, or its IPv6 /64, since a household has at least 2⁶⁴ of those. */
export function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped) return mapped[1] as string;
	if (!isIPv6(address)) return address;
	const [head = '', tail = ''] = (address.split('%')[0] as string).split('::');
	const before = head.split(':').filter(Boolean);
	const after = tail.split(':').filter(Boolean);
	const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
	const groups = [...before, ...(address.includes('::') ? zeros : []), ...after];
	return `${groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':')}::/64`;
}
