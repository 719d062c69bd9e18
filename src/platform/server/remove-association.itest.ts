import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation } from './database/db.ts';
import { keepFile } from './keep-file.ts';
import { removeAssociation } from './remove-association.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';

const program = useTestProgram();
const db = () => program.runtime.database.db;

const file = (text: string) => ({
	name: 'facture.txt',
	mediaType: 'text/plain',
	content: Buffer.from(text)
});

describe('removing an association', () => {
	it('is refused for one that does not exist', async () => {
		await expectRefusal(removeAssociation(newId()), 'platform.association-not-found');
	});

	it('can’t be pretended by the role of the program', async () => {
		const { id } = await anAssociation();
		const { rows } = await inAssociation(db(), id, async (tx) => {
			await sql`select set_config('app.removing_association', ${id}, true)`.execute(tx);
			return sql<{ pretended: boolean }>`select platform.is_being_removed() as pretended`.execute(
				tx
			);
		});
		expect(rows).toEqual([{ pretended: false }]);
	});

	it('takes its files along, but not those that another association has too', async () => {
		const [leaving, staying] = [await anAssociation(), await anAssociation()];
		const own = await keepFile(leaving.system, file('of one'));
		const shared = await keepFile(leaving.system, file('of both'));
		await keepFile(staying.system, file('of both'));
		await removeAssociation(leaving.id);
		await expectRefusal(program.runtime.blobs.read(own.sha256), 'platform.blob-not-found');
		expect(Buffer.from(await program.runtime.blobs.read(shared.sha256)).toString()).toBe('of both');
		await expectRefusal(removeAssociation(leaving.id), 'platform.association-not-found');
	});
});
