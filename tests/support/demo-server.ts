import type { TestProject } from 'vitest/node';
import { makeDataFolder, runCommand, startServerProcess } from './running-server.ts';

export interface Persona {
	readonly email: string;
	readonly password: string;
	readonly role: string;
}

/** Vitest global set-up of the browser suite: one running server with the demonstration association. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const data = await makeDataFolder();
	const server = await startServerProcess(data.folder);
	const demo = await runCommand(data.folder, 'demo', '--json');
	if (demo.code !== 0) throw new Error(`essaim demo failed: ${demo.errors}`);
	const { association, personas } = JSON.parse(demo.output) as {
		association: { slug: string };
		personas: Persona[];
	};
	project.provide('url', server.url);
	project.provide('dataFolder', data.folder);
	project.provide('slug', association.slug);
	project.provide('personas', personas);
	return async () => {
		await server.stop();
		await data.remove();
	};
}

declare module 'vitest' {
	interface ProvidedContext {
		url: string;
		dataFolder: string;
		slug: string;
		personas: Persona[];
	}
}
