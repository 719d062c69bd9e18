/** What a mail to many may say of each: filled in for everybody who reads it. */
export const MAIL_WORDS = ['civilité', 'prénom', 'nom', 'numéro', 'ville', 'association'] as const;
type MailWord = (typeof MAIL_WORDS)[number];

const FIELD = /\{([^{}\n]{1,40})\}/g;

/** The first field in braces that is none; `undefined` when all are known. */
export function unknownWord(text: string): string | undefined {
	for (const [, word = ''] of text.matchAll(FIELD)) {
		if (!MAIL_WORDS.some((known) => known === word)) return word;
	}
	return undefined;
}

/** The text with its fields filled in; what was filled in is never read again as a field. */
export function fillWords(text: string, words: Readonly<Record<MailWord, string>>): string {
	return text.replace(FIELD, (whole, word: string) =>
		MAIL_WORDS.some((known) => known === word) ? words[word as MailWord] : whole
	);
}
