import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { Cleaned } from '#modules/people/domain/cleaned.ts';
import { cleanLine, cleanLines } from '#modules/people/domain/cleaned.ts';
import type { GroupNode, Joining } from '#modules/people/domain/groups/group-tree.ts';
import { JOINING, wouldCircle } from '#modules/people/domain/groups/group-tree.ts';

/** What is told of a group when it is made or changed. */
export const groupFields = z.strictObject({
	name: z.string().max(1_000),
	description: z.string().max(10_000).nullable().default(null),
	/** The group that it is part of. */
	parentId: z.uuid().nullable().default(null),
	/** How members enter and leave by themselves. */
	joining: z.enum(JOINING).default('closed'),
	/** Whether leaders add and remove people, and decide on requests. */
	keptByLeaders: z.boolean().default(true)
});

interface CleanGroup {
	readonly name: string;
	readonly nameKey: string;
	readonly description: string | null;
	readonly parentId: string | null;
	readonly joining: Joining;
	readonly keptByLeaders: boolean;
}

/**
 * The fields of a group as they are kept.
 * @throws {Refusal} at the field: `people.group-name-needed`, `people.text-too-long`, `people.group-not-found`,
 * `people.group-circle`
 */
export async function readGroupFields(
	{ tx }: OperationContext,
	given: z.output<typeof groupFields>,
	id: string
): Promise<CleanGroup> {
	const { parentId, joining, keptByLeaders } = given;
	const name = read('name', cleanLine(given.name, 100));
	if (name === null) throw refuseField('name', 'people.group-name-needed');
	const description = read('description', cleanLines(given.description ?? '', 2_000));
	if (parentId !== null) {
		const groups = await allGroups(tx);
		if (!groups.some((group) => group.id === parentId)) {
			throw refuseField('parentId', 'people.group-not-found');
		}
		if (wouldCircle(groups, id, parentId)) throw refuseField('parentId', 'people.group-circle');
	}
	return { name, nameKey: fold(name) || name, description, parentId, joining, keptByLeaders };
}

function read(path: string, cleaned: Cleaned<string>): string | null {
	if ('fault' in cleaned) throw refuseField(path, cleaned.fault, cleaned.parameters);
	return cleaned.value;
}

async function allGroups(tx: Tx): Promise<readonly GroupNode[]> {
	const { rows } = await sql<GroupNode>`
		SELECT g.id, g.parent_id AS "parentId" FROM people.person_group g`.execute(tx);
	return rows;
}
