import { Agent, request } from 'node:http';
import { runCommand, type ServerProcess } from '#tests/support/running-server.ts';

const PASSWORD = 'un-banc-de-mesure-sous-le-chene';

/** A program that speaks to a running server: by token to the API, by cookie to the pages. */
export interface BenchClient {
	readonly url: string;
	readonly slug: string;
	api<T>(method: string, path: string, body?: unknown): Promise<T>;
	/** The same with as little work as can be: many clients on the machine of the server take their part of it. */
	post<T>(path: string, body: unknown): Promise<T>;
	/** The bytes of an answer that is a file. */
	file(method: string, path: string, body?: unknown): Promise<ArrayBuffer>;
	/** An answer as it comes. */
	stream(path: string): Promise<AsyncIterable<Uint8Array>>;
	upload(name: string, content: string | Blob): Promise<string>;
	page(path: string): Promise<{ html: string; milliseconds: number }>;
	/** What the server has answered so far to requests that read, by its own clock. */
	served(): Promise<{ count: number; milliseconds: number }>;
}

/** Creates an association on the data of the server, and its administrator's token and session. */
export async function openClient(
	server: ServerProcess,
	folder: string,
	name: string
): Promise<BenchClient> {
	const email = `${name.toLowerCase()}@example.org`;
	const created = await command(
		folder,
		'association',
		'create',
		'--name',
		name,
		'--email',
		email,
		'--password',
		PASSWORD,
		'--json'
	);
	const { slug } = JSON.parse(created) as { slug: string };
	return signIn(server, folder, { slug, email, password: PASSWORD });
}

export async function signIn(
	server: ServerProcess,
	folder: string,
	{ slug, email, password }: { slug: string; email: string; password: string }
): Promise<BenchClient> {
	const { token } = JSON.parse(
		await command(folder, 'token', 'create', '--association', slug, '--email', email, '--json')
	) as { token: string };
	const cookie = await openSession(server.url, email, password);
	const headers = { authorization: `Bearer ${token}` };
	return {
		url: server.url,
		slug,
		async api<T>(method: string, path: string, body?: unknown) {
			const response = await fetch(`${server.url}/api/v1${path}`, {
				method,
				headers: { ...headers, 'content-type': 'application/json' },
				body: body === undefined ? undefined : JSON.stringify(body)
			});
			const text = await response.text();
			if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
			return (text ? JSON.parse(text) : undefined) as T;
		},
		async post<T>(path: string, body: unknown) {
			const { status, text } = await sendJson(`${server.url}/api/v1${path}`, headers, body);
			if (status >= 300) throw new Error(`POST ${path}: ${status} ${text}`);
			return JSON.parse(text) as T;
		},
		async file(method, path, body) {
			const response = await fetch(`${server.url}/api/v1${path}`, {
				method,
				headers: { ...headers, 'content-type': 'application/json' },
				body: body === undefined ? undefined : JSON.stringify(body)
			});
			if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
			return response.arrayBuffer();
		},
		async stream(path) {
			const response = await fetch(`${server.url}/api/v1${path}`, { headers });
			if (!response.ok || !response.body) throw new Error(`GET ${path}: ${response.status}`);
			return response.body;
		},
		async upload(fileName, content) {
			const response = await fetch(
				`${server.url}/api/v1/files?name=${encodeURIComponent(fileName)}`,
				{
					method: 'POST',
					headers,
					body: content
				}
			);
			return ((await response.json()) as { id: string }).id;
		},
		async page(path) {
			const started = performance.now();
			const response = await fetch(server.url + path, { headers: { cookie }, redirect: 'manual' });
			const html = await response.text();
			if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
			return { html, milliseconds: performance.now() - started };
		},
		async served() {
			const text = await (await fetch(`${server.url}/metrics`)).text();
			const of = (name: string) =>
				Number(new RegExp(`^${name}\\{method="GET",status="200"\\} (.*)$`, 'm').exec(text)?.[1]);
			return {
				count: of('essaim_http_requests_total'),
				milliseconds: of('essaim_http_request_seconds_total') * 1000
			};
		}
	};
}

const agent = new Agent({ keepAlive: true });

/** `fetch` takes several times the processor's time of this. */
function sendJson(
	url: string,
	headers: Record<string, string>,
	body: unknown
): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		const sent = request(
			url,
			{ agent, method: 'POST', headers: { ...headers, 'content-type': 'application/json' } },
			(response) => {
				let text = '';
				response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
				response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
				response.on('error', reject);
			}
		);
		sent.on('error', reject);
		sent.end(JSON.stringify(body));
	});
}

async function openSession(url: string, email: string, password: string): Promise<string> {
	const response = await fetch(`${url}/sign-in?/password`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ email, password })
	});
	const cookie = response.headers
		.getSetCookie()
		.map((line) => line.split(';', 1)[0])
		.join('; ');
	if (!cookie.includes('essaim_session')) throw new Error(`No session: ${response.status}`);
	return cookie;
}

async function command(folder: string, ...words: string[]): Promise<string> {
	const { code, output, errors } = await runCommand(folder, ...words);
	if (code !== 0) throw new Error(`essaim ${words[0]}: ${errors}`);
	return output;
}
