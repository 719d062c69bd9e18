import type { Asked } from '#shared/condition.ts';
import { isDay } from '#shared/day.ts';
import type { Criterion } from '#platform/server/criteria.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { showCustom } from '#modules/people/domain/custom/custom-text.ts';
import { m } from '#i18n';
import { yesNo } from '../custom/shown-custom.ts';
import { either, plainPhrase } from './phrases.ts';
import { readSearch, type ReadCondition } from './read-search.ts';
import { sql } from 'kysely';

/** A search as people say it: « Personnes de 18 à 25 ans, à Rennes ». */
export function sentenceOf(
	phrases: readonly string[],
	match: 'all' | 'any',
	locale: 'fr' | 'en'
): string {
	if (phrases.length === 0) return m.people_find_everybody({}, { locale });
	const joined = match === 'all' ? phrases.join(', ') : either(phrases, locale);
	return m.people_find_sentence({ phrases: joined }, { locale });
}

/** A kept search with its sentence. */
export async function inWords(
	context: OperationContext,
	{ where, match }: { readonly where: string; readonly match: 'all' | 'any' }
) {
	const phrases = [];
	for (const one of await readSearch(context, where)) phrases.push(await phraseOf(context, one));
	return { where, match, sentence: sentenceOf(phrases, match, context.actor.locale) };
}

/** The end of a sentence for one condition, in the reader’s language; of one that can’t be asked, as it was written. */
export async function phraseOf(context: OperationContext, read: ReadCondition): Promise<string> {
	const { locale } = context.actor;
	const { condition, criterion, asked } = read;
	if (!asked) {
		const name = criterion?.label(locale) ?? condition.field;
		return [name, ...condition.values].join(' ').slice(0, 200);
	}
	const shown = await wordsOf(context, criterion, asked);
	const words = either(shown, locale);
	return (
		criterion.phrase?.({ ...asked, words }, locale) ??
		plainPhrase(criterion.label(locale), asked, shown, locale)
	);
}

/** What each value is called. */
async function wordsOf(
	context: OperationContext,
	{ kind, choices }: Criterion,
	{ values }: Asked
): Promise<string[]> {
	const { locale } = context.actor;
	if (kind === 'choice') {
		const labels = new Map((await choices?.(context))?.map((c) => [c.value, c.label]));
		return values.map((value) => labels.get(value) ?? value);
	}
	if (kind === 'person') {
		const { rows } = await sql<{ id: string; name: string }>`
			SELECT p.id, p.display_name AS name FROM people.person p
			WHERE p.id = ANY(${[...values]}::uuid[])`.execute(context.tx);
		return values.map((value) => rows.find(({ id }) => id === value)?.name ?? value);
	}
	if (kind === 'text' || kind === 'presence') return [...values];
	return values.map((value) => {
		if (kind === 'date' && !isDay(value)) return value;
		return showCustom({ kind, options: [] }, value, locale, yesNo(locale));
	});
}
