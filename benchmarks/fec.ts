import { createWriteStream, openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { once as event } from 'node:events';
import { measureReports } from './accounting.ts';
import type { BenchClient } from './client.ts';
import { once, type Figure } from './measure.ts';
import { mostMemory } from './memory.ts';

const HEADER =
	'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise';
const EXPENSES = ['606100', '613500', '616000', '622600', '625100', '626000', '641100'];
const SUPPLIERS = 3_000;

interface Import {
	readonly id: string;
	readonly state: string;
	readonly lines: number;
	readonly faultCount: number;
	readonly task: Task | null;
}

interface Task {
	readonly state: 'waiting' | 'running' | 'done' | 'refused';
	readonly done: number;
	readonly outcome: { readonly fiscalYearId?: string } | null;
	readonly message: string | null;
}

/**
 * A year of many lines comes as a file of accounting entries, is read, and leaves as one. The peak of the server's
 * memory is told for each way.
 */
export async function measureFec(
	client: BenchClient,
	{ folder, pid, lines }: { folder: string; pid: number; lines: number }
): Promise<Figure[]> {
	const file = path.join(folder, '732829320FEC20251231.txt');
	await writeYear(file, lines);
	const scale = `${lines.toLocaleString('en')} lines`;
	forgetPeak(pid);
	let read: Import | undefined;
	const seen = new Set<string>();
	const look = async (id: string): Promise<Import> => {
		const found = await client.api<Import>('GET', `/accounting/imports/${id}`);
		const { state, task } = found;
		if (task?.state === 'refused') throw new Error(task.message ?? '');
		if (task?.state === 'running') seen.add(`${state} ${task.done}`);
		await delay(250);
		return found;
	};
	const reading = await once(async () => {
		const blob = await client.upload(path.basename(file), await openAsBlob(file));
		read = await client.api<Import>('POST', '/accounting/imports', { file: blob });
		while (read.state === 'reading') read = await look(read.id);
	});
	if (!read || read.faultCount > 0) throw new Error(JSON.stringify(read));
	const { id } = read;
	let year = '';
	const { milliseconds: writing, worker } = await mostMemory(pid, () =>
		once(async () => {
			await client.api('POST', `/accounting/imports/${id}/commit`);
			while (year === '') {
				year = (await look(id)).task?.outcome?.fiscalYearId ?? '';
			}
		})
	);
	const imported = peakMegabytes(pid);
	await delay(5_000);
	forgetPeak(pid);
	let bytes = 0;
	const exporting = await once(async () => {
		for await (const piece of await client.stream(`/accounting/fec-exports?fiscalYearId=${year}`)) {
			bytes += piece.length;
		}
	});
	const exported = peakMegabytes(pid);
	return [
		{
			name: `import of ${scale}`,
			value: (reading + writing) / 1000,
			unit: 's',
			bar: 60,
			detail: `read ${(reading / 1000).toFixed(1)} s, written ${(writing / 1000).toFixed(1)} s, ${imported.toFixed(0)} MB at most, ${worker.toFixed(0)} MB in the process that writes`
		},
		{
			name: `progress told while ${scale} are read and written`,
			value: seen.size,
			unit: 'times',
			bar: 10,
			sense: 'least'
		},
		{
			name: `export of ${scale}`,
			value: exporting / 1000,
			unit: 's',
			bar: 12,
			detail: `${(bytes / 1e6).toFixed(0)} MB of text`
		},
		{ name: `export of ${scale}, peak of the server`, value: exported, unit: 'MB', bar: 250 },
		...(await measureReports(client, scale, 30, '?year=2025'))
	];
}

async function writeYear(file: string, lines: number): Promise<void> {
	const out = createWriteStream(file);
	out.write(`${HEADER.replaceAll(' ', '\t')}\r\n`);
	const entries = lines / 2;
	let text = '';
	for (let i = 0; i < entries; i++) {
		const day = new Date(Date.UTC(2025, 0, 1 + Math.floor((i * 365) / entries)));
		const date = day.toISOString().slice(0, 10).replaceAll('-', '');
		const amount = ((100 + ((i * 7919) % 90_000)) / 100).toFixed(2).replace('.', ',');
		const supplier = i % SUPPLIERS;
		const contra =
			i % 4 === 0
				? `401000\tFournisseurs\tF${String(supplier).padStart(5, '0')}\tFournisseur ${supplier}`
				: '512000\tBanque\t\t';
		const head = `BQ\tBanque\t${i + 1}\t${date}`;
		const middle = `P${i + 1}\t${date}\tFacture du fournisseur, ${i + 1}`;
		text += `${head}\t${EXPENSES[i % 7]}\tCharges\t\t\t${middle}\t${amount}\t0,00\t\t\t${date}\t\t\r\n`;
		text += `${head}\t${contra}\t${middle}\t0,00\t${amount}\t\t\t${date}\t\t\r\n`;
		if (text.length > 1 << 20) {
			if (!out.write(text)) await event(out, 'drain');
			text = '';
		}
	}
	out.end(text);
	await event(out, 'finish');
}

/** The kernel forgets the most that a process held, and counts anew (Linux). */
function forgetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function peakMegabytes(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}
