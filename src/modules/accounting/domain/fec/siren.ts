/** Nine digits whose Luhn sum is a multiple of ten (Code de commerce, art. R. 123-221; ISO/IEC 7812-1). */
export function isSiren(text: string): boolean {
	if (!/^\d{9}$/.test(text) || text === '000000000') return false;
	let sum = 0;
	for (let i = 0; i < 9; i++) {
		const digit = Number(text[i]) * (i % 2 === 0 ? 1 : 2);
		sum += digit > 9 ? digit - 9 : digit;
	}
	return sum % 10 === 0;
}
