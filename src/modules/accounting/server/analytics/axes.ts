import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { m } from '#i18n';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { KnownValue } from '#modules/accounting/domain/analytics/shares.ts';
import { tables } from './tables.ts';

export interface KnownAxis {
	readonly id: string;
	readonly label: string;
}

/** Axes are few: an association that needs more wants another tool. */
export const MAX_AXES = 10;
export const MAX_VALUES = 500;

/** Oldest first. */
export async function loadAxes(tx: Tx): Promise<KnownAxis[]> {
	return tables(tx)
		.selectFrom('accounting.axis')
		.select(['id', 'label'])
		.orderBy('created_at')
		.orderBy('id')
		.execute();
}

/** The values of all axes, by label. */
export async function loadValues(tx: Tx): Promise<KnownValue[]> {
	return tables(tx)
		.selectFrom('accounting.axis_value')
		.select(['id', 'axis_id as axisId', 'label', 'archived'])
		.orderBy('label')
		.orderBy('id')
		.execute();
}

/** @throws {Refusal} `accounting.no-such-value` */
export async function valueById(tx: Tx, id: string): Promise<KnownValue> {
	const value = (await loadValues(tx)).find((each) => each.id === id);
	if (!value) throw new Refusal('not-found', 'accounting.no-such-value');
	return value;
}

/**
 * The axis asked for, or the first one; « Projets » when there is none yet.
 * @throws {Refusal} `accounting.no-such-axis`
 */
export async function axisFor(
	context: OperationContext,
	id: string | undefined
): Promise<KnownAxis> {
	const axes = await loadAxes(context.tx);
	const axis = id === undefined ? axes[0] : axes.find((each) => each.id === id);
	if (axis) return axis;
	if (id !== undefined) throw new Refusal('not-found', 'accounting.no-such-axis');
	return insertAxis(context, m.accounting_axis_projects({}, { locale: context.actor.locale }));
}

export async function insertAxis(
	{ tx, association, now }: OperationContext,
	label: string
): Promise<KnownAxis> {
	const id = newId();
	await tables(tx)
		.insertInto('accounting.axis')
		.values({ association_id: association.id, id, label, created_at: now })
		.execute();
	return { id, label };
}
