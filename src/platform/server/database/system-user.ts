import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { Refusal } from '#shared/errors.ts';

export interface SystemUser {
	readonly name: string;
	/** Given to `spawn` when the program runs as root, which PostgreSQL refuses. */
	readonly spawnIds?: { readonly uid: number; readonly gid: number };
}

const NAMES = ['essaim', 'postgres'];
const execute = promisify(execFile);

/** The user under which PostgreSQL runs: ourselves, or as root a system user, created when there is none. */
export async function systemUser(): Promise<SystemUser> {
	if (process.getuid?.() !== 0) return { name: userInfo().username };
	const found = await find();
	if (found) return found;
	try {
		await execute('useradd', ['--system', '--user-group', '--no-create-home', 'essaim']);
	} catch (error) {
		throw new Refusal('conflict', 'platform.no-system-user', { reason: (error as Error).message });
	}
	const created = await find();
	if (!created) throw new Refusal('conflict', 'platform.no-system-user', { reason: '/etc/passwd' });
	return created;
}

async function find(): Promise<SystemUser | undefined> {
	const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
	for (const name of NAMES) {
		const line = lines.find(([user]) => user === name);
		if (line) return { name, spawnIds: { uid: Number(line[2]), gid: Number(line[3]) } };
	}
	return undefined;
}
