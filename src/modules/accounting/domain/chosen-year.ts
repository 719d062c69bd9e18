interface PageEvent {
	readonly url: URL;
	readonly parent: () => Promise<{ years: readonly { id: string; code: string }[] }>;
}

/** Id of the fiscal year that the address names, `?year=2026`; none when the current one is meant. */
export async function chosenYear({ url, parent }: PageEvent): Promise<string | undefined> {
	const chosen = url.searchParams.get('year');
	if (!chosen) return undefined;
	return (await parent()).years.find(({ code }) => code === chosen)?.id;
}
