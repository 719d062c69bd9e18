import type { Fault, RefusalParameters } from '#shared/errors.ts';

const KEPT_BY_CODE = 20;

/** A fault of a file, or something to know about it, with how often it occurs. */
export interface ImportFinding extends Fault {
	readonly count: number;
}

/** Keeps the first faults of each code, and counts them all. */
export class ImportFaults {
	readonly #kept: Fault[] = [];
	readonly #counts = new Map<string, number>();

	/** @param code without its module */
	add(code: string, line: number | undefined, parameters: RefusalParameters = {}): void {
		const count = (this.#counts.get(code) ?? 0) + 1;
		this.#counts.set(code, count);
		if (count > KEPT_BY_CODE) return;
		this.#kept.push({
			path: line === undefined ? '' : `line ${line}`,
			code: `accounting.${code}`,
			parameters: line === undefined ? parameters : { line, ...parameters }
		});
	}

	get list(): Fault[] {
		return this.#kept;
	}

	get count(): number {
		return this.#counts.values().reduce((sum, each) => sum + each, 0);
	}
}
