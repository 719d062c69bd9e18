import { inTreeOrder, withSubGroups, type GroupNode } from './group-tree.ts';

const INDENT = '\u2003';

/** The groups that another may be part of, it and those within it left out, set in by their depth. */
export function parentChoices(
	groups: readonly (GroupNode & { readonly name: string })[],
	id?: string
): { readonly value: string; readonly label: string }[] {
	const below = id === undefined ? new Set<string>() : withSubGroups(groups, [id]);
	return inTreeOrder(groups)
		.filter((group) => !below.has(group.id))
		.map(({ id: value, name, depth }) => ({ value, label: INDENT.repeat(depth) + name }));
}
