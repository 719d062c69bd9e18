import { startProgram } from '#composition/program.ts';
import type { Runtime } from '#platform/server/runtime.ts';
import type { Settings } from '#platform/server/settings.ts';
import { stopRuntime } from '#platform/server/start.ts';

/** Opens database and files for one command, whether or not the server is running on them. */
export async function withProgram<T>(
	settings: Settings,
	work: (program: Runtime) => Promise<T>
): Promise<T> {
	const program = await startProgram(settings);
	try {
		return await work(program);
	} finally {
		await stopRuntime(program);
	}
}
