import type { Fault } from '#shared/errors.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import type { Outcome, PlannedLine } from '#modules/people/domain/import/plan.ts';
import { filledIn, wholePerson } from '#modules/people/domain/new-person.ts';
import type { PersonRecord } from '#modules/people/domain/person.ts';

/** What a line does as it is kept until it is shown, then done: what is empty is left out. */
export interface KeptLine {
	readonly line: number;
	readonly outcome: Outcome;
	readonly name: string;
	readonly after?: Partial<PersonRecord> | undefined;
	readonly known?: PlannedLine['known'];
	readonly changes?: Changes | undefined;
	readonly entered?: readonly string[] | undefined;
	readonly groupsBefore?: readonly string[] | undefined;
	readonly sameAsLine?: number | undefined;
	readonly faults?: readonly Fault[] | undefined;
	/** Has a photograph, which stays in the file. */
	readonly pictured?: true | undefined;
}

export function keptLine(planned: PlannedLine): KeptLine {
	const { line, outcome, name, after, known, changes, entered, groupsBefore, faults } = planned;
	return {
		line,
		outcome,
		name,
		after: after && filledIn(after),
		known: known && { id: known.id, version: known.version },
		changes: Object.keys(changes).length > 0 ? changes : undefined,
		entered: entered.length > 0 ? entered : undefined,
		groupsBefore: groupsBefore.length > 0 ? groupsBefore : undefined,
		sameAsLine: planned.sameAsLine,
		faults: faults.length > 0 ? faults : undefined,
		pictured: planned.picture === undefined ? undefined : true
	};
}

/** Of a photograph, only that there is one. */
export function plannedLine({ pictured, after, ...kept }: KeptLine): PlannedLine {
	return {
		changes: {},
		entered: [],
		groupsBefore: [],
		faults: [],
		...(kept as Omit<PlannedLine, 'changes' | 'entered' | 'groupsBefore' | 'faults'>),
		...(after && { after: wholePerson(after) }),
		...(pictured && { picture: '' })
	};
}
