import type { Fault } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import type { LineDraft } from './read-line.ts';

/** What to do with a group that the file names and the association doesn't have. */
export const NEW_GROUP_RULES = ['create', 'refuse'] as const;
export type NewGroupRule = (typeof NEW_GROUP_RULES)[number];

/** A name of a group as it is compared: unique in the association. */
export function groupKey(name: string): string {
	return fold(name) || name;
}

interface Group {
	readonly id: string;
	readonly name: string;
}

export interface PlannedGroups {
	/** Names of the groups that the person enters, new groups among them. */
	readonly entered: readonly string[];
	readonly faults: readonly Fault[];
}

/** The groups of the association, as a file may name them. */
export class KnownGroups {
	readonly #rule: NewGroupRule;
	readonly #byKey: ReadonlyMap<string, Group>;

	constructor(rule: NewGroupRule = 'refuse', groups: readonly Group[] = []) {
		this.#rule = rule;
		this.#byKey = new Map(groups.map((group) => [groupKey(group.name), group]));
	}

	/** @param before names of the groups that the person is in already */
	plan({ line, groups }: LineDraft, before: readonly string[]): PlannedGroups {
		const entered = new Map<string, string>();
		const faults: Fault[] = [];
		for (const { name, column } of groups) {
			const key = groupKey(name);
			const known = this.#byKey.get(key);
			if (known || this.#rule === 'create') entered.set(key, known?.name ?? name);
			else {
				const parameters = { line, column, value: name };
				faults.push({ path: `line ${line}`, code: 'people.group-unknown-in-cell', parameters });
			}
		}
		for (const name of before) entered.delete(groupKey(name));
		return { entered: [...entered.values()], faults };
	}
}
