import { fold } from '#shared/text.ts';
import { nameWithSeason, seasonOf, type Validity } from '../validity.ts';
import type { Day } from '#shared/day.ts';

/** A tariff that a file may name. */
export interface KnownTariff {
	readonly id: string;
	readonly feeId: string;
	readonly feeName: string;
	readonly label: string;
	readonly validity: Validity;
	readonly amountCents: number;
	readonly free: boolean;
	readonly prorated: boolean;
	/** It, or its fee, is no longer offered. */
	readonly archived: boolean;
}

/** What to do with a name that no tariff has: the id of the tariff meant, or leave its lines out. */
export type TariffChoices = Readonly<Record<string, string>>;
export const LEAVE_OUT = 'leave-out';

/** A fee and a tariff as a line names them, whatever the case and the accents. */
export function tariffKey(line: { readonly fee: string; readonly tariff: string }): string {
	return `${fold(line.fee)}|${fold(line.tariff)}`;
}

export type NamedTariff =
	| { readonly tariff: KnownTariff }
	| { readonly leaveOut: true }
	| { readonly fault: 'unknown' | 'ambiguous' | 'archived' | 'missing' };

/**
 * The tariff that a line means: by the fee and the label; by a label that one fee alone has; by the name of a
 * fee that has one tariff. A choice made for the whole file comes first.
 */
export function tariffNamed(
	tariffs: readonly KnownTariff[],
	choices: TariffChoices,
	line: { readonly fee: string; readonly tariff: string; readonly startsOn: Day | undefined }
): NamedTariff {
	const choice = choices[tariffKey(line)];
	if (choice === LEAVE_OUT) return { leaveOut: true };
	const chosen = tariffs.find(({ id }) => id === choice);
	if (chosen) return { tariff: chosen };
	const [fee, label] = [fold(line.fee), fold(line.tariff)];
	if (!fee && !label) return { fault: 'missing' };
	const ofFee = fee ? tariffs.filter((one) => isCalled(one, fee, line.startsOn)) : tariffs;
	const labelled = label ? ofFee.filter((one) => fold(one.label) === label) : ofFee;
	if (labelled.length > 0) return oneOf(labelled);
	return oneOf(fee ? [] : tariffs.filter((one) => isCalled(one, label, line.startsOn)));
}

/** « Adhésion », or « Adhésion 2025-2026 » for a day of that season. */
function isCalled({ feeName, validity }: KnownTariff, name: string, on: Day | undefined): boolean {
	if (fold(feeName) === name) return true;
	return on !== undefined && fold(nameWithSeason(feeName, seasonOf(validity, on))) === name;
}

function oneOf(found: readonly KnownTariff[]): NamedTariff {
	const open = found.filter(({ archived }) => !archived);
	const [tariff] = open;
	if (open.length > 1) return { fault: 'ambiguous' };
	if (tariff) return { tariff };
	return { fault: found.length > 0 ? 'archived' : 'unknown' };
}
