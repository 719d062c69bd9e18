import { startRuntime } from '#platform/server/start.ts';
import type { Runtime } from '#platform/server/runtime.ts';
import type { Settings } from '#platform/server/settings.ts';
import { declareModules } from './declare-modules.ts';

/** Tells the platform what the modules declare, then opens database and files: the start of every door. */
export async function startProgram(settings: Settings): Promise<Runtime> {
	declareModules();
	return startRuntime(settings);
}
