import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';

/** An e-mail address as accounts keep it: lower case, at most 254 characters (RFC 5321). */
export const emailInput = z
	.string()
	.trim()
	.toLowerCase()
	.max(254, 'platform.email-invalid')
	.pipe(z.email('platform.email-invalid'));

/** @throws {Refusal} `platform.email-invalid` */
export function readEmail(text: string): string {
	const parsed = emailInput.safeParse(text);
	if (!parsed.success) throw refuseField('email', 'platform.email-invalid');
	return parsed.data;
}
