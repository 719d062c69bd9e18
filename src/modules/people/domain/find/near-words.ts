/** Whether a folded word is long enough for one fault of typing to leave it recognisable. */
export function nearable(word: string): boolean {
	return /^[a-z]{4,30}$/.test(word);
}

/** The words of folded texts that may be mistyped, each once, in the order of the alphabet. */
export function nearableWords(texts: readonly string[]): string[] {
	return [...new Set(texts.flatMap((text) => text.split(' ').filter(nearable)))].sort();
}

/** Whether one fault of typing tells two words apart: a letter too many or too few, another, or two swapped. */
export function oneFaultApart(one: string, other: string): boolean {
	let start = 0;
	while (start < one.length && one[start] === other[start]) start += 1;
	let [a, b] = [one.slice(start), other.slice(start)];
	while (a !== '' && a.at(-1) === b.at(-1)) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
	if (a.length <= 1 && b.length <= 1) return true;
	return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
}
