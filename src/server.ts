import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { jobs, operations } from '#composition/registry.ts';
import { startProgram } from '#composition/program.ts';
import { buildApi } from '#platform/server/http/api.ts';
import { buildHealth } from '#platform/server/http/health.ts';
import { ADDRESS_HEADER, createHttpServer, PROTOCOL_HEADER } from '#platform/server/http/server.ts';
import { startJobs } from '#platform/server/jobs.ts';
import { log } from '#platform/server/log.ts';
import { startMeasuring } from '#platform/server/metrics.ts';
import { stopRuntime } from '#platform/server/start.ts';
import type { Settings } from '#platform/server/settings.ts';

export interface RunningServer {
	/** Address to open in a browser. */
	readonly url: string;
	readonly port: number;
	/** Finishes the requests and jobs in hand, then closes the database. */
	stop(): Promise<void>;
}

const GRACE_MS = 20_000;
const COMMAND_LINE = path.resolve(import.meta.dirname, 'cli/main.ts');

/** Starts everything: database, pages, API, jobs. @throws {Refusal} what `startProgram` refuses. */
export async function startServer(settings: Settings): Promise<RunningServer> {
	const program = await startProgram(settings);
	startMeasuring();
	process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
	process.env.ADDRESS_HEADER = ADDRESS_HEADER;
	process.env.BODY_SIZE_LIMIT = String(settings.uploadLimit + 1024 * 1024);
	const handlerUrl = new URL('../build/handler.js', import.meta.url).href;
	const { handler } = (await import(handlerUrl)) as { handler: never };
	const health = buildHealth();
	const server = createHttpServer(
		settings,
		[
			{ prefix: '/api/v1', app: buildApi(operations) as never },
			{ prefix: '/healthz', app: health },
			{ prefix: '/readyz', app: health },
			{ prefix: '/metrics', app: health }
		],
		handler
	);
	server.listen(settings.port, settings.host);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const host = settings.host === '0.0.0.0' || settings.host === '::' ? 'localhost' : settings.host;
	const url = settings.publicUrl ?? `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
	program.address = url;
	const stopJobs = await startJobs(program, jobs, COMMAND_LINE);
	log().info({ port }, 'listening');

	return {
		url,
		port,
		async stop() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeIdleConnections();
			const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
			await closed;
			clearTimeout(impatience);
			await stopJobs();
			await stopRuntime(program);
		}
	};
}
