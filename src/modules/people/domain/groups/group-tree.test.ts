import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTreeOrder, withSubGroups, wouldCircle, type GroupNode } from './group-tree.ts';

/** A tree: each group is part of an earlier one, or of none. */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 12 }).map((picks) =>
	picks.map((pick, rank): GroupNode => {
		const parent = pick % (rank + 1);
		return { id: `g${rank}`, parentId: parent === rank ? null : `g${parent}` };
	})
);

function isAbove(groups: readonly GroupNode[], upper: string, id: string): boolean {
	const found = groups.find((group) => group.id === id);
	if (id === upper) return true;
	return found?.parentId ? isAbove(groups, upper, found.parentId) : false;
}

describe('a tree of groups', () => {
	it('knows what is below a group as walking up from each group does', () => {
		fc.assert(
			fc.property(trees, fc.nat(), (groups, pick) => {
				const root = groups[pick % groups.length]?.id ?? '';
				const expected = groups.filter(({ id }) => isAbove(groups, root, id)).map(({ id }) => id);
				expect([...withSubGroups(groups, [root])].sort()).toEqual(expected.sort());
			})
		);
	});

	it('refuses to move a group below itself, and only there', () => {
		fc.assert(
			fc.property(trees, fc.nat(), fc.nat(), (groups, one, other) => {
				const id = groups[one % groups.length]?.id ?? '';
				const parentId = groups[other % groups.length]?.id ?? '';
				expect(wouldCircle(groups, id, parentId)).toBe(isAbove(groups, id, parentId));
				expect(wouldCircle(groups, id, null)).toBe(false);
			})
		);
	});

	it('is read from the top, each group once and after the one it is part of', () => {
		fc.assert(
			fc.property(trees, (groups) => {
				const read = inTreeOrder(groups);
				expect(read.map(({ id }) => id).sort()).toEqual(groups.map(({ id }) => id).sort());
				for (const [rank, { parentId, depth }] of read.entries()) {
					const parent = read.findIndex(({ id }) => id === parentId);
					expect(parent).toBeLessThan(rank);
					expect(depth).toBe(parent === -1 ? 0 : (read[parent]?.depth ?? 0) + 1);
				}
			})
		);
	});

	it('takes a group for a root when the one above is not shown', () => {
		expect(inTreeOrder([{ id: 'b', parentId: 'a' }])).toEqual([
			{ id: 'b', parentId: 'a', depth: 0 }
		]);
	});
});
