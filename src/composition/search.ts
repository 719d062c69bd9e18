import { Refusal } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import { formatCents } from '#shared/money.ts';
import { formatDay, type Day } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { navigationOf } from './navigation.ts';

export interface Found {
	readonly href: string;
	readonly label: string;
	/** What tells it from its likes: an address, a day and an amount, an area. */
	readonly note: string;
}

export interface SearchAnswer {
	readonly pages: readonly Found[];
	readonly people: readonly Found[];
	readonly entries: readonly Found[];
}

const EACH = 12;

/** Pages, people and entries that hold the words; each kind only if the caller may read it. */
export async function searchEverything(caller: Caller, text: string): Promise<SearchAnswer> {
	// Without the sign that nobody types, and that no text of ours holds.
	const words = text.replaceAll('\0', '').trim().slice(0, 100);
	if (words === '') return { pages: [], people: [], entries: [] };
	const may = (operation: { permission: string }) =>
		caller.actor.permissions.has(operation.permission);
	const [persons, entries] = await Promise.all([
		may(people.listPersons) ? findPeople(caller, words) : [],
		may(accounting.listEntries) ? findEntries(caller, words) : []
	]);
	return { pages: findPages(caller, words), people: persons, entries };
}

function findPages(caller: Caller, words: string): Found[] {
	const wanted = fold(words);
	return navigationOf(caller)
		.flatMap((area) => area.entries.map((entry) => ({ ...entry, note: area.label })))
		.filter(({ label }) => fold(label).includes(wanted))
		.map(({ href, label, note }) => ({ href, label, note }));
}

async function findPeople(caller: Caller, search: string): Promise<Found[]> {
	const { persons } = await perform(people.listPersons, caller, {
		search,
		status: 'all',
		limit: EACH
	}).catch((refusal: unknown) => {
		// Members are let in to those whom they lead; most lead nobody.
		if (refusal instanceof Refusal && refusal.kind === 'forbidden') return { persons: [] };
		throw refusal;
	});
	return persons.map((person) => ({
		href: `/${caller.association.slug}/people/${person.id}`,
		label: person.displayName,
		note: [person.email, person.city].filter(Boolean).join(' · ')
	}));
}

async function findEntries(caller: Caller, search: string): Promise<Found[]> {
	const { locale } = caller.actor;
	const { years } = await perform(accounting.listFiscalYears, caller, {});
	if (years.length === 0) return [];
	const { entries } = await perform(accounting.listEntries, caller, { search, limit: EACH });
	return entries.map((entry) => ({
		href: `/${caller.association.slug}/accounting/entries/${entry.id}`,
		label: entry.label,
		note: [
			entry.number,
			formatDay(entry.date as Day, locale),
			formatCents(entry.totalCents, locale)
		].join(' · ')
	}));
}
