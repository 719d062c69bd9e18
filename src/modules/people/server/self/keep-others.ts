import type { OperationContext } from '#platform/server/operation.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import type { CustomField } from '#modules/people/domain/custom/custom-field.ts';
import { changedMeanwhile, changesSince, visibleChanges } from '../changes-since.ts';
import { SELF_VIEWER } from '../custom/viewer.ts';
import type { PersonRow } from '../person-row.ts';
import type { TypedFields } from '../typed-over.ts';
import { leaveAlone } from '../typed-over.ts';
import type { Correction } from './correction-row.ts';

/** What whoever corrects read before typing, and what they have been shown of others since. */
interface Shown {
	readonly version: number;
	readonly waiting?: string | null | undefined;
	readonly seen?: number | undefined;
	readonly seenWaiting?: string | null | undefined;
}

interface Now {
	readonly current: PersonRow;
	/** What waits for agreement. */
	readonly asked: Correction | undefined;
	readonly fields: readonly CustomField[];
}

/**
 * Takes out of a correction what its author left as they read it and others have changed since, or asked to
 * change: another parent, or themselves elsewhere.
 * @throws {Refusal} `people.person-changed`, until they have been shown it
 */
export async function keepOthers(
	{ tx, actor }: Pick<OperationContext, 'tx' | 'actor'>,
	{ current, asked, fields }: Now,
	shown: Shown,
	mine: TypedFields
): Promise<void> {
	const isSame = current.version === shown.version;
	const all = isSame ? {} : await changesSince(tx, current.id, shown.version);
	const since = visibleChanges(all, fields, SELF_VIEWER);
	const isKnown =
		shown.waiting === undefined
			? asked?.accountId === actor.accountId
			: asked?.id === (shown.waiting ?? undefined);
	const waits = isKnown || !asked ? {} : askedOf(asked.changes, since, mine);
	const isAsked = Object.keys(waits).length > 0;
	if (isSame && !isAsked) return;
	const isTold =
		current.version <= (shown.seen ?? shown.version) &&
		(!isAsked || asked?.id === shown.seenWaiting);
	if (!isTold) {
		throw changedMeanwhile(current, since, shown.seen === undefined ? undefined : mine, waits);
	}
	leaveAlone(mine, { ...since, ...waits });
}

/** Of what waits, the fields that were given: what the record said when it was read, what is asked for. */
function askedOf(changes: Changes, since: Changes, mine: TypedFields): Changes {
	return Object.fromEntries(
		Object.entries(changes)
			.filter(([field]) => mine.has(field))
			.map(([field, [before, after]]) => [field, [since[field]?.[0] ?? before, after]])
	);
}
