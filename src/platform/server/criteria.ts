import type { RawBuilder } from 'kysely';
import type { Asked, CriterionKind, Operator } from '#shared/condition.ts';
import type { Locale } from './actor.ts';
import type { OperationContext } from './operation.ts';

export interface Choice {
	readonly value: string;
	readonly label: string;
}

/**
 * Something by which people are found, contributed by the module that knows it. The module of people knows only
 * what is said here.
 */
export interface Criterion {
	/** `module.noun` for what a module contributes; stands in addresses and saved searches, so it never changes. */
	readonly key: string;
	/** Whether somebody who holds these permissions may ask; others are answered as if it didn’t exist. */
	openTo(permissions: ReadonlySet<string>): boolean;
	readonly kind: CriterionKind;
	readonly operators: readonly Operator[];
	label(locale: Locale): string;
	/** Of a choice: all that may be chosen, a few hundred at most. */
	choices?(context: OperationContext): Promise<readonly Choice[]>;
	/** SQL that is true of the people meant; `person` is the id of one, association and rights are seen to. */
	matches(person: RawBuilder<string>, asked: Asked, context: OperationContext): RawBuilder<boolean>;
	/** The end of a sentence about several people: « qui doivent une cotisation »; without it, label and values. */
	phrase?(asked: Asked & { readonly words: string }, locale: Locale): string | undefined;
}

let criteria: readonly Criterion[] = [];

/** Called once by `composition`, with the criteria of every module. */
export function declareCriteria(declared: readonly Criterion[]): void {
	criteria = declared;
}

export function declaredCriteria(): readonly Criterion[] {
	return criteria;
}
