import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, type Fault } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import { defineOperation, type OperationContext, type Tx } from '#platform/server/operation.ts';
import { mergeFaults } from '../domain/merge-fields.ts';

export const letterView = z.object({
	id: z.uuid(),
	name: z.string(),
	subject: z.string(),
	/** Paragraphs between empty lines; fields between braces. */
	body: z.string()
});
export type Letter = z.output<typeof letterView>;

const written = {
	/** What the association calls it: « Relance de cotisation ». */
	name: z.string().trim().min(1).max(100),
	subject: z.string().trim().max(200).default(''),
	body: z.string().trim().min(1).max(10_000)
};

/** @throws {Refusal} `documents.letter-not-found` */
export async function loadLetter(tx: Tx, id: string): Promise<Letter> {
	const { rows } = await sql<Letter>`
		SELECT l.id, l.name, l.subject, l.body FROM documents.letter l WHERE l.id = ${id}`.execute(tx);
	const [letter] = rows;
	if (!letter) throw new Refusal('not-found', 'documents.letter-not-found');
	return letter;
}

/** @throws {Refusal} `documents.field-unknown`, `documents.brace-alone`: name and line of each */
function checkFields(letter: { readonly subject: string; readonly body: string }): void {
	const faults = (['subject', 'body'] as const).flatMap((path) =>
		mergeFaults(letter[path]).map(({ kind, name, line }): Fault => {
			const code = kind === 'unknown' ? 'documents.field-unknown' : 'documents.brace-alone';
			return { path, code, parameters: { name, line } };
		})
	);
	const [first] = faults;
	if (first) throw new Refusal('invalid', first.code, first.parameters, faults);
}

/** @throws {Refusal} `documents.letter-name-taken` */
async function nameIsFree({ tx }: OperationContext, name: string, own: string | null) {
	const { rows } = await sql`
		SELECT FROM documents.letter l
		WHERE l.name_key = ${fold(name)} AND l.id IS DISTINCT FROM ${own}::uuid`.execute(tx);
	if (rows.length === 0) return;
	const code = 'documents.letter-name-taken';
	throw new Refusal('conflict', code, { name }, [{ path: 'name', code, parameters: { name } }]);
}

export const listLetters = defineOperation({
	name: 'documents.list-letters',
	summary: 'Lists the letters that the association wrote, by name.',
	permission: 'documents.print',
	kind: 'query',
	http: { method: 'get', path: '/letters' },
	input: z.strictObject({}),
	output: z.object({ letters: z.array(letterView) }),
	async run({ tx }) {
		const { rows } = await sql<Letter>`
			SELECT l.id, l.name, l.subject, l.body FROM documents.letter l
			ORDER BY l.name_key LIMIT 200`.execute(tx);
		return { letters: rows };
	}
});

export const getLetter = defineOperation({
	name: 'documents.get-letter',
	summary: 'Shows a letter that the association wrote.',
	permission: 'documents.print',
	kind: 'query',
	http: { method: 'get', path: '/letters/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: letterView,
	run: ({ tx }, { id }) => loadLetter(tx, id)
});

export const writeLetter = defineOperation({
	name: 'documents.write-letter',
	summary: 'Adds a letter; its fields, between braces, say something of whom it is sent to.',
	permission: 'documents.configure',
	kind: 'command',
	http: { method: 'post', path: '/letters', success: 201 },
	input: z.strictObject(written),
	output: z.object({ id: z.uuid() }),
	async run(context, { name, subject, body }) {
		checkFields({ subject, body });
		await nameIsFree(context, name, null);
		const id = newId();
		await sql`
			INSERT INTO documents.letter
				(association_id, id, name, name_key, subject, body, updated_at)
			VALUES (${context.association.id}, ${id}, ${name}, ${fold(name)}, ${subject}, ${body},
				${context.now})`.execute(context.tx);
		context.about('letter', id);
		return { id };
	}
});

export const editLetter = defineOperation({
	name: 'documents.edit-letter',
	summary: 'Changes a letter that the association wrote.',
	permission: 'documents.configure',
	kind: 'command',
	http: { method: 'put', path: '/letters/{id}' },
	input: z.strictObject({ id: z.uuid(), ...written }),
	output: z.object({ id: z.uuid() }),
	async run(context, { id, name, subject, body }) {
		await loadLetter(context.tx, id);
		checkFields({ subject, body });
		await nameIsFree(context, name, id);
		await sql`
			UPDATE documents.letter SET name = ${name}, name_key = ${fold(name)}, subject = ${subject},
				body = ${body}, updated_at = ${context.now}
			WHERE id = ${id}`.execute(context.tx);
		context.about('letter', id);
		return { id };
	}
});

export const removeLetter = defineOperation({
	name: 'documents.remove-letter',
	summary: 'Deletes a letter that the association wrote.',
	permission: 'documents.configure',
	kind: 'command',
	http: { method: 'delete', path: '/letters/{id}', success: 200 },
	input: z.strictObject({ id: z.uuid() }),
	output: letterView,
	async run(context, { id }) {
		const letter = await loadLetter(context.tx, id);
		await sql`DELETE FROM documents.letter WHERE id = ${id}`.execute(context.tx);
		context.about('letter', id);
		return letter;
	}
});
