import type { Fault } from '#shared/errors.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import { joinGroupNames } from '#modules/people/domain/import/group-names.ts';
import type { Outcome, PlannedLine } from '#modules/people/domain/import/plan.ts';
import { createdFields } from '#modules/people/domain/new-person.ts';

/** What is shown of a line before it is done, in no language yet. */
export interface PreviewedLine {
	readonly line: number;
	readonly outcome: Outcome;
	readonly name: string;
	/** The person known already. */
	readonly personId: string | null;
	/** An earlier line of the file about the same person. */
	readonly sameAsLine: number | null;
	readonly changes: Changes;
	readonly faults: readonly Fault[];
}

export function previewed(planned: PlannedLine): PreviewedLine {
	const { line, outcome, name, known, sameAsLine = null, faults } = planned;
	const personId = known?.id ?? null;
	return { line, outcome, name, personId, sameAsLine, changes: changesOf(planned), faults };
}

/** What a line changes, the groups that the person enters and the photograph included. */
function changesOf(planned: PlannedLine): Changes {
	const { outcome, after, changes, entered, groupsBefore, picture } = planned;
	const fields = {
		...(outcome === 'create' && after ? createdFields(after) : changes),
		...(picture !== undefined && { photo: [null, true] as const })
	};
	if (entered.length === 0) return fields;
	const names = (groups: readonly string[]) => joinGroupNames(groups) || null;
	return { ...fields, groups: [names(groupsBefore), names([...groupsBefore, ...entered])] };
}
