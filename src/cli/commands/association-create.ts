import {
	createAssociation,
	type CreatedAssociation
} from '#composition/founding/create-association.ts';
import { findFounder, type Founder } from '#composition/founding/founder.ts';
import { inHost } from '#platform/server/database/db.ts';
import { addressOf, createLink, LIFETIME_MS } from '#platform/server/identity/links.ts';
import type { Tx } from '#platform/server/operation.ts';
import { EXIT, type Command } from '../command.ts';
import { withProgram } from '../with-program.ts';

/** Works whatever ASSOCIATION_CREATION says: who runs it owns the machine. */
export const associationCreate: Command = {
	name: 'association create',
	summary: 'Create an association and its first administrator',
	usage: '--name TEXT --email ADDRESS [--password TEXT] …',
	options: {
		name: { help: 'Name of the association', required: true },
		email: { help: 'Address of the administrator; an account it has is used', required: true },
		password: { help: 'Password of a new account (default: a one-time link to sign in)' },
		'first-name': { help: 'First name of the administrator' },
		'last-name': { help: 'Last name of the administrator' },
		purpose: { help: 'Purpose, as in the statutes' },
		rna: { help: 'Number of the national register, such as W291234567' },
		siren: { help: 'SIREN, nine digits' },
		'year-start': { help: 'First day of the first fiscal year (default: 1 January of this year)' },
		'year-end': { help: 'Its last day (default: twelve months later)' },
		chart: { help: 'associations-2025, -2018, -1999 or pcg-2026 (default: that of the first day)' }
	},
	examples: [
		'essaim association create --name "Les Amis du bourg" --email claire@exemple.org',
		'essaim association create --name "Chorale" --email yann@exemple.org --year-start 2026-09-01 --json'
	],
	async run({ settings, options, answer }) {
		const email = options.email ?? '';
		return withProgram(settings, async ({ database }) => {
			const known = await inHost(database.db, (tx) => findFounder(tx, email));
			const created = await createAssociation(
				{
					name: options.name ?? '',
					purpose: options.purpose,
					rna: options.rna,
					siren: options.siren,
					yearStart: options['year-start'],
					yearEnd: options['year-end'],
					chart: options.chart as never
				},
				known ?? newcomer(email, options),
				{ by: 'host' }
			);
			const link =
				known || options.password ? undefined : await signInLink(database.db, email, created);
			const { slug, name } = created;
			answer(
				{ slug, name, email, ...(link && { link }) },
				link ? `${slug}\n${link}  (once, within ${LIFETIME_MS['sign-in'] / 60_000} minutes)` : slug
			);
			return EXIT.done;
		});
	}
};

/** Without a name, the person goes by the first part of the address until they write it. */
function newcomer(email: string, options: Readonly<Record<string, string | undefined>>): Founder {
	const firstName = options['first-name'];
	const lastName = options['last-name'] ?? (firstName ? undefined : email.split('@')[0]);
	return { email, firstName, lastName, password: options.password };
}

async function signInLink(db: Tx, email: string, { accountId }: CreatedAssociation) {
	const { secret } = await inHost(db, (tx) =>
		createLink(tx, { purpose: 'sign-in', email: email.trim().toLowerCase(), accountId })
	);
	return addressOf(`/link/${secret}`);
}
