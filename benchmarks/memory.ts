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

/** The most megabytes that a process itself took while something was done (Linux), and how long that lasted. */
export async function mostMemory(
	pid: number,
	work: () => Promise<number>
): Promise<{ peak: number; milliseconds: number }> {
	let peak = 0;
	const timer = setInterval(() => (peak = Math.max(peak, pss(pid) / 1024)), 200);
	try {
		const milliseconds = await work();
		return { peak, milliseconds };
	} finally {
		clearInterval(timer);
	}
}
