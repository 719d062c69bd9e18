import type { Day } from '#shared/day.ts';
import { addMonths } from '#shared/day.ts';
import type { HouseholdMember } from './household.ts';

/** Somebody of a household, with what decides who speaks for whom. */
export interface HouseholdMate extends HouseholdMember {
	readonly birthDate: Day | null;
	/** The identity of their main e-mail, see `emailKey`. */
	readonly emailKey: string | null;
}

/** Civil code, article 388: eighteen years of age. */
const MAJORITY_MONTHS = 18 * 12;

/**
 * Whom somebody sees and corrects as themselves, from the households that they live in: the minor children for a
 * parent or for whoever pays (Civil code, article 371-1), and those whose e-mail is the one they sign in with.
 * A child whose birth date isn't known counts as a minor; a child speaks for nobody.
 * @param verifiedEmail the identity of the e-mail of their account: never that of a record, which they may correct
 */
export function inChargeOf(
	personId: string,
	households: readonly (readonly HouseholdMate[])[],
	verifiedEmail: string | null,
	today: Day
): ReadonlySet<string> {
	const charge = new Set<string>();
	for (const mates of households) {
		const self = mates.find((mate) => mate.personId === personId);
		if (!self || self.role === 'child') continue;
		const answersForChildren = self.role === 'parent' || self.billing;
		for (const mate of mates) {
			const sharesEmail = verifiedEmail !== null && mate.emailKey === verifiedEmail;
			if (sharesEmail || (answersForChildren && isMinorChild(mate, today))) {
				charge.add(mate.personId);
			}
		}
	}
	charge.delete(personId);
	return charge;
}

function isMinorChild({ role, birthDate }: HouseholdMate, today: Day): boolean {
	if (role !== 'child') return false;
	return birthDate === null || addMonths(birthDate, MAJORITY_MONTHS) > today;
}
