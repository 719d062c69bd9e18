import { randomUUID } from 'node:crypto';
import {
	access,
	chmod,
	chown,
	constants,
	mkdir,
	readFile,
	stat,
	writeFile
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '#shared/errors.ts';
import { binaries } from './binaries.ts';
import type { SystemUser } from './system-user.ts';

export const PORT = 5432; // names the socket file only: nothing listens on the network
const SOCKET_PATH_LIMIT = 107; // sun_path of unix(7), less its final NUL

/**
 * Makes the folder of the database ready for the user under which PostgreSQL runs.
 * @throws {Refusal} `platform.data-folder-unusable` with the folder and the reason.
 */
export async function prepareFolder(
	dataFolder: string,
	folder: string,
	user: SystemUser
): Promise<void> {
	try {
		await mkdir(folder, { recursive: true });
		if (user.spawnIds) await chown(folder, user.spawnIds.uid, user.spawnIds.gid);
		await chmod(folder, 0o700);
		await access(dataFolder, constants.W_OK);
	} catch (error) {
		throw unusable(dataFolder, (error as Error).message);
	}
	const { postgres } = await binaries();
	for (const target of [folder, postgres]) {
		const barrier = await firstBarrier(target, user);
		if (barrier) {
			throw unusable(
				dataFolder,
				`the system user "${user.name}", under which PostgreSQL runs, may not enter ${barrier} (try: chmod o+x ${barrier})`
			);
		}
	}
}

/** The first folder on the way to `target` that the user may not enter. */
async function firstBarrier(target: string, user: SystemUser): Promise<string | undefined> {
	if (!user.spawnIds) return undefined;
	const { uid, gid } = user.spawnIds;
	const parts = path.dirname(target).split(path.sep);
	for (let depth = 1; depth <= parts.length; depth += 1) {
		const folder = parts.slice(0, depth).join(path.sep) || path.sep;
		const { mode, uid: owner, gid: group } = await stat(folder);
		const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
		if ((mode & bit) === 0) return folder;
	}
	return undefined;
}

/** Inside the data folder when its path is short enough for a Unix socket, else below the system's temporary one. */
export async function chooseSocketFolder(dataFolder: string, user: SystemUser): Promise<string> {
	const inside = path.join(dataFolder, 'run');
	const socketName = `/.s.PGSQL.${PORT}`;
	const short = path.join(os.tmpdir(), `essaim-${await socketKey(dataFolder)}`);
	const folder = Buffer.byteLength(inside + socketName) <= SOCKET_PATH_LIMIT ? inside : short;
	await mkdir(folder, { recursive: true, mode: 0o700 });
	if (user.spawnIds) await chown(folder, user.spawnIds.uid, user.spawnIds.gid);
	await chmod(folder, 0o700);
	return folder;
}

/** A random key kept in the data folder, so that nobody can prepare the folder under /tmp before us. */
async function socketKey(dataFolder: string): Promise<string> {
	const file = path.join(dataFolder, 'socket-key');
	const kept = await readFile(file, 'utf8').catch(() => undefined);
	if (kept) return kept.trim();
	const key = randomUUID().slice(0, 8);
	await writeFile(file, key, { mode: 0o600 });
	return key;
}

function unusable(folder: string, reason: string): Refusal {
	return new Refusal('conflict', 'platform.data-folder-unusable', { folder, reason });
}
