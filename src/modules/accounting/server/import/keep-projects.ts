import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { projectKey, type GatheredProject } from '#modules/accounting/domain/import/gathering.ts';
import { axisFor, loadAxes, loadValues, type KnownAxis } from '../analytics/axes.ts';
import { tables } from '../analytics/tables.ts';

/** The projects of a file that the first axis does not know yet. */
export async function newProjects(
	tx: Tx,
	projects: readonly GatheredProject[]
): Promise<{ fresh: readonly GatheredProject[]; known: number }> {
	if (projects.length === 0) return { fresh: [], known: 0 };
	const [axis] = await loadAxes(tx);
	const values = await loadValues(tx);
	const keys = new Set(
		values.filter(({ axisId }) => axisId === axis?.id).map(({ label }) => projectKey(label))
	);
	return {
		fresh: projects.filter(({ label }) => !keys.has(projectKey(label))),
		known: values.length
	};
}

/** Where the projects of a file are kept. */
export interface KeptProjects {
	readonly axisId: string;
	/** Ids by `projectKey`. */
	readonly ids: ReadonlyMap<string, string>;
	/** Ids of those that were added. */
	readonly added: readonly string[];
}

/** The projects of a file as values of the first axis; those that it lacks are added. Nothing when there is none. */
export async function keepProjects(
	context: OperationContext,
	projects: readonly GatheredProject[]
): Promise<KeptProjects | undefined> {
	if (projects.length === 0) return undefined;
	const { tx, association, now } = context;
	const axis: KnownAxis = await axisFor(context, undefined);
	const { fresh } = await newProjects(tx, projects);
	const rows = fresh.map(({ label }) => ({
		...{ association_id: association.id, id: newId(), axis_id: axis.id, label, created_at: now }
	}));
	if (rows.length > 0) await tables(tx).insertInto('accounting.axis_value').values(rows).execute();
	const values = (await loadValues(tx)).filter(({ axisId }) => axisId === axis.id);
	return {
		axisId: axis.id,
		ids: new Map(values.map(({ id, label }) => [projectKey(label), id])),
		added: rows.map(({ id }) => id)
	};
}
