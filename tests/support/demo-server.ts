import type { TestProject } from 'vitest/node';
import { makeDataFolder, runCommand, startServerProcess } from './running-server.ts';

export interface Persona {
	readonly email: string;
	readonly password: string;
	readonly role: string;
	/** Leads a group. */
	readonly leads?: boolean;
}

export interface Demonstration {
	readonly association: { readonly slug: string };
	readonly personas: Persona[];
}

/** Fills a data folder, whose server runs, with the demonstration. */
export async function demonstrate(dataFolder: string): Promise<Demonstration> {
	const demo = await runCommand(dataFolder, 'demo', '--json');
	if (demo.code !== 0) throw new Error(`essaim demo failed: ${demo.errors}`);
	return JSON.parse(demo.output) as Demonstration;
}

/** Vitest global set-up of the browser suite: one running server with the demonstration association. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const data = await makeDataFolder();
	const server = await startServerProcess(data.folder);
	const { association, personas } = await demonstrate(data.folder);
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
