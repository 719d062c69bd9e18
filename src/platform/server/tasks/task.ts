import type { Locale } from '../actor.ts';
import type { OperationContext } from '../operation.ts';

/** What a task receives: an operation's context, for whoever asked, in one transaction that keeps all or nothing. */
export interface TaskContext extends OperationContext {
	/**
	 * Tells how far it is, in units of its own (lines, people); written twice a second at most. Call it often: it
	 * throws when the server stops, so that the task is taken up again at the next start.
	 */
	report(done: number, total?: number): void;
}

export interface TaskEnd {
	/** What it answers, as JSON: see `get-task`. */
	readonly outcome?: Readonly<Record<string, unknown>>;
	/** Id of a kept file that it made (`keepFileWithin`), which `get-task-file` gives for a week. */
	readonly fileId?: string;
}

/**
 * Work that is too long for whoever asks to wait for it. An operation starts it (`startTask`) and answers the id at
 * once; the server runs it after the commit, one task of an association at a time, as the account that asked and
 * with what that account may still do; a page shows it (`ui/TaskProgress.svelte`), `platform.get-task` tells it.
 * Refusals end it, and are told as those of an operation are. A server that is stopped or killed leaves nothing
 * half-done: the task begins again, three times at most.
 */
export interface Task<Input extends Record<string, unknown> = Record<string, unknown>> {
	/** `module.verb-noun`, unique, stable: the name in the audit line too. */
	readonly name: `${string}.${string}`;
	/** What it does, as a title: « Cartes de membre ». */
	title(locale: Locale): string;
	/** The page where it was asked, below the address of the association: `documents/cards`. */
	page(input: Input): string;
	/** Asked again when it runs; whoever holds it may see the task and its file. */
	readonly permission: string;
	run(context: TaskContext, input: Input): Promise<TaskEnd>;
}

// A task of whatever input: only its module knows it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyTask = Task<any>;

let declared: ReadonlyMap<string, AnyTask> = new Map();

/** Called once by `composition`, with the tasks of every module. */
export function declareTasks(tasks: readonly AnyTask[]): void {
	declared = new Map(tasks.map((task) => [task.name, task]));
}

export function findTask(name: string): AnyTask | undefined {
	return declared.get(name);
}
