import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import type { Tx } from '#platform/server/operation.ts';
import { perform } from '#platform/server/perform.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { defineField } from './define-field.ts';

const program = useTestProgram();

/** Two people with one value each, and statements written straight to the database by the role of the program. */
async function withRawSql() {
	const association = await anAssociation();
	const secretary = association.as('secretary');
	const { id: fieldId } = await perform(defineField, secretary, {
		kind: 'text',
		labelFr: 'Taille'
	});
	const kept = await aPerson(secretary, { lastName: 'Le Goff', custom: { taille: 'M' } });
	const other = await aPerson(secretary, { lastName: 'Tanguy', custom: { taille: 'L' } });
	const raw = <T>(work: (tx: Tx) => Promise<T>) =>
		inAssociation(program.runtime.database.db, association.id, work);
	const keys = () =>
		raw(async (tx) => {
			const { rows } = await sql<{ key: string }>`
				SELECT v.key FROM people.field_value v ORDER BY v.key`.execute(tx);
			return rows.map(({ key }) => key);
		});
	return { association, fieldId, kept, other, raw, keys };
}

function write(tx: Tx, associationId: string, fieldId: string, personId: string) {
	return sql`INSERT INTO people.field_value (association_id, field_id, person_id, key, sort_name)
		VALUES (${associationId}, ${fieldId}, ${personId}, 'xl', 'x')`.execute(tx);
}

it('refuses a value of nobody, of no field, and of another association', async () => {
	const { association, fieldId, kept, raw, keys } = await withRawSql();
	const elsewhere = await withRawSql();
	const writing = (field: string, person: string) =>
		raw((tx) => write(tx, association.id, field, person));
	await expect(writing(fieldId, newId())).rejects.toThrow('people.value-without-person');
	await expect(writing(newId(), kept)).rejects.toThrow('people.value-without-field');
	await expect(writing(fieldId, elsewhere.kept)).rejects.toThrow('people.value-without-person');
	await expect(writing(elsewhere.fieldId, kept)).rejects.toThrow('people.value-without-field');
	expect(await keys()).toEqual(['l', 'm']);
});

it('moves no value, nor the person and the field under it', async () => {
	const { fieldId, kept, other, raw } = await withRawSql();
	const move = async (statement: ReturnType<typeof sql>) =>
		expect(raw((tx) => statement.execute(tx))).rejects.toThrow('people.value-moved');
	await move(sql`UPDATE people.field_value SET person_id = ${other} WHERE person_id = ${kept}`);
	await move(sql`UPDATE people.person SET id = ${newId()} WHERE id = ${kept}`);
	await move(sql`UPDATE people.field SET id = ${newId()} WHERE id = ${fieldId}`);
});

it('takes values away with their person, and with their field', async () => {
	const { fieldId, kept, raw, keys } = await withRawSql();
	await raw((tx) => sql`DELETE FROM people.person WHERE id = ${kept}`.execute(tx));
	expect(await keys()).toEqual(['l']);
	await raw((tx) => sql`DELETE FROM people.field WHERE id = ${fieldId}`.execute(tx));
	expect(await keys()).toEqual([]);
});

it('keeps the person of a value that is being written until it is', async () => {
	const { association, fieldId, kept, raw, keys } = await withRawSql();
	let leave: Promise<unknown> = Promise.resolve();
	await raw(async (tx) => {
		await write(tx, association.id, fieldId, kept);
		leave = raw((later) => sql`DELETE FROM people.person WHERE id = ${kept}`.execute(later));
		// Not before this transaction has ended.
		await expect(Promise.race([leave, raw(isWaited)])).resolves.toBe('waits');
	});
	await leave;
	expect(await keys()).toEqual(['l']);
});

async function isWaited(tx: Tx): Promise<string> {
	for (;;) {
		const { rows } = await sql`
			SELECT FROM pg_locks l WHERE NOT l.granted AND l.locktype = 'transactionid'`.execute(tx);
		if (rows.length > 0) return 'waits';
	}
}
