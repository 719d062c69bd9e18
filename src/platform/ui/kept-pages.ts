const KEPT = 'kept-pages';
const ONE_DAY_MS = 86_400_000;
const PART = /\/_app\/immutable\/[\w./-]+/g;

/**
 * Keeps the page that is shown, with its scripts and styles, so that it opens again where there is no network: for
 * a day, until somebody signs out, and never instead of a server that answers (`static/kept-pages.js`). Where the
 * browser can't, nothing happens.
 * @param scope path below which pages are kept, with its last slash
 * @param isPart other addresses that the page shows, such as pictures
 * @returns whether the page is kept
 */
export async function keepPage(scope: string, isPart: RegExp): Promise<boolean> {
	if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return false;
	try {
		await navigator.serviceWorker.register('/kept-pages.js', { scope });
		const address = location.pathname;
		const page = await fetch(address, { redirect: 'error' });
		if (!page.ok) return false;
		const html = await page.clone().text();
		const cache = await caches.open(KEPT);
		await refresh(cache, address, new Set(partsOf(html, page.headers.get('link') ?? '', isPart)));
		// Last: a page that is kept is whole.
		await cache.put(address, page);
		return true;
	} catch {
		// No network now, or no room: what was kept before stays.
		return false;
	}
}

/** Forgets all kept pages, with the names on them: nobody is signed in. */
export async function forgetPages(): Promise<void> {
	await globalThis.caches?.delete(KEPT).catch(() => false);
}

/** What a page is made of: named in it, or loaded for it since. */
function partsOf(html: string, links: string, isPart: RegExp): string[] {
	const loaded = performance.getEntriesByType('resource').flatMap(({ name }) => {
		const { origin, pathname, search } = new URL(name, location.href);
		const own = origin === location.origin && (pathname.startsWith('/_app/') || isPart.test(name));
		return own ? [pathname + search] : [];
	});
	return [...`${html} ${links}`.matchAll(PART)].map(([path]) => path).concat(loaded);
}

/** Adds what lacks; pages of yesterday go, and what only they were made of. */
async function refresh(cache: Cache, address: string, parts: ReadonlySet<string>): Promise<void> {
	const yesterday = performance.timeOrigin + performance.now() - ONE_DAY_MS;
	const known = new Map<string, Request>();
	let pages = 0;
	for (const request of await cache.keys()) {
		const { pathname, search } = new URL(request.url);
		const { headers } = (await cache.match(request)) ?? new Response();
		const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
		const isOld = isPage && Date.parse(headers.get('date') ?? '') < yesterday;
		if (isOld) await cache.delete(request);
		else if (!isPage) known.set(pathname + search, request);
		else if (pathname !== address) pages += 1;
	}
	await Promise.all([...parts].filter((part) => !known.has(part)).map((part) => cache.add(part)));
	if (pages > 0) return;
	for (const [part, request] of known) if (!parts.has(part)) await cache.delete(request);
}
