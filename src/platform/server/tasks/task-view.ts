import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { Fault, RefusalKind, RefusalParameters } from '#shared/errors.ts';
import type { Actor } from '../actor.ts';
import { explain } from '../http/problem.ts';
import type { OperationContext } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { findTask } from './task.ts';

export const TASK_STATES = ['waiting', 'running', 'done', 'refused'] as const;

/** How a task stands; `waiting` and `running` are in hand, the others final. */
export const taskView = z.object({
	id: z.uuid(),
	/** `module.verb-noun`. */
	name: z.string(),
	/** What it does, in the language of whoever asks. */
	title: z.string(),
	/** The page where it was asked, below the address of the association. */
	page: z.string().nullable(),
	state: z.enum(TASK_STATES),
	/** In the task's own unit. */
	done: z.int(),
	/** `null` when it is not known. */
	total: z.int().nullable(),
	createdAt: z.date(),
	endedAt: z.date().nullable(),
	/** What it answers, once done. */
	outcome: z.record(z.string(), z.unknown()).nullable(),
	/** It made a file, which `get-task-file` gives. */
	hasFile: z.boolean(),
	/** Why it was refused, as a sentence in the language of whoever asks. */
	message: z.string().nullable(),
	faults: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() }))
});

export type TaskView = z.output<typeof taskView>;

/** A refusal as the table keeps it. */
export interface KeptRefusal {
	readonly kind: RefusalKind;
	readonly code: string;
	readonly parameters: RefusalParameters;
	readonly faults: readonly Fault[];
}

/** A task that the actor may do, hence see. @throws {Refusal} `platform.task-not-found` */
export async function loadTask(context: OperationContext, id: string) {
	const row = await query(context).where('id', '=', id).executeTakeFirst();
	if (!row) throw new Refusal('not-found', 'platform.task-not-found');
	return row;
}

/** The last task about something, as the actor sees it; `null` when there was none. For the view of that thing. */
export async function lastTaskAbout(
	context: OperationContext,
	subject: string
): Promise<TaskView | null> {
	const row = await query(context)
		.where('subject', '=', subject)
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? viewTask(row, context.actor) : null;
}

function query({ tx, actor }: OperationContext) {
	return tx
		.withTables<PlatformTables>()
		.selectFrom('platform.task')
		.select(['id', 'name', 'state', 'done', 'total', 'outcome', 'refusal'])
		.select(['input', 'file_id as fileId', 'created_at as createdAt', 'ended_at as endedAt'])
		.where('permission', 'in', [...actor.permissions, '']);
}

/** The tasks that the actor asked for and may still do, the last first, from one on; one more than the limit. */
export async function ownTasks(
	context: OperationContext,
	{ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number }
): Promise<TaskView[]> {
	const { actor } = context;
	let own = query(context).where('account_id', '=', actor.accountId);
	if (cursor) own = own.where('id', '<', cursor);
	const rows = await own
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
	return rows.map((row) => viewTask(row, actor));
}

export function viewTask(
	{ refusal, fileId, input, ...row }: Awaited<ReturnType<typeof loadTask>>,
	{ locale }: Actor
): TaskView {
	const { detail, faults } = refusal ? told(refusal, locale) : { detail: null, faults: [] };
	const task = findTask(row.name);
	const [title, page] = [task?.title(locale) ?? row.name, task?.page(input) ?? null];
	return { ...row, title, page, hasFile: fileId !== null, message: detail, faults };
}

function told({ kind, code, parameters, faults }: KeptRefusal, locale: Actor['locale']) {
	return explain(new Refusal(kind, code, parameters, faults), locale);
}
