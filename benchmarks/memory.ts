import { readdirSync, readFileSync } from 'node:fs';

/** Proportional set size in megabytes of a process, its children and a PostgreSQL on `folder` (Linux). */
export function proportionalSetSize(pid: number, folder: string): number {
	const processes = list();
	const postmaster = processes.find(({ command }) => command.includes(`${folder}/postgres`));
	const roots = [pid, ...(postmaster ? [postmaster.pid] : [])];
	const chosen = new Set<number>();
	const add = (parent: number) => {
		if (chosen.has(parent)) return;
		chosen.add(parent);
		for (const child of processes) if (child.parent === parent) add(child.pid);
	};
	roots.forEach(add);
	return [...chosen].reduce((sum, one) => sum + pss(one), 0) / 1024;
}

function list(): { pid: number; parent: number; command: string }[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const parent = Number(
					/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]
				);
				const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
				return [{ pid: Number(name), parent, command }];
			} catch {
				return [];
			}
		});
}

function pss(pid: number): number {
	try {
		return Number(
			/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0
		);
	} catch {
		return 0;
	}
}

/** The most megabytes that two processes took, each by itself. */
export interface MostMemory {
	readonly server: number;
	/** Of the one that does the tasks of the server; 0 when there was none. */
	readonly worker: number;
}

/** The most memory that a server and its process of tasks took while something was done (Linux), and how long it lasted. */
export async function mostMemory(
	pid: number,
	work: () => Promise<number>
): Promise<MostMemory & { milliseconds: number }> {
	let [server, worker] = [0, 0];
	let tasks: number | undefined;
	// Whoever looks takes time from those who are looked at: the process of tasks is sought but once.
	const look = () => {
		tasks ??= list().find((one) => one.parent === pid && / work\b/.test(one.command))?.pid;
		server = Math.max(server, pss(pid) / 1024);
		if (tasks) worker = Math.max(worker, pss(tasks) / 1024);
	};
	const timer = setInterval(look, 250);
	try {
		const milliseconds = await work();
		return { server, worker, milliseconds };
	} finally {
		clearInterval(timer);
	}
}
