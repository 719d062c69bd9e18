import { readFields, readFiles } from '#platform/page/form.server.ts';
import { act, callerOf, demand, failWith, read } from '#platform/page/perform.server.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { editAssociation, getAssociation } from '#platform/server/operations/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	details: await read(event, getAssociation, {}),
	mayEdit: callerOf(event).actor.permissions.has(editAssociation.permission)
});

export const actions: Actions = {
	async default(event) {
		const form = await event.request.formData();
		const fields = readFields(form);
		const { name = '', purpose = '', rna = null, siren = null } = fields;
		const accentHue = Number(fields.accentHue);
		const changes = { name, purpose, rna, siren, accentHue };
		try {
			const logoFileId = fields.removeLogo ? null : await keepLogo();
			const outcome = await act(event, editAssociation, { ...changes, logoFileId }, fields);
			return outcome.ok ? { saved: true } : outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}

		async function keepLogo(): Promise<string | undefined> {
			const [file] = readFiles(form, 'logo');
			if (!file) return undefined;
			const content = new Uint8Array(await file.arrayBuffer());
			return (
				await keepFile(demand(event, editAssociation), {
					name: file.name,
					mediaType: file.type,
					content
				})
			).id;
		}
	}
};
