import { m } from '#i18n';
import type { HouseholdRole } from '#modules/people/index.ts';

/** What each place in a household is called. */
export const ROLE_LABELS: Readonly<Record<HouseholdRole, () => string>> = {
	parent: m.people_household_role_parent,
	partner: m.people_household_role_partner,
	child: m.people_household_role_child,
	other: m.people_household_role_other
};
