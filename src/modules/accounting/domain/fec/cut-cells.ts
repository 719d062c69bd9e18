import type { FecHeader } from './header.ts';

/**
 * The cells of a line, without the blanks that pad them nor the quotes that some programs put around them. Empty
 * cells behind the last column are left out.
 */
export function cutCells({ separator, width, quoted }: FecHeader, text: string): string[] {
	const cells = text.split(separator);
	for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] as string).trim();
	if (text.includes('"')) unquote(cells, quoted || cells.length > width ? text : '', separator);
	while (cells.length > width && cells.at(-1) === '') cells.pop();
	return cells;
}

/** The names at the head of the file, and whether they stand between quotes. */
export function cutNames(line: string, separator: string): { names: string[]; quoted: boolean } {
	const cells = line.split(separator).map((cell) => cell.trim());
	const quoted = cells.some((cell) => /^".*"$/.test(cell));
	const names = cells.map((cell) => cell.replace(/^"(.*)"$/, '$1').trim());
	while (names.at(-1) === '') names.pop();
	return { names, quoted };
}

function unquote(cells: string[], text: string, separator: string): void {
	const protectedCells = text === '' ? undefined : cutQuoted(text, separator);
	if (protectedCells) cells.splice(0, cells.length, ...protectedCells);
	else {
		for (const [i, cell] of cells.entries()) {
			if (cell.length > 1 && cell.startsWith('"') && cell.endsWith('"')) cells[i] = bare(cell);
		}
	}
}

const bare = (cell: string) => cell.slice(1, -1).replaceAll('""', '"').trim();

/** Separators within quotes belong to the cell; `undefined` when a quote is never closed. */
function cutQuoted(text: string, separator: string): string[] | undefined {
	const cells: string[] = [];
	for (let at = 0; at <= text.length;) {
		const start = at + (/^ */.exec(text.slice(at, at + 50))?.[0].length ?? 0);
		let end = text.indexOf(separator, at);
		if (text[start] === '"') {
			const close = closingQuote(text, start, separator);
			if (close === -1) return undefined;
			end = text.indexOf(separator, close);
		}
		if (end === -1) end = text.length;
		const cell = text.slice(at, end).trim();
		cells.push(cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? bare(cell) : cell);
		at = end + 1;
	}
	return cells;
}

/** The quote before a separator or the end of the line, which no other quote doubles. */
function closingQuote(text: string, open: number, separator: string): number {
	for (let at = open + 1; at < text.length; at++) {
		if (text[at] !== '"') continue;
		if (text[at + 1] === '"') at++;
		else if (text.slice(at + 1).trimStart() === '' || text.slice(at + 1, at + 2) === separator) {
			return at;
		}
	}
	return -1;
}
