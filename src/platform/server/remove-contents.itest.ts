import { afterEach, describe, expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { now, replaceClock } from './clock.ts';
import { inAssociation } from './database/db.ts';
import { forgetFiles } from './forget-files.ts';
import { keepFile } from './keep-file.ts';
import { removeContents } from './remove-contents.ts';

const program = useTestProgram();

const file = (text: string) => ({
	name: 'membres.csv',
	mediaType: 'text/csv',
	content: Buffer.from(text)
});

const forget = (associationId: string, ids: string[]) =>
	inAssociation(program.runtime.database.db, associationId, (tx) => forgetFiles({ tx }, ids));

let restore = () => {};
afterEach(() => restore());

function twoDaysLater() {
	const later = new Date(now().getTime() + 2 * 24 * 60 * 60 * 1000);
	restore = replaceClock(() => later);
}

describe('what was forgotten', () => {
	it('leaves the disk the day after, unless another file holds the same', async () => {
		const [one, other] = [await anAssociation(), await anAssociation()];
		const { blobs } = program.runtime;
		const forgotten = await keepFile(one.system, file('Zoé'));
		const kept = await keepFile(one.system, file('Yann'));
		const shared = await keepFile(one.system, file('Inès'));
		await keepFile(other.system, file('Inès'));
		await forget(one.id, [forgotten.id, shared.id]);
		expect(await removeContents()).toBe(0);
		twoDaysLater();
		expect(await removeContents()).toBe(1);
		await expectRefusal(blobs.read(forgotten.sha256), 'platform.blob-not-found');
		expect(Buffer.from(await blobs.read(kept.sha256)).toString()).toBe('Yann');
		expect(Buffer.from(await blobs.read(shared.sha256)).toString()).toBe('Inès');
		expect(await removeContents()).toBe(0);
	});

	it('is not what another association keeps', async () => {
		const [one, other] = [await anAssociation(), await anAssociation()];
		const { id, sha256 } = await keepFile(one.system, file('Paul'));
		await forget(other.id, [id]);
		twoDaysLater();
		await removeContents();
		expect(Buffer.from(await program.runtime.blobs.read(sha256)).toString()).toBe('Paul');
	});
});
