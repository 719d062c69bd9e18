/** « 5,5 % » of 550 hundredths of a percent. */
export function formatPercent(basisPoints: number, locale: string): string {
	const number = String(basisPoints / 100);
	return locale === 'en' ? `${number}%` : `${number.replace('.', ',')}\u202f%`;
}
