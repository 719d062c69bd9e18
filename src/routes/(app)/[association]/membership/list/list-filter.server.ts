/** Which memberships the list shows, as its address says. */
export function listFilter(parameters: URLSearchParams) {
	const parameter = (name: string) => parameters.get(name) || undefined;
	return {
		feeId: parameter('fee'),
		tariffId: parameter('tariff'),
		season: parameter('season'),
		state: parameter('state') as 'owing' | undefined
	};
}
