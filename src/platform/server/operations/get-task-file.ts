import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { findFile } from '../keep-file.ts';
import { defineDownload } from '../operation.ts';
import { loadTask } from '../tasks/task-view.ts';

export const getTaskFile = defineDownload({
	name: 'platform.get-task-file',
	summary: 'The file that a long work made',
	permission: 'platform.enter',
	kind: 'query',
	http: { method: 'get', path: '/tasks/{id}/file' },
	input: z.strictObject({ id: z.uuid() }),
	mediaTypes: ['application/octet-stream', 'application/pdf', 'application/zip'],
	/** @throws {Refusal} `platform.task-not-found`, `platform.file-not-found` */
	async run(context, { id }) {
		const { fileId } = await loadTask(context, id);
		if (!fileId) throw new Refusal('not-found', 'platform.file-not-found');
		const { sha256, name, mediaType } = await findFile(context, fileId);
		return { name, mediaType, body: await context.blobs.stream(sha256) };
	}
});
