/** What somebody is asked to agree to, apart from membership itself (GDPR articles 6 and 7). */
export const CONSENT_PURPOSES = ['newsletter', 'image', 'directory'] as const;

export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** Raised when the wording of a question changes: earlier answers were given to other words. */
export const CONSENT_VERSION: Readonly<Record<ConsentPurpose, number>> = {
	newsletter: 1,
	image: 1,
	directory: 1
};
