const ALPHABET = 26;

/** `A`, `B` … `Z`, `AA`, `AB`…: the name of the nth lettering of an account; small letters while it is partial. */
export function letterOf(number: number, whole: boolean): string {
	let letters = '';
	for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / ALPHABET)) {
		letters = String.fromCharCode(65 + ((rest - 1) % ALPHABET)) + letters;
	}
	return whole ? letters : letters.toLowerCase();
}
