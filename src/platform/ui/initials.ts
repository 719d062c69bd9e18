/** `Aïcha Bernard` → `AB`, `Yann Le Guen` → `YL`: the first letters of the first two words, without accents. */
export function initialsOf(name: string): string {
	const words = name
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.match(/[\p{L}\p{N}][\p{L}\p{N}’']*/gu);
	return (words ?? [])
		.slice(0, 2)
		.map((word) => word[0])
		.join('')
		.toUpperCase();
}

/** A hue of the colour wheel (0–359) that stays the same for the same name (FNV-1a hash of it). */
export function hueOf(name: string): number {
	let hash = 2166136261;
	for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
	return (hash >>> 8) % 360;
}
