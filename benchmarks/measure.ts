export interface Figure {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	/** What must not be passed; absent for figures that are only told. */
	readonly bar?: number;
	/** `most` (default): the bar is an upper limit; `least`: a lower one. */
	readonly sense?: 'most' | 'least';
	readonly detail?: string;
}

export function percentile(sorted: readonly number[], share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Milliseconds of `runs` runs one after the other, after `warmUps` that don't count. */
export async function repeat(
	runs: number,
	work: () => Promise<unknown>,
	warmUps = 5
): Promise<{ p50: number; p95: number }> {
	for (let count = 0; count < warmUps; count += 1) await work();
	const times: number[] = [];
	for (let count = 0; count < runs; count += 1) times.push(await once(work));
	times.sort((a, b) => a - b);
	return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

/** Mean milliseconds that the server takes, from a request to the last byte of its answer, after `warmUps`. */
export async function serverTime(
	client: { served(): Promise<{ count: number; milliseconds: number }> },
	runs: number,
	work: () => Promise<unknown>,
	warmUps = 60
): Promise<number> {
	await repeat(warmUps, work, 0);
	const before = await client.served();
	await repeat(runs, work, 0);
	const after = await client.served();
	return (after.milliseconds - before.milliseconds) / (after.count - before.count);
}

/**
 * Milliseconds that the server takes for each of `runs` requests, from the request to the last byte of its answer, by
 * its own clock; what reading that clock takes is taken off. The warm-ups are those of a server that has been in use:
 * JavaScript that runs often is compiled by and by.
 */
export async function serverTimes(
	client: { served(): Promise<{ milliseconds: number }> },
	runs: number,
	work: () => Promise<unknown>,
	warmUps = 60
): Promise<{ p50: number; p95: number }> {
	await repeat(warmUps, work, 0);
	const timed = async (between: () => Promise<unknown>, times: number) => {
		const taken: number[] = [];
		for (let count = 0; count < times; count += 1) {
			const before = await client.served();
			await between();
			taken.push((await client.served()).milliseconds - before.milliseconds);
		}
		return taken;
	};
	const reading = median(await timed(async () => {}, READINGS));
	const times = (await timed(work, runs)).map((time) => time - reading).sort((a, b) => a - b);
	return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

const READINGS = 20;

/** Milliseconds of one run. */
export async function once(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}

export function median(values: readonly number[]): number {
	return percentile(
		[...values].sort((a, b) => a - b),
		0.5
	);
}

export function holds({ value, bar, sense = 'most' }: Figure): boolean {
	if (bar === undefined) return true;
	return sense === 'most' ? value <= bar : value >= bar;
}

export function printTable(figures: readonly Figure[]): void {
	const rows = figures.map((figure) => [
		figure.name,
		`${format(figure.value)} ${figure.unit}`,
		figure.bar === undefined
			? ''
			: `${figure.sense === 'least' ? '≥' : '≤'} ${format(figure.bar)} ${holds(figure) ? '✓' : '✗ missed'}`,
		figure.detail ?? ''
	]);
	const widths = [0, 1, 2].map((column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0))
	);
	for (const row of rows) {
		console.log(
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd()
		);
	}
}

function format(value: number): string {
	return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
