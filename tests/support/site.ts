import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ROUTES = 'src/routes/(app)/[association]';

/** A page, or a file that is read at its own address, below an association. */
export interface Route {
	/** As its folder is called: `people/[person]/edit`; empty for the first page. */
	readonly name: string;
	/** Where forms are taken, or what a script asks for; undefined when there is nothing but a page. */
	readonly source: string | undefined;
}

/** All routes below an association, by name. */
export function routesOfAssociation(): Route[] {
	const files = globSync(`${ROUTES.replaceAll(/[[\]()]/g, '?')}/**/+{page.svelte,server.ts}`, {
		cwd: ROOT
	});
	// A page and what a script asks for may share an address.
	return [...new Set(files.map((file) => path.dirname(file)))].toSorted().map((folder) => {
		const [own] = globSync(`${folder.replaceAll(/[[\]()]/g, '?')}/+{page.,}server.ts`, {
			cwd: ROOT
		});
		return {
			name: path.relative(ROUTES, folder),
			source: own === undefined ? undefined : path.join(ROOT, own)
		};
	});
}

/** The names of the forms that a route takes, `default` for the one without. */
export function formsOf({ source }: Route): string[] {
	if (!source?.endsWith('page.server.ts')) return [];
	const [, forms = ''] =
		/^export const actions[^\n]*\{\n([\s\S]*?)^\}/m.exec(readFileSync(source, 'utf8')) ?? [];
	return [...forms.matchAll(/^\t(?:async )?(\w+)/gm)].map(([, name]) => name as string);
}

interface Credentials {
	readonly email: string;
	readonly password: string;
}

type Fields = Readonly<Record<string, string>>;

/** Somebody who has signed in and asks for pages as a browser without scripts does. */
export class Reader {
	readonly #origin: string;
	readonly #cookie: string;

	private constructor(origin: string, cookie: string) {
		this.#origin = origin;
		this.#cookie = cookie;
	}

	static async signedIn(origin: string, { email, password }: Credentials): Promise<Reader> {
		const answer = await fetch(`${origin}/sign-in?/password`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin },
			body: new URLSearchParams({ email, password })
		});
		const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
		if (cookies.length === 0) throw new Error(`${email} could not sign in: ${answer.status}`);
		return new Reader(origin, cookies.join('; '));
	}

	/** @param address path and query */
	async open(address: string): Promise<{ status: number; text: string }> {
		const answer = await fetch(`${this.#origin}${address}`, {
			redirect: 'manual',
			headers: { cookie: this.#cookie }
		});
		return { status: answer.status, text: await answer.text() };
	}

	/** Sends a form, with nothing in it unless said; answers the status. */
	async send(address: string, form: string, fields: Fields = {}): Promise<number> {
		return (await this.post(address, form, new URLSearchParams(fields))).status;
	}

	/** The same, and what comes back: the page, or where it leads. */
	async post(
		address: string,
		form: string,
		body: URLSearchParams | FormData
	): Promise<{ status: number; text: string; location: string }> {
		const { origin, pathname, search } = new URL(address, this.#origin);
		const asked = [search.slice(1), form === 'default' ? '' : `/${form}`].filter(Boolean);
		const answer = await fetch(`${origin}${pathname}?${asked.join('&')}`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: this.#cookie, origin, accept: 'text/html' },
			body
		});
		const location = answer.headers.get('location') ?? '';
		return { status: answer.status, text: await answer.text(), location };
	}

	/** Sends what a form says to the action that it says, as seen from its page; answers the status. */
	async sendTo(
		address: string,
		action: string,
		fields: readonly (readonly [string, string])[]
	): Promise<number> {
		const page = new URL(address, this.#origin);
		const answer = await fetch(new URL(action, page), {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: this.#cookie, origin: page.origin, accept: 'text/html' },
			body: new URLSearchParams(fields.map(([name, value]) => [name, value]))
		});
		await answer.arrayBuffer();
		return answer.status;
	}

	/** The same person, who reads another language. */
	reading(locale: 'fr' | 'en'): Reader {
		return new Reader(this.#origin, `${this.#cookie}; essaim_locale=${locale}`);
	}
}

/** Makes an association liable to VAT, whose pages show nowhere otherwise. */
export async function turnVatOn(administrator: Reader, home: string): Promise<void> {
	const status = await administrator.send(`${home}/accounting/vat/settings`, 'save', {
		...{ since: '01/01/2026', regime: 'monthly', servicesDue: 'payment' },
		...{ territory: 'mainland', deductiblePercent: '60' }
	});
	if (status !== 200) throw new Error(`VAT could not be turned on: ${status}`);
}

/** One address for each route that the links of the site lead this reader to, from the first page on. */
export async function addressesOf(
	reader: Reader,
	home: string,
	routes: readonly Route[]
): Promise<ReadonlyMap<string, string>> {
	const shapes = routes
		.toSorted((one, other) => one.name.split('[').length - other.name.split('[').length)
		.map(({ name }) => ({ name, shape: shapeOf(home, name) }));
	const routeOf = (address: string) =>
		shapes.find(({ shape }) => shape.test(address.split('?')[0] ?? ''))?.name;
	const found = new Map([['', home]]);
	const looked = new Map<string, number>();
	const queue = new Set([home]);
	for (const address of queue) {
		const route = routeOf(address) ?? '';
		const times = looked.get(route) ?? 0;
		if (times >= PAGES_OF_A_ROUTE) continue;
		looked.set(route, times + 1);
		for (const next of linksOf((await reader.open(address)).text, address)) {
			const to = routeOf(next);
			if (to === undefined) continue;
			if (!found.has(to)) found.set(to, next);
			queue.add(next);
		}
	}
	return found;
}

const PAGES_OF_A_ROUTE = 3;

function shapeOf(home: string, route: string): RegExp {
	const address = [home, route].filter(Boolean).join('/');
	return new RegExp(`^${address.replaceAll(/\[\w+\]/g, '[^/]+')}$`);
}

function linksOf(text: string, address: string): string[] {
	const here = new URL(address, 'http://here.invalid');
	return [...text.matchAll(/href="([^"]+)"/g)]
		.map(([, href = '']) => new URL(href.replaceAll('&amp;', '&'), here))
		.filter(({ origin }) => origin === here.origin)
		.map(({ pathname, search }) => pathname + search);
}
