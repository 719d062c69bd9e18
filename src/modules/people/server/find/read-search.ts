import type { Asked } from '#shared/condition.ts';
import { isId } from '#shared/id.ts';
import type { RefusalParameters } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import type { Criterion } from '#platform/server/criteria.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Condition } from '#modules/people/domain/find/condition.ts';
import { MOST_CONDITIONS, readConditions } from '#modules/people/domain/find/condition.ts';
import { readAsked } from '#modules/people/domain/find/read-asked.ts';
import { personNamed } from '../person-named.ts';
import { criteriaFor } from './criteria-for.ts';

interface Fault {
	readonly code: string;
	readonly parameters?: RefusalParameters;
}

/** A condition with what it asks, or why that can’t be told. */
export type ReadCondition = { readonly condition: Condition } & (
	| { readonly criterion: Criterion; readonly asked: Asked; readonly fault?: never }
	| { readonly criterion?: Criterion; readonly asked?: never; readonly fault: Fault }
);

/** Reads each condition of a search as its reader may ask it, without refusing any. */
export async function readSearch(
	context: OperationContext,
	where: string
): Promise<readonly ReadCondition[]> {
	const conditions = readConditions(where);
	if (conditions.length === 0) return [];
	const criteria = await criteriaFor(context);
	const read: ReadCondition[] = [];
	for (const condition of conditions) {
		read.push(await readCondition(context, criteria.get(condition.field), condition));
	}
	return read;
}

async function readCondition(
	context: OperationContext,
	criterion: Criterion | undefined,
	condition: Condition
): Promise<ReadCondition> {
	if (!criterion) {
		const parameters = { field: condition.field.slice(0, 100) };
		return { condition, fault: { code: 'people.condition-unknown', parameters } };
	}
	const read = readAsked(criterion, condition);
	if ('fault' in read) {
		return { condition, criterion, fault: { code: read.fault, parameters: read.parameters } };
	}
	const values: string[] = [];
	for (const value of read.asked.values) {
		const known = await knownValue(context, criterion, value);
		if ('fault' in known) return { condition, criterion, fault: known.fault };
		values.push(known.value);
	}
	return { condition, criterion, asked: { ...read.asked, values } };
}

/** An answer that exists, a person who is known; other values are what they are. */
async function knownValue(
	context: OperationContext,
	{ kind, choices }: Criterion,
	value: string
): Promise<{ value: string } | { fault: Fault }> {
	if (kind === 'choice') {
		const known = (await choices?.(context)) ?? [];
		if (known.some((choice) => choice.value === value)) return { value };
		return { fault: { code: 'people.condition-choice-unknown', parameters: { value } } };
	}
	if (kind !== 'person' || isId(value)) return { value };
	const named = await personNamed(context.tx, value);
	if ('text' in named) return { value: named.text };
	return { fault: { code: named.fault, parameters: named.parameters } };
}

/**
 * The same, all of which can be asked.
 * @throws {Refusal} `people.search-invalid` with a fault for each condition that can’t, at `where.0` and so on
 */
export async function askedSearch(
	context: OperationContext,
	where: string
): Promise<readonly (ReadCondition & { readonly asked: Asked })[]> {
	const read = await readSearch(context, where);
	const faults = read.flatMap(({ fault }, index) =>
		fault ? [{ path: `where.${index}`, ...fault }] : []
	);
	if (read.length > MOST_CONDITIONS) {
		faults.push({
			path: 'where',
			code: 'people.conditions-too-many',
			parameters: { limit: MOST_CONDITIONS }
		});
	}
	if (faults.length > 0) {
		throw new Refusal('invalid', 'people.search-invalid', { count: faults.length }, faults);
	}
	return read.filter((one) => one.asked !== undefined);
}
