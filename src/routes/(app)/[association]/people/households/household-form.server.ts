import { HOUSEHOLD_ROLES } from '#modules/people/index.ts';

/** A line of the form of a household, as typed. */
export interface HouseholdLine {
	readonly person: string;
	readonly role: (typeof HOUSEHOLD_ROLES)[number];
	readonly billing: boolean;
}

/** The name and the lines of the form; lines left empty are left out. */
export function typedHousehold(form: FormData) {
	const roles = form.getAll('role').map(String);
	const payer = Number(form.get('billing') ?? -1);
	const members = form.getAll('person').map((person, index): HouseholdLine => ({
		person: String(person).trim(),
		role: HOUSEHOLD_ROLES.find((role) => role === roles[index]) ?? 'other',
		billing: index === payer
	}));
	return {
		name: String(form.get('name') ?? ''),
		members: members.filter(({ person }, index) => person !== '' && roles[index] !== 'none')
	};
}
