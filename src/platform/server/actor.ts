/** Who acts, in one association, and what the policies of the modules let them do. */
export interface Actor {
	/** `account`: a person signed in; `token`: a program with a bearer token; `system`: a job or the command line. */
	readonly kind: 'account' | 'token' | 'system';
	readonly accountId: string | null;
	/** The person record of the account in this association, when linked. */
	readonly personId: string | null;
	readonly role: string;
	readonly permissions: ReadonlySet<string>;
	readonly locale: 'fr' | 'en';
}

/** The association an operation runs in; row-level security shows its rows only. */
export interface AssociationScope {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
}
