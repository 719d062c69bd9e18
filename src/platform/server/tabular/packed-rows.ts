const BLOCK = 500;
/** So many blocks are kept as they are: packing is for files that are large. */
const FEW = 40;

type Row = string[];

/**
 * The rows of a table, those of a large file kept as bytes outside the heap, five hundred together: its collection has
 * not to go through them. They are put one after the other, then looked at some at a time.
 */
export class PackedRows {
	readonly #blocks: (readonly Row[] | Uint8Array)[] = [];
	#open: Row[] = [];
	/** The packed block that was looked at last: whoever goes through the rows asks for some of it again. */
	#last: { readonly at: number; readonly rows: readonly Row[] } | undefined;

	get length(): number {
		return this.#blocks.length * BLOCK + this.#open.length;
	}

	push(cells: Row): void {
		this.#open.push(cells);
		if (this.#open.length < BLOCK) return;
		if (this.#blocks.length === FEW) this.#blocks.forEach((_, at) => this.#pack(at));
		this.#blocks.push(this.#open);
		if (this.#blocks.length > FEW) this.#pack(this.#blocks.length - 1);
		this.#open = [];
	}

	slice(start = 0, end = this.length): Row[] {
		const rows: Row[] = [];
		for (let at = Math.floor(start / BLOCK); at * BLOCK < Math.min(end, this.length); at += 1) {
			const first = at * BLOCK;
			rows.push(...this.#rowsOf(at).slice(Math.max(start - first, 0), end - first));
		}
		return rows;
	}

	#rowsOf(at: number): readonly Row[] {
		if (this.#last?.at === at) return this.#last.rows;
		const block = this.#blocks[at] ?? this.#open;
		if (!(block instanceof Uint8Array)) return block;
		const rows = JSON.parse(block.toString()) as Row[];
		this.#last = { at, rows };
		return rows;
	}

	#pack(at: number): void {
		const block = this.#blocks[at];
		if (block && !(block instanceof Uint8Array))
			this.#blocks[at] = Buffer.from(JSON.stringify(block));
	}
}
