import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page, Response } from 'playwright-core';
import { findViolations, whenAlive, type Visit } from './browser.ts';

const PAGES_AT_MOST = 200;
/** All pages of people are alike: a few of one shape, and of one path whatever it is asked, tell enough. */
const SAMPLES = { shape: 2, path: 8 };
/** Somebody else has seen the others. */
const SAMPLES_OF_THE_KNOWN = { shape: 1, path: 2 };

export interface Crawl {
	/** Each with the page it was seen on; empty when all is well. */
	readonly faults: string[];
	/** Pages and files opened, by path. */
	readonly opened: string[];
}

/**
 * Follows every link of the site from the starting paths on, at 360 px, and looks each page over:
 * answer, console, foreign requests, title, heading, overflow, words that were never translated.
 * A page whose path is like none in `audited` is put there and read by axe, narrow and dark, wide and light.
 */
export async function crawl(
	{ page, mishaps, url }: Visit,
	starts: readonly string[],
	audited: Set<string>
): Promise<Crawl> {
	const wanted = sampler(new Set(audited));
	const queue = starts.map((start) => ({ at: new URL(start, url).href, from: 'start' }));
	const met = new Set(queue.map(({ at }) => at));
	const faults: string[] = [];
	const opened: string[] = [];
	await page.emulateMedia({ reducedMotion: 'reduce' });

	for (const { at, from } of queue) {
		if (opened.length >= PAGES_AT_MOST) break;
		const shape = shapeOf(at);
		if (!wanted(shape)) continue;
		const name = at.slice(new URL(at).origin.length);
		opened.push(name);
		const found = await open(page, at);
		if (found.length === 0) {
			found.push(...(await lookOver(page)));
			if (!audited.has(pathOf(shape))) found.push(...(await audit(page)));
			audited.add(pathOf(shape));
			for (const href of await linksOf(page)) {
				if (!met.has(href)) queue.push({ at: href, from: name });
				met.add(href);
			}
		}
		found.push(...mishaps.splice(0));
		faults.push(
			...found.filter((fault) => fault !== '').map((f) => `${name} (from ${from}): ${f}`)
		);
	}
	return { faults, opened };
}

/** Two addresses of the same shape show the same page of other things: ids, numbers and values aside. */
export function shapeOf(address: string): string {
	const { pathname, searchParams } = new URL(address);
	const segments = pathname.split('/').map((part) => (/\d/.test(part) ? ':id' : part));
	const names = [...new Set(searchParams.keys())].toSorted();
	return [segments.join('/'), ...names].join('?');
}

const pathOf = (shape: string) => shape.split('?')[0] ?? shape;

/** Says whether one more page of a shape is worth a look. */
function sampler(knownPaths: ReadonlySet<string>): (shape: string) => boolean {
	const taken = new Map<string, number>();
	return (shape) => {
		const path = pathOf(shape);
		const most = knownPaths.has(path) ? SAMPLES_OF_THE_KNOWN : SAMPLES;
		const [shapes, paths] = [taken.get(shape) ?? 0, taken.get(`${path}*`) ?? 0];
		if (shapes >= most.shape || paths >= most.path) return false;
		taken.set(shape, shapes + 1).set(`${path}*`, paths + 1);
		return true;
	};
}

/** What went wrong; an empty string for a file, which has nothing to look over. */
async function open(page: Page, address: string): Promise<string[]> {
	let answer: Response | null;
	try {
		answer = await page.goto(address);
	} catch (error) {
		if (!/Download is starting|ERR_ABORTED/.test(String(error))) throw error;
		const file = await page.request.get(address);
		return file.ok() ? [''] : [`the file answers ${file.status()}`];
	}
	const status = answer?.status() ?? 0;
	if (status >= 400) return [`answers ${status}`];
	if (!answer?.headers()['content-type']?.startsWith('text/html')) return [''];
	// What breaks a page often does so when its components come alive.
	if ((await answer.text()).includes('__sveltekit')) await whenAlive(page);
	return [];
}

/** Own pages, without the place within the page. */
function linksOf(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
			.filter(({ origin }) => origin === location.origin)
			.map(({ origin, pathname, search }) => origin + pathname + search)
	);
}

async function lookOver(page: Page): Promise<string[]> {
	const seen = await page.evaluate(() => {
		const words = [document.title];
		const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
			if (!node.parentElement?.closest('script, style')) words.push(node.nodeValue ?? '');
		}
		for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'value']) {
			for (const element of document.body.querySelectorAll(`[${name}]`)) {
				words.push(element.getAttribute(name) ?? '');
			}
		}
		return {
			title: document.title.trim(),
			headings: document.querySelectorAll('h1').length,
			excess: document.documentElement.scrollWidth - innerWidth,
			words: words.join('\n')
		};
	});
	const faults: string[] = [];
	if (seen.title === '') faults.push('no title');
	if (seen.headings !== 1) faults.push(`${seen.headings} headings of level 1`);
	if (seen.excess > 0) faults.push(`${seen.excess} px too wide for ${page.viewportSize()?.width}`);
	const bare = [...seen.words.matchAll(/\bundefined\b|\bNaN\b|\[object|\bInvalid Date\b/g)];
	const keys = [...seen.words.matchAll(MESSAGE_KEY)];
	faults.push(...new Set([...bare, ...keys].map(([word]) => `says « ${word} »`)));
	return faults;
}

async function audit(page: Page): Promise<string[]> {
	const size = page.viewportSize() ?? { width: 360, height: 740 };
	await page.emulateMedia({ colorScheme: 'dark' });
	const narrow = await findViolations(page);
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize({ width: 1280, height: 860 });
	const wide = await findViolations(page);
	await page.setViewportSize(size);
	return [
		...narrow.map((violation) => `axe at ${size.width} px, dark: ${violation}`),
		...wide.map((violation) => `axe at 1280 px, light: ${violation}`)
	];
}

/** A key of the messages that stands where its words should be. */
const MESSAGE_KEY = new RegExp(
	`\\b(?:${messagePrefixes().join('|')})_[a-z0-9]+(?:_[a-z0-9]+)*\\b`,
	'g'
);

function messagePrefixes(): string[] {
	const root = path.resolve(import.meta.dirname, '../..');
	const keys = globSync('src/**/i18n/fr.json', { cwd: root }).flatMap((file) =>
		Object.keys(JSON.parse(readFileSync(path.join(root, file), 'utf8')) as object)
	);
	const words = keys.filter((key) => !key.startsWith('$')).map((key) => key.split('_')[0]);
	return [...new Set(words)].filter((word) => word !== undefined);
}
