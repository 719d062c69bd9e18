import { z } from 'zod';
import { findFile } from '../keep-file.ts';
import { defineOperation } from '../operation.ts';
import { rnaInput, sirenInput } from '../register-numbers.ts';
import type { PlatformTables } from '../tables.ts';
import { associationView, loadAssociation } from './get-association.read.ts';
import { drawLogo } from './logo.ts';

export const editAssociation = defineOperation({
	name: 'platform.edit-association',
	summary: 'Change the name, the numbers or the look of the association; null empties',
	permission: 'platform.configure',
	kind: 'command',
	http: { method: 'patch', path: '/association' },
	input: z.strictObject({
		name: z.string().trim().min(1).max(200).optional(),
		purpose: z.string().trim().max(2000).optional(),
		rna: rnaInput.nullish(),
		siren: sirenInput.nullish(),
		accentHue: z.number().int().min(0).max(360).optional(),
		/** A kept file: PNG, JPEG, WebP, GIF or AVIF; drawn again at 512 pixels at most. */
		logoFileId: z.uuid().nullish()
	}),
	output: associationView,
	/** @throws {Refusal} `platform.file-not-found`, `platform.logo-not-an-image`. */
	async run(context, { accentHue, logoFileId, ...rest }) {
		const changes = {
			...rest,
			accent_hue: accentHue,
			logo_blob: logoFileId ? await keepLogo(logoFileId) : logoFileId
		};
		if (Object.values(changes).some((value) => value !== undefined)) {
			await context.tx
				.withTables<PlatformTables>()
				.updateTable('platform.association')
				.set(changes)
				.where('id', '=', context.association.id)
				.execute();
		}
		context.about('association', context.association.id, {
			fields: Object.keys(changes).filter(
				(key) => changes[key as keyof typeof changes] !== undefined
			)
		});
		return loadAssociation(context);

		async function keepLogo(fileId: string): Promise<string> {
			const file = await findFile(context, fileId);
			const drawn = await drawLogo(await context.blobs.read(file.sha256));
			return (await context.blobs.put(drawn)).sha256;
		}
	}
});
