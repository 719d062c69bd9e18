// Run by `understandApart`.
import { answerFromApart } from '#platform/server/reading-apart.ts';
import { understand } from './understand.ts';

interface Input {
	readonly fileName: string;
	readonly locale: 'fr' | 'en';
}

answerFromApart<Input>(async ({ fileName, locale }, open) => {
	const { understood } = await understand({ fileName, open }, locale);
	return understood;
});
