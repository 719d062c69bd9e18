import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie, a link or a token; only its hash is stored. */
export function newSecret(prefix = ''): string {
	return prefix + randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): Buffer {
	return createHash('sha256').update(secret).digest();
}
