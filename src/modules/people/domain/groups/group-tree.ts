/** How members enter and leave a group by themselves: not at all, once a leader agrees, as they like. */
export const JOINING = ['closed', 'request', 'open'] as const;
export type Joining = (typeof JOINING)[number];

/** A group and the one that it is part of. */
export interface GroupNode {
	readonly id: string;
	readonly parentId: string | null;
}

/** Whether a group would be part of itself, near or far, once it is part of `parentId`. */
export function wouldCircle(
	groups: readonly GroupNode[],
	id: string,
	parentId: string | null
): boolean {
	return parentId !== null && withSubGroups(groups, [id]).has(parentId);
}

/** These groups and all those below them. */
export function withSubGroups(
	groups: readonly GroupNode[],
	roots: readonly string[]
): ReadonlySet<string> {
	const below = Map.groupBy(groups, ({ parentId }) => parentId);
	const found = new Set<string>();
	const waiting = [...roots];
	for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
		if (found.has(id)) continue;
		found.add(id);
		waiting.push(...(below.get(id) ?? []).map((group) => group.id));
	}
	return found;
}

/** The groups as a tree is read, each after the one that it is part of, with its depth; siblings keep their order. */
export function inTreeOrder<Group extends GroupNode>(
	groups: readonly Group[]
): (Group & { readonly depth: number })[] {
	const known = new Set(groups.map(({ id }) => id));
	const below = Map.groupBy(groups, ({ parentId }) =>
		parentId !== null && known.has(parentId) ? parentId : null
	);
	const descend = (parentId: string | null, depth: number): (Group & { depth: number })[] =>
		(below.get(parentId) ?? []).flatMap((group) => [
			{ ...group, depth },
			...descend(group.id, depth + 1)
		]);
	return descend(null, 0);
}
