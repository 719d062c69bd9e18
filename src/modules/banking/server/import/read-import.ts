import type { OperationContext } from '#platform/server/operation.ts';
import type { Reading } from '#modules/banking/domain/reading.ts';
import { readStatementFile } from '../read-statement-file.ts';
import type { ImportChoices, ImportRow } from './import-row.ts';
import { findProfile, signatureOf } from './profiles.ts';
import type { Profile } from './profiles.ts';

export interface ReadImport {
	readonly reading: Reading;
	/** What an earlier file of the same bank taught. */
	readonly profile: Profile | undefined;
	/** Of the table as it was guessed, whatever a person then said of it. */
	readonly signature: string | undefined;
}

/**
 * Reads the file of an import by what was said of it, else by what is remembered of its bank, else by guessing.
 * @throws {Refusal} `banking.*`, `platform.tabular-*`
 */
export async function readImport(
	{ tx, blobs }: OperationContext,
	{ sha256, fileName, choices }: Pick<ImportRow, 'sha256' | 'fileName' | 'choices'>
): Promise<ReadImport> {
	const bytes = await blobs.read(sha256);
	const guessed = await readStatementFile(bytes, fileName, { order: choices.order });
	if (!guessed.table) return { reading: guessed, profile: undefined, signature: undefined };
	const signature = signatureOf(guessed.table.rows, guessed.table.layout);
	const profile = await findProfile(tx, signature);
	const layout = choices.layout ?? rememberedLayout(profile, guessed);
	if (!layout) return { reading: guessed, profile, signature };
	const said = layoutChoices(layout, choices);
	return { reading: await readStatementFile(bytes, fileName, said), profile, signature };
}

/** The columns that were said last time; where they stand and how days are written are read again. */
function rememberedLayout(profile: Profile | undefined, { table }: Reading) {
	const guess = table?.layout;
	if (!profile || !guess || profile.layout.columns.length !== guess.columns.length)
		return undefined;
	return { ...profile.layout, headerRow: guess.headerRow, order: guess.order };
}

function layoutChoices(layout: ImportChoices['layout'], { order }: ImportChoices) {
	return { layout, order: order ?? layout?.order };
}
