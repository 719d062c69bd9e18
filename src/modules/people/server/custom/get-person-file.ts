import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { maySee } from '#modules/people/domain/custom/custom-field.ts';
import { readerOf } from '../person-reader.ts';
import { loadPerson } from '../person-row.ts';
import { customFields } from './field-row.ts';

export const getPersonFile = defineDownload({
	name: 'people.get-person-file',
	summary: 'Reads the file that a field of a person holds.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/persons/{id}/files/{field}' },
	/** `field` is a key. */
	input: z.strictObject({ id: z.uuid(), field: z.string().max(60) }),
	mediaTypes: ['application/octet-stream'],
	/** @throws {Refusal} `people.person-not-found`, `people.file-unknown` */
	async run(context, { id, field: key }) {
		const { tx, blobs } = context;
		const { viewer } = await readerOf(context, id);
		const person = await loadPerson(tx, id);
		const field = (await customFields(tx)).find((one) => one.key === key && one.kind === 'file');
		const file = person.custom[key];
		if (!field || !file || !maySee(field, viewer)) {
			throw new Refusal('not-found', 'people.file-unknown');
		}
		const { name, sha256 } = await findFile(context, file);
		// Never shown within the site: whatever it holds, it is downloaded.
		return { name, mediaType: 'application/octet-stream', body: await blobs.read(sha256) };
	}
});
