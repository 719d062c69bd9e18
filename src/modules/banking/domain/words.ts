const COMMON = new Set(
	`virement vir sepa recu emis prlv prelevement cheque chq carte facture paiement remise versement cotisation
	adhesion achat pour votre faveur les des aux par sur avec compte`.split(/\s+/)
);

/** The words of a folded text that tell one line of a bank from another: names, most often. */
export function tellingWords(folded: string): Set<string> {
	const words = folded.split(/[^a-z]+/);
	return new Set(words.filter((word) => word.length > 2 && !COMMON.has(word)));
}
