import { sql } from 'kysely';
import { fold } from '#shared/text.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { emailKey } from '../domain/email.ts';

/** What a line of a file says of somebody, as it is written there; empty where it says nothing. */
export interface DescribedPerson {
	readonly number: string;
	readonly email: string;
	/** Both names in any order, or the name of an organisation. */
	readonly name: string;
}

export interface MatchedPerson {
	readonly id: string;
	readonly displayName: string;
	readonly archived: boolean;
}

interface Candidate extends MatchedPerson {
	readonly number: string | null;
	readonly emailKey: string | null;
	readonly sortName: string;
}

/**
 * Whom each description means, in the same order: nobody, one person, or several whom only a human can tell
 * apart. The number alone decides; else the e-mail, which a family may share, narrowed by the name; else the
 * name. Somebody archived is left out when another is not. The caller has authorised the reader.
 */
export async function matchPeople(
	{ tx }: OperationContext,
	described: readonly DescribedPerson[]
): Promise<readonly (readonly MatchedPerson[])[]> {
	const numbers = described.flatMap(({ number }) => (number ? [number.padStart(20, '0')] : []));
	const emails = described.flatMap(({ email }) => (email ? [emailKey(email)] : []));
	const names = described.flatMap(({ name }) => rotations(name));
	const { rows } = await sql<Candidate>`
		SELECT p.id, p.display_name AS "displayName", p.archived, p.number, p.email_key AS "emailKey",
			p.sort_name AS "sortName"
		FROM people.person p
		WHERE p.number_key = ANY(${[...new Set(numbers)]}::text[])
			OR p.email_key = ANY(${[...new Set(emails)]}::text[])
			OR (p.archived IN (true, false) AND p.sort_name = ANY(${[...new Set(names)]}::text[]))`.execute(tx);
	const byNumber = Map.groupBy(rows, ({ number }) => number ?? '');
	const byEmail = Map.groupBy(rows, ({ emailKey: key }) => key ?? '');
	const byName = Map.groupBy(rows, ({ sortName }) => wordsOf(sortName));
	return described.map(({ number, email, name }) => {
		if (number) return byNumber.get(number) ?? [];
		const sameEmail = (email && byEmail.get(emailKey(email))) || [];
		if (wordsOf(name) === '') return preferCurrent(sameEmail);
		const sameName = byName.get(wordsOf(name)) ?? [];
		const both = sameName.filter((person) => sameEmail.includes(person));
		return preferCurrent(both.length > 0 ? both : sameName);
	});
}

function preferCurrent(people: readonly Candidate[]): readonly Candidate[] {
	const current = people.filter(({ archived }) => !archived);
	return current.length > 0 ? current : people;
}

/** The folded words of a name in alphabetical order: « DUBOIS Inès » and « Inès Dubois » are the same. */
export function wordsOf(name: string): string {
	return fold(name).split(' ').sort().join(' ');
}

// Names are stored family name first, which one cell doesn't say where to cut.
function rotations(name: string): string[] {
	const words = fold(name).split(' ');
	if (words[0] === '') return [];
	return words.map((_, cut) => [...words.slice(cut), ...words.slice(0, cut)].join(' '));
}
