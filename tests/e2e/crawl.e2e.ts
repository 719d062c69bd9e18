import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from '#tests/support/browser.ts';
import { crawl, shapeOf } from '#tests/support/crawl.ts';
import type { Persona } from '#tests/support/demo-server.ts';
import { useOwnServer } from '#tests/support/own-server.ts';
import { Reader, turnVatOn } from '#tests/support/site.ts';

// It takes long, and would read what other tests are changing.
const own = useOwnServer();
const { visit, signIn } = useBrowser();
const MINUTES = 60_000;
/** Paths that axe has read already, for one persona or another. */
const audited = new Set<string>();

describe('the crawl', () => {
	it('tells each fault of a page', async () => {
		const seen = await visit({ url: own.url(), width: 360 });
		await seen.page.route('**/planted*', (route) =>
			route.fulfill({
				contentType: 'text/html',
				body: `<!doctype html><body><h1>One</h1><h1>Two</h1><p style="width: 500px">undefined
					people_list_title</p><img src="http://foreign.invalid/x.png"><a href="/planted-none">x</a>
					<script>console.error('planted')</script>`
			})
		);
		await seen.page.route('**/planted-none', (route) => route.fulfill({ status: 404, body: '' }));
		const { faults } = await crawl(seen, ['/planted'], new Set());
		for (const fault of [
			'no title',
			'2 headings',
			'px too wide',
			'says « undefined »',
			'says « people_list_title »',
			'foreign request: http://foreign.invalid/x.png',
			'console: planted',
			'axe at 360 px, dark: image-alt',
			'axe at 1280 px, light: image-alt',
			'/planted-none (from /planted): answers 404'
		]) {
			expect(faults.join('\n')).toContain(fault);
		}
	});

	it('takes addresses of the same page for one shape', () => {
		const shape = (path: string) => shapeOf(`http://localhost${path}`);
		expect(shape('/a/people/019a-1?after=x')).toBe(shape('/a/people/019b-2?after=y'));
		expect(shape('/a/people?sort=name')).not.toBe(shape('/a/people?after=y'));
	});
});

describe('every page', () => {
	const doors = ['/', '/sign-in', '/link/none', '/invitation/none', '/api'];
	let home: string;
	let personas: readonly Persona[];
	const persona = (who: string) =>
		personas.find(({ role, email }) => role === who || email.startsWith(`${who}@`)) as Persona;

	// The demonstration has no VAT, as most associations: this one has, so that its pages are read too.
	beforeAll(async () => {
		const demonstration = await own.demonstrate();
		personas = demonstration.personas;
		home = `/${demonstration.association.slug}`;
		await turnVatOn(await Reader.signedIn(own.url(), persona('administrator')), home);
	});

	it(
		'is sound for somebody who has not signed in',
		async () => {
			const { faults, opened } = await crawl(
				await visit({ url: own.url(), width: 360 }),
				doors,
				audited
			);
			expect(faults).toEqual([]);
			expect(opened.length).toBeGreaterThanOrEqual(doors.length);
		},
		2 * MINUTES
	);

	it.each(['administrator', 'treasurer', 'secretary', 'accountant', 'member', 'paul'])(
		'is sound for the %s',
		async (role) => {
			const seen = await visit({ url: own.url(), width: 360 });
			await signIn(seen.page, persona(role));
			const { faults, opened } = await crawl(seen, [home, '/account'], audited);
			expect(faults).toEqual([]);
			expect(opened.length).toBeGreaterThan(3);
			if (role === 'treasurer') expect(opened).toContain(`${home}/accounting/vat`);
		},
		5 * MINUTES
	);
});
