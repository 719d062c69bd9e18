import { refuseField } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import { isCommonPassword } from './common-passwords.ts';
import { isLeaked } from './leaked-passwords.ts';

const SHORTEST = 8;
const LONGEST = 200;

/**
 * Long rather than complicated (ASVS 5.0 6.2, CNIL 2022-100): no rule of composition, no renewal,
 * but nothing that people try first, and nothing that the sign-in page itself tells.
 * @throws {Refusal} `platform.password-too-short`, `password-too-long`, `password-common`, `password-told`.
 */
export function checkPassword(
	password: string,
	known: { email: string; names?: readonly string[] }
): void {
	const length = [...password.normalize('NFC')].length;
	if (length < SHORTEST) {
		throw refuseField('password', 'platform.password-too-short', { minimum: SHORTEST });
	}
	if (length > LONGEST) {
		throw refuseField('password', 'platform.password-too-long', { maximum: LONGEST });
	}
	const told = ['essaim', known.email, known.email.split('@')[0] ?? '', ...(known.names ?? [])];
	if (told.some((word) => squeeze(word) !== '' && isWordWithTail(squeeze(password), squeeze(word))))
		throw refuseField('password', 'platform.password-told');
	if (isCommonPassword(password) || isLeaked(password)) {
		throw refuseField('password', 'platform.password-common');
	}
}

function squeeze(text: string): string {
	return fold(text).replace(/[^a-z0-9]/g, '');
}

/** `essaim`, `essaim2026`, `essaimessaim`: the word, repeated or followed by a few digits. */
function isWordWithTail(password: string, word: string): boolean {
	const rest = password.replaceAll(word, '');
	return rest.length < password.length && /^\d{0,4}$/.test(rest);
}
