import { fold } from '#shared/text.ts';

/** Who it is for the accounts: it owes us (411), we owe it (401), or both ways (467). */
export const THIRD_PARTY_KINDS = ['client', 'supplier', 'other'] as const;
export type ThirdPartyKind = (typeof THIRD_PARTY_KINDS)[number];

/** The account that gathers the third parties of a kind, the same in all charts (PCG art. 944-40, 41 and 46). */
export function collectiveAccount(kind: ThirdPartyKind): string {
	return { client: '411', supplier: '401', other: '467' }[kind];
}

const CODE_LENGTH = 17;

/**
 * The auxiliary number of a third party, from its name: `LOCABRETAGNE`, then `LOCABRETAGNE2`… when it is taken.
 * Capitals and figures, 17 at most.
 */
export function codeForLabel(label: string, taken: (code: string) => boolean): string {
	const letters =
		fold(label)
			.replaceAll(/[^a-z0-9]/g, '')
			.toUpperCase() || 'TIERS';
	for (let count = 1; ; count += 1) {
		const suffix = count === 1 ? '' : String(count);
		const code = letters.slice(0, CODE_LENGTH - 5) + suffix;
		if (!taken(code)) return code;
	}
}
