import { m } from '#i18n';
import type { Locale } from '../actor.ts';
import type { Role } from '../module.ts';

/** A role in words, within a sentence. */
export function roleName(role: Role, locale: Locale): string {
	const names = {
		administrator: m.platform_role_administrator,
		treasurer: m.platform_role_treasurer,
		secretary: m.platform_role_secretary,
		accountant: m.platform_role_accountant,
		member: m.platform_role_member
	};
	return names[role]({}, { locale });
}
