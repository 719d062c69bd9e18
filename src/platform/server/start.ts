import path from 'node:path';
import { DiskBlobStore } from './blobs.ts';
import { connectDatabase } from './database/connect.ts';
import { setLogLevel } from './log.ts';
import { setRuntime, type Runtime } from './runtime.ts';
import type { Settings } from './settings.ts';

/** Opens what every door needs: database, files. The jobs start apart (`startJobs`). */
export async function startRuntime(settings: Settings): Promise<Runtime> {
	setLogLevel(settings.logLevel);
	const database = await connectDatabase(settings);
	const blobs = new DiskBlobStore(path.join(settings.dataFolder, 'blobs'));
	const started: Runtime = { settings, database, blobs };
	setRuntime(started);
	return started;
}

export async function stopRuntime(started: Runtime): Promise<void> {
	await started.database.close();
	setRuntime(undefined);
}
