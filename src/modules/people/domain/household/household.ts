/** What somebody is in a household; only a child may be in several. */
export const HOUSEHOLD_ROLES = ['parent', 'partner', 'child', 'other'] as const;
export type HouseholdRole = (typeof HOUSEHOLD_ROLES)[number];

export interface HouseholdMember {
	readonly personId: string;
	readonly role: HouseholdRole;
	/** Pays for all, and is written to for whoever has no address of their own. */
	readonly billing: boolean;
}

/**
 * Somebody who would be an ancestor of themselves, going from parents to children over all households;
 * `undefined` when nobody is.
 */
export function circleIn(
	households: readonly (readonly Pick<HouseholdMember, 'personId' | 'role'>[])[]
): string | undefined {
	const children = new Map<string, string[]>();
	for (const members of households) {
		const young = members.filter(({ role }) => role === 'child').map(({ personId }) => personId);
		for (const { personId, role } of members) {
			if (role !== 'parent' && role !== 'partner') continue;
			children.set(personId, [...(children.get(personId) ?? []), ...young]);
		}
	}
	const done = new Set<string>();
	const above = new Set<string>();
	const descend = (personId: string): string | undefined => {
		if (above.has(personId)) return personId;
		if (done.has(personId)) return undefined;
		above.add(personId);
		for (const child of children.get(personId) ?? []) {
			const found = descend(child);
			if (found) return found;
		}
		above.delete(personId);
		done.add(personId);
		return undefined;
	};
	for (const personId of children.keys()) {
		const found = descend(personId);
		if (found) return found;
	}
	return undefined;
}
