import { keepFile } from '#platform/server/keep-file.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { startImport } from '../server/import/start-import.ts';

/** Uploads a file of memberships and starts its import, as the page does; answers what was understood. */
export async function anImportOfDues(
	caller: Caller,
	content: Uint8Array | string,
	name = 'adhesions.csv'
) {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const mediaType = 'application/octet-stream';
	const file = await keepFile(caller, { name, mediaType, content: bytes });
	return perform(startImport, caller, { file: file.id });
}
