const ASCII = /^[\u0000-\u007f]*$/;

function withoutAccents(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.replace(/œ/gi, 'oe')
		.replace(/æ/gi, 'ae');
}

/** Lower case, without accents, runs of other signs folded to one space: for search and comparison, never for display. */
export function fold(text: string): string {
	return (ASCII.test(text) ? text : withoutAccents(text))
		.toLowerCase()
		.replace(/[^a-z0-9@.]+/g, ' ')
		.trim();
}

/** `Les Jardins partagés` → `les-jardins-partages`. */
export function slugify(text: string): string {
	return fold(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
		.replace(/-+$/, '');
}
