import { once } from 'node:events';
import { Refusal } from '#shared/errors.ts';
import { startServer } from '#server';
import { EXIT, type Command } from '../command.ts';

/** Runs the product until it is asked to stop (Ctrl-C, SIGTERM). */
export const start: Command = {
	name: 'start',
	summary: 'Run Essaim: pages, API, jobs and its database',
	usage: '[--port N] [--data DIR]',
	options: { port: { help: 'Port to listen on (default: 3000, or PORT)' } },
	examples: ['essaim start', 'essaim start --port 8080 --data /srv/essaim'],
	async run({ settings, answer }) {
		const server = await startServer(settings).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
			throw new Refusal('conflict', 'platform.port-unusable', { port: settings.port });
		});
		answer({ url: server.url }, `Essaim is ready: ${server.url}  (Ctrl-C to stop)`);
		await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
		await server.stop();
		return EXIT.done;
	}
};
