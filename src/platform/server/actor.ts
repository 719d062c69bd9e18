/** Who acts, in one association, and what the policies of the modules let them do. */
export interface Actor {
	/** `account`: a person signed in; `token`: a program with a bearer token; `system`: a job or the command line. */
	readonly kind: 'account' | 'token' | 'system';
	readonly accountId: string | null;
	/** The person record of the account in this association, when linked. */
	readonly personId: string | null;
	readonly role: string;
	readonly permissions: ReadonlySet<string>;
	readonly locale: Locale;
}

export type Locale = 'fr' | 'en';

/** The association an operation runs in; row-level security shows its rows only. */
export interface AssociationScope {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
	/** Nine digits, when the association has one. */
	readonly siren: string | null;
}

/**
 * The pseudo-association of what belongs to the host and to no association: accounts, sessions, tokens.
 * A transaction in its scope sees those tables and no association's data.
 */
export const HOST_ID = '00000000-0000-0000-0000-000000000000';
