import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { demonstrate, type Demonstration } from './demo-server.ts';
import {
	makeDataFolder,
	runCommand,
	startServerProcess,
	type ServerProcess
} from './running-server.ts';

export interface OwnAssociation {
	readonly slug: string;
	readonly administrator: { readonly email: string; readonly password: string };
}

/** Gives the test file a server of its own, so that the demonstration stays as others expect it. */
export function useOwnServer(): {
	url(): string;
	/** A new association with its administrator: the test may write what it likes there. */
	found(name: string): Promise<OwnAssociation>;
	/** The demonstration, of which the test may leave nothing standing. */
	demonstrate(): Promise<Demonstration>;
} {
	let data: Awaited<ReturnType<typeof makeDataFolder>>;
	let server: ServerProcess;
	beforeAll(async () => {
		data = await makeDataFolder();
		server = await startServerProcess(data.folder);
	});
	afterAll(async () => {
		await server.stop();
		await data.remove();
	});
	return {
		url: () => server.url,
		async found(name) {
			const email = `${randomUUID()}@example.org`;
			const password = 'quatre ruches au soleil';
			const created = await runCommand(
				data.folder,
				...['association', 'create', '--json', '--name', name],
				...['--email', email, '--password', password],
				...['--first-name', 'Ada', '--last-name', 'Quéméner']
			);
			if (created.code !== 0) throw new Error(`association create failed: ${created.errors}`);
			const { slug } = JSON.parse(created.output) as { slug: string };
			return { slug, administrator: { email, password } };
		},
		demonstrate: () => demonstrate(data.folder)
	};
}
