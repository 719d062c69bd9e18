import { hash, verify } from '@node-rs/argon2';

// Argon2id, 19 MiB, 2 passes, 1 lane: OWASP's minimum, about 20 ms on a small machine.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;

let running = 0;
const queue: (() => void)[] = [];

/** Few hashes at once, so that a wave of sign-ins can't exhaust the memory. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
	running += 1;
	try {
		return await work();
	} finally {
		running -= 1;
		queue.shift()?.();
	}
}

export function hashPassword(password: string): Promise<string> {
	return inTurn(() => hash(password.normalize('NFC'), COST));
}

let decoy: Promise<string> | undefined;

/** Takes as long when there is no account or no password, so that nobody learns which addresses exist. */
export async function verifyPassword(
	password: string,
	stored: string | null | undefined
): Promise<boolean> {
	decoy ??= hashPassword('no account has this password');
	const against = stored ?? (await decoy);
	const matches = await inTurn(() => verify(against, password.normalize('NFC')));
	return matches && stored !== null && stored !== undefined;
}
