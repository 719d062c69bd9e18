import { existsSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import {
	chromium as playwright,
	type Browser,
	type BrowserContext,
	type Page
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage'
];

/** The Chromium that npm brings on Linux x64; elsewhere the one that ESSAIM_CHROMIUM or the system offers. */
async function launch(): Promise<Browser> {
	const own = process.env.ESSAIM_CHROMIUM ?? ['/usr/bin/chromium'].find((file) => existsSync(file));
	if (process.platform === 'linux' && process.arch === 'x64' && !process.env.ESSAIM_CHROMIUM) {
		const { default: shipped } = await import('@sparticuz/chromium');
		return playwright.launch({ executablePath: await shipped.executablePath(), args: FLAGS });
	}
	return own
		? playwright.launch({ executablePath: own, args: FLAGS })
		: playwright.launch({ channel: 'chrome', args: FLAGS });
}

export interface Visit {
	readonly page: Page;
	/** Foreign requests, answers 5xx, console and page errors seen since the page opened. */
	readonly mishaps: string[];
	/** Of the server. */
	readonly url: string;
}

interface Credentials {
	readonly email: string;
	readonly password: string;
}

export interface VisitOptions {
	/** A server of the test's own, instead of that of the demonstration. */
	readonly url?: string;
	readonly javaScript?: boolean;
	readonly width?: number;
	readonly dark?: boolean;
	readonly locale?: string;
}

/** Gives the test file a browser; `visit()` opens a fresh profile, closed after each test. */
export function useBrowser(): {
	visit(options?: VisitOptions): Promise<Visit>;
	/** As a persona of the demonstration, by role, or as somebody else. */
	signIn(page: Page, who: string | Credentials): Promise<void>;
} {
	let browser: Browser | undefined;
	const contexts: BrowserContext[] = [];

	beforeAll(async () => {
		browser = await launch();
	});
	afterEach(async () => {
		for (const context of contexts.splice(0)) await context.close();
	});
	afterAll(() => browser?.close());

	return {
		async visit(options = {}) {
			const { javaScript = true, width = 1280, dark = false, locale = 'fr-FR' } = options;
			const { url = inject('url') } = options;
			if (!browser) throw new Error('Use it inside a test');
			const context = await browser.newContext({
				baseURL: url,
				javaScriptEnabled: javaScript,
				viewport: { width, height: width < 600 ? 740 : 860 },
				colorScheme: dark ? 'dark' : 'light',
				locale,
				acceptDownloads: true
			});
			contexts.push(context);
			const page = await context.newPage();
			page.setDefaultTimeout(20_000);
			return { page, mishaps: watch(page, new URL(url).origin), url };
		},
		async signIn(page, who) {
			const { email, password } = typeof who === 'string' ? personaOf(who) : who;
			await page.goto('/sign-in');
			await page.locator('input[name=email]').first().fill(email);
			await page.locator('input[name=password]').fill(password);
			await page.locator('input[name=password]').press('Enter');
			await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
		}
	};
}

function personaOf(role: string): Credentials {
	const persona = inject('personas').find(
		(candidate) => candidate.role === role || candidate.email.startsWith(`${role}@`)
	);
	if (!persona) throw new Error(`No persona is ${role}`);
	return persona;
}

function watch(page: Page, origin: string): string[] {
	const mishaps: string[] = [];
	page.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url))
			mishaps.push(`foreign request: ${url}`);
	});
	page.on('response', (response) => {
		if (response.status() >= 500) mishaps.push(`${response.status()}: ${response.url()}`);
	});
	page.on('pageerror', (error) => mishaps.push(`page error: ${error.message}`));
	page.on('console', (message) => {
		// The browser itself reports each refused form (4xx) as an error; those are answers, not faults.
		if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
			mishaps.push(`console: ${message.text()}`);
		}
	});
	return mishaps;
}

/** Waits until the components answer. */
export async function whenAlive(page: Page): Promise<void> {
	await page.locator('html[data-alive]').waitFor();
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe says against WCAG 2.2 AA, each with the first places. Needs a page with JavaScript. */
export async function findViolations(page: Page): Promise<string[]> {
	// No page has frames, and what passes is not told: three times as fast.
	const { violations } = await new AxeBuilder({ page })
		.options({ runOnly: RULES, resultTypes: ['violations'] })
		.setLegacyMode()
		.analyze();
	return violations.map(({ id, nodes }) => {
		const places = nodes.map((node) => node.target.join(' '));
		return `${id}: ${places.slice(0, 5).join(' | ')}`;
	});
}

/** WCAG 2.2 AA, as far as axe can tell: no violation. Needs a page with JavaScript. */
export async function expectAccessible(page: Page): Promise<void> {
	expect(await findViolations(page), `axe on ${page.url()}`).toEqual([]);
}
