import type { Role } from '#platform/server/module.ts';

/** One of those whose place a visitor of the demonstration may take. */
export interface Persona {
	readonly firstName: string;
	readonly lastName: string;
	readonly email: string;
	readonly role: Role;
	/** Leads a group, whatever the role. */
	readonly leads?: true;
}

/** Printed by the command and told on the first page: a demonstration keeps no secret. */
export const DEMO_PASSWORD = 'haricots-tomates-potirons';

const aPersona = (firstName: string, lastName: string, email: string, role: Role): Persona => ({
	firstName,
	lastName,
	email: `${email}@kerlann.example`,
	role
});

export const CLAIRE = aPersona('Claire', 'Le Goff', 'claire', 'administrator');
export const YANN = aPersona('Yann', 'Le Guen', 'yann', 'treasurer');
export const MADELEINE = aPersona('Madeleine', 'Quéré', 'madeleine', 'secretary');
export const ODILE = aPersona('Odile', 'Kermarrec', 'odile', 'accountant');
export const AICHA = aPersona('Aïcha', 'Bernard', 'aicha', 'member');

/** Has a login only, and leads the gardeners. */
export const PAUL: Persona = { ...aPersona('Paul', 'Bernard', 'paul', 'member'), leads: true };

/** The administrator first. */
export const PERSONAS: readonly Persona[] = [CLAIRE, YANN, MADELEINE, ODILE, AICHA, PAUL];
