import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { maySee } from '#modules/people/domain/custom/custom-field.ts';
import { loadPerson, refuseUnknown } from '../person-row.ts';
import { isOwn } from '../self/own-person.ts';
import { customFields } from './field-row.ts';
import { viewerOf } from './viewer.ts';

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
		const { tx, actor, blobs } = context;
		const own = await isOwn(context, id);
		if (!own && !actor.permissions.has('people.read')) refuseUnknown();
		const person = await loadPerson(tx, id);
		const field = (await customFields(tx)).find((one) => one.key === key && one.kind === 'file');
		const file = person.custom[key];
		if (!field || !file || !maySee(field, viewerOf(actor, own))) {
			throw new Refusal('not-found', 'people.file-unknown');
		}
		const { name, sha256 } = await findFile(context, file);
		// Never shown within the site: whatever it holds, it is downloaded.
		return { name, mediaType: 'application/octet-stream', body: await blobs.read(sha256) };
	}
});
