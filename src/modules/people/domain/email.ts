import type { Cleaned } from './cleaned.ts';
import { squeeze } from './cleaned.ts';

// The shape that mail servers accept in practice: RFC 5321 without quoted parts and address literals.
const EMAIL = /^[^\s@<>()[\]\\,;:"]+@(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+[\p{L}\d-]{2,}$/u;
const EMAIL_LIMIT = 254;

/**
 * Reads `Camille <camille@Example.org>`, `mailto:camille@example.org` or a bare address; the domain is
 * put in lower case, the part before `@` stays as written. Fault: `people.email-unreadable`.
 */
export function cleanEmail(text: string): Cleaned<string> {
	const written = squeeze(text);
	if (written === '') return { value: null };
	const bare = (/<([^<>]+)>$/.exec(written)?.[1] ?? written).replace(/^mailto:/i, '').trim();
	const dotted = bare.startsWith('.') || bare.includes('..') || bare.includes('.@');
	if (!EMAIL.test(bare) || bare.length > EMAIL_LIMIT || dotted) {
		return { fault: 'people.email-unreadable' };
	}
	const at = bare.lastIndexOf('@');
	return { value: bare.slice(0, at) + bare.slice(at).toLowerCase() };
}

/** Two addresses with the same key reach the same mailbox everywhere but on paper. */
export function emailKey(email: string): string {
	return email.toLowerCase();
}
