import { Hono } from 'hono';
import { timingSafeEqual } from 'node:crypto';
import { metricsText } from '../metrics.ts';
import { runtime } from '../runtime.ts';

/** `/healthz`: the process answers. `/readyz`: the database does too. `/metrics`: figures, for who may see them. */
export function buildHealth(): Hono {
	const app = new Hono();
	app.get('/healthz', (c) => c.json({ status: 'ok' }));
	app.get('/readyz', async (c) => {
		const ready = await runtime()
			.database.pool.query('select 1')
			.then(
				() => true,
				() => false
			);
		return c.json({ status: ready ? 'ok' : 'database-unavailable' }, ready ? 200 : 503);
	});
	app.get('/metrics', async (c) => {
		const token = runtime().settings.metricsToken;
		if (token && !sameSecret(c.req.header('authorization') ?? '', `Bearer ${token}`)) {
			return c.text('', 401, { 'www-authenticate': 'Bearer' });
		}
		return c.text(await metricsText(), 200, { 'content-type': 'text/plain; version=0.0.4' });
	});
	return app;
}

function sameSecret(given: string, expected: string): boolean {
	const a = Buffer.from(given);
	const b = Buffer.from(expected);
	return a.length === b.length && timingSafeEqual(a, b);
}
