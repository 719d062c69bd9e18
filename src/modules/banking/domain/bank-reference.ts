/** A reference that the bank gives to one line only; `null` for the words that stand for none. */
export function bankReferenceOf(text: string | null): string | null {
	return text === null || /^(NOTPROVIDED|NONREF|NONE|N\/?A|0*)$/i.test(text) ? null : text;
}
