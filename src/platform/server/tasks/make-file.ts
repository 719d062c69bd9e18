import { Readable } from 'node:stream';
import { z } from 'zod';
import { keepMadeFile } from '../keep-file.ts';
import {
	defineOperation,
	type DataOperation,
	type DownloadOperation,
	type OperationContext
} from '../operation.ts';
import { startTask } from './start-task.ts';
import type { Task } from './task.ts';

const MOST_AT_ONCE = 500;

/** Whether a file about so many people is made by a task, rather than while whoever asks for it waits. */
export function isLong(people: number): boolean {
	return people > MOST_AT_ONCE;
}

interface Making<Input extends z.ZodType> {
	/** Of the operation that starts it: `module.start-noun`. */
	readonly name: `${string}.${string}`;
	/** Of the task: `module.make-noun`. */
	readonly task: `${string}.${string}`;
	readonly summary: string;
	/** Of the task, and the page where it is asked: see `Task`. */
	readonly title: Task['title'];
	page(input: z.output<Input>): string;
	/** Of the HTTP door, to which one posts. */
	readonly path: string;
	/** What makes the file; it may tell how far it is (`context.report`). */
	readonly download: DownloadOperation<Input>;
	/** How much there is to do, in the unit of its reports; refuses what will be refused in the end. */
	count(context: OperationContext, input: z.output<Input>): Promise<number>;
}

const started = z.object({
	/** Of `platform.get-task`; `platform.get-task-file` gives the file. */
	taskId: z.uuid()
});

/** A download as a task: the operation that starts it, with the same input and right, and the task for the manifest. */
export function makeFile<Input extends z.ZodType>({
	count,
	download,
	name,
	page,
	path,
	summary,
	task: taskName,
	title
}: Making<Input>): { start: DataOperation<Input, typeof started>; task: Task } {
	const { permission, input } = download;
	const task: Task = {
		name: taskName,
		permission,
		title,
		page: (asked) => page(asked as z.output<Input>),
		async run(context, asked) {
			const { body, ...file } = await download.run(context, asked as z.output<Input>);
			const parts = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
			const content = Readable.from(parts, { objectMode: false });
			const { id } = await keepMadeFile(context.tx, context, { ...file, content });
			return { fileId: id };
		}
	};
	const start = defineOperation({
		...{ name, summary, permission, input, output: started },
		kind: 'command',
		http: { method: 'post', path },
		async run(context, asked) {
			const total = await count(context, asked);
			return {
				taskId: await startTask(context, task, asked as Record<string, unknown>, { total })
			};
		}
	});
	return { start, task };
}
