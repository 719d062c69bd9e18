import type { PermissionRule, Role } from './module.ts';

let rules: readonly PermissionRule[] = [];

/** Called once by `composition`, with the rules of every module. */
export function declarePolicies(declared: readonly PermissionRule[]): void {
	rules = declared;
}

export function declaredPolicies(): readonly PermissionRule[] {
	return rules;
}

/** What a role may do, over all modules; an unknown role may do nothing. */
export function permissionsOf(role: string): ReadonlySet<string> {
	return new Set(
		rules.filter((rule) => rule.roles.includes(role as Role)).map((rule) => rule.permission)
	);
}
