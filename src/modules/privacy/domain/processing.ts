/** What an association does with personal data, as the register of GDPR article 30 names it. */
export const PROCESSINGS = [
	'members',
	'photos',
	'dues',
	'accounts',
	'communication',
	'access'
] as const;

export type Processing = (typeof PROCESSINGS)[number];
