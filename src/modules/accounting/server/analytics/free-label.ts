import { refuseField } from '#shared/errors.ts';
import type { KnownValue } from '#modules/accounting/domain/analytics/shares.ts';

/** @throws {Refusal} `accounting.value-exists` when another value of the axis has that name, in any case */
export function checkFreeLabel(
	values: readonly KnownValue[],
	{ id, axisId, label }: { id?: string; axisId: string; label: string }
): void {
	const same = (other: KnownValue) =>
		other.axisId === axisId && other.id !== id && other.label.toLowerCase() === label.toLowerCase();
	if (values.some(same)) throw refuseField('label', 'accounting.value-exists', { value: label });
}
