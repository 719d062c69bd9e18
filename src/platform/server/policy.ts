import type { PermissionRule, Role } from './module.ts';

let rules: readonly PermissionRule[] = [];
/** By role: asked by every request. */
const permissions = new Map<string, ReadonlySet<string>>();

/** Called once by `composition`, with the rules of every module. */
export function declarePolicies(declared: readonly PermissionRule[]): void {
	rules = declared;
	permissions.clear();
}

export function declaredPolicies(): readonly PermissionRule[] {
	return rules;
}

/** What a role may do, over all modules; an unknown role may do nothing. */
export function permissionsOf(role: string): ReadonlySet<string> {
	let known = permissions.get(role);
	if (!known) {
		const own = rules.filter((rule) => rule.roles.includes(role as Role));
		known = new Set(own.map((rule) => rule.permission));
		permissions.set(role, known);
	}
	return known;
}
