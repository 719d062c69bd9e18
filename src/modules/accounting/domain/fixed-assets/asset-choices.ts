interface Account {
	readonly code: string;
	readonly label: string;
	readonly heading: boolean;
	readonly active: boolean;
}

interface Asset {
	readonly id: string;
	readonly label: string;
	readonly partOfId: string | null;
	readonly disposal: string | null;
}

/** The accounts that a fixed asset may stand in. */
export function assetAccounts(accounts: readonly Account[]) {
	return accounts
		.filter(({ code, heading, active }) => /^2[0-7]/.test(code) && !heading && active)
		.map(({ code, label }) => ({ value: code, label: `${code} ${label}` }));
}

/** The assets that one may be a component of. */
export function wholeAssets(assets: readonly Asset[], but?: string) {
	return assets
		.filter(({ id, partOfId, disposal }) => id !== but && !partOfId && !disposal)
		.map(({ id, label }) => ({ value: id, label }));
}
