import { slugify } from '#shared/text.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { PlatformTables } from '#platform/server/tables.ts';

/** First words of addresses that belong to the program: no association has them. */
export const RESERVED: ReadonlySet<string> = new Set([
	'_app',
	'account',
	'accounts',
	'admin',
	'api',
	'assets',
	'associations',
	'c',
	'caldav',
	'carddav',
	'dav',
	'demo',
	'favicon',
	'help',
	'healthz',
	'host',
	'invitation',
	'link',
	'login',
	'logo',
	'metrics',
	'new',
	'oidc',
	'preferences',
	'public',
	'readyz',
	'robots',
	'sign-in',
	'sign-out',
	'sign-up',
	'ui',
	'webhooks',
	'well-known'
]);

const LONGEST = 50;

/** The short name of a new association, in its addresses: from its name, with a number behind when it is taken. */
export async function chooseSlug(hostTx: Tx, name: string): Promise<string> {
	const base = slugify(name).slice(0, LONGEST).replace(/-+$/, '') || 'association';
	const rows = await hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.association')
		.select('slug')
		.where('slug', 'like', `${base}%`)
		.execute();
	const taken = new Set(rows.map((row) => row.slug));
	for (let count = 1; ; count += 1) {
		const slug = count === 1 ? base : `${base}-${count}`;
		if (!taken.has(slug) && !RESERVED.has(slug)) return slug;
	}
}
