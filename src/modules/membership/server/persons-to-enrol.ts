import type { Day } from '#shared/day.ts';
import { Refusal, type Fault } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { birthDatesOf, personsByIds } from '#modules/people/server/index.ts';

/** A person who joins or pays. */
export interface Enrolling {
	readonly id: string;
	readonly displayName: string;
	readonly birthDate: Day | null;
}

/**
 * The people who are to join or to pay, in the order of their ids.
 * @param pathOf where the fault of the person at that place stands
 * @throws {Refusal} `membership.person-unknown`, `membership.person-archived`
 */
export async function personsToEnrol(
	context: OperationContext,
	ids: readonly string[],
	pathOf: (index: number) => string
): Promise<Enrolling[]> {
	const found = await personsByIds(context, ids);
	const faults = ids.flatMap((id, index): Fault[] => {
		const person = found.get(id);
		const path = pathOf(index);
		if (!person) return [{ path, code: 'membership.person-unknown' }];
		if (!person.archived) return [];
		return [{ path, code: 'membership.person-archived', parameters: { name: person.displayName } }];
	});
	const [first] = faults;
	if (first) throw new Refusal('invalid', first.code, first.parameters, faults);
	const born = await birthDatesOf(context, ids);
	return ids.flatMap((id) => {
		const person = found.get(id);
		if (!person) return [];
		return [{ id, displayName: person.displayName, birthDate: born.get(id) ?? null }];
	});
}
