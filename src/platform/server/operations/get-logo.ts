import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineDownload } from '../operation.ts';
import { loadAssociation } from './get-association.read.ts';

export const getLogo = defineDownload({
	name: 'platform.get-logo',
	summary: 'Read the logo of the association',
	permission: 'platform.enter',
	kind: 'query',
	http: { method: 'get', path: '/association/logo' },
	input: z.strictObject({}),
	mediaTypes: ['image/webp'],
	/** @throws {Refusal} `platform.file-not-found` */
	async run(context) {
		const { logo } = await loadAssociation(context);
		if (!logo) throw new Refusal('not-found', 'platform.file-not-found');
		return { name: 'logo.webp', mediaType: 'image/webp', body: await context.blobs.read(logo) };
	}
});
