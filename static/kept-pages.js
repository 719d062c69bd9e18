// Opens without a network the few pages that were kept while there was one (src/platform/ui/kept-pages.ts keeps
// them). A server that answers is always right: what is kept shows only when nothing answers.
const KEPT = 'kept-pages';
const LONGEST_MS = 24 * 60 * 60 * 1000;
const PATIENCE_MS = 6000;
const PARTS = /^\/_app\/|\/photo\//;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method !== 'GET') return;
	if (request.mode === 'navigate') event.respondWith(page(request));
	else if (PARTS.test(new URL(request.url).pathname)) event.respondWith(part(request));
});

/** @param {Request} request */
async function page(request) {
	const cache = await caches.open(KEPT);
	const address = new URL(request.url).pathname;
	const kept = await cache.match(address, { ignoreVary: true });
	if (!kept) return fetch(request);
	try {
		// A network that leads nowhere says nothing for a long time.
		const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
		// Signed out, or no longer allowed: what was kept goes.
		if (!answer.ok && answer.status < 500) await cache.delete(address);
		return answer.status >= 502 ? stillGood(kept, answer) : answer;
	} catch (silence) {
		const good = stillGood(kept);
		if (good) return good;
		await cache.delete(address);
		throw silence;
	}
}

/**
 * @param {Response} kept
 * @param {Response} [otherwise]
 */
function stillGood(kept, otherwise) {
	const now = performance.timeOrigin + performance.now();
	return now - Date.parse(kept.headers.get('date') ?? '') < LONGEST_MS ? kept : otherwise;
}

/** @param {Request} request */
async function part(request) {
	return (await caches.match(request, { cacheName: KEPT, ignoreVary: true })) ?? fetch(request);
}
