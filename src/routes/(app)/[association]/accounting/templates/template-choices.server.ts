import type { RequestEvent } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';

/** What the form of a template offers. */
export async function templateChoices(event: RequestEvent) {
	const [{ journals }, { accounts }, { axes }, { thirdParties }] = await Promise.all([
		read(event, accounting.listJournals, {}),
		read(event, accounting.listAccounts, { limit: 1000 }),
		read(event, accounting.listAxes, {}),
		read(event, accounting.listThirdParties, { limit: 200 })
	]);
	return {
		axes: axes.filter(({ values }) => values.some(({ archived }) => !archived)),
		thirdParties: thirdParties.map(({ code, label }) => ({ code, label })),
		journals: journals
			.filter(({ active }) => active)
			.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` })),
		accounts: accounts
			.filter(({ heading, active }) => !heading && active)
			.map(({ code, label }) => ({ code, label }))
	};
}
