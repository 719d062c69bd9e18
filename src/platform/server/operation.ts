import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Day } from '#shared/day.ts';
import type { Actor, AssociationScope } from './actor.ts';
import type { BlobStore } from './blobs.ts';

// The database type is open here: each module narrows it with `tx.withTables<ItsTables>()`.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export type Tx = Kysely<{}>;

/** What `run` receives: everything it needs is a parameter, so nothing is reached behind the door. */
export interface OperationContext {
	readonly tx: Tx;
	readonly actor: Actor;
	readonly association: AssociationScope;
	readonly now: Date;
	/** The civil day in Europe/Paris. */
	readonly today: Day;
	readonly blobs: BlobStore;
	/** Writes an event to the outbox, in this transaction; subscribers run after the commit, at least once. */
	announce(event: string, payload: Record<string, unknown>): Promise<void>;
	/** Names what the audit line is about; `perform` writes the line. */
	about(subject: string, id: string, detail?: Record<string, unknown>): void;
	/**
	 * What `compute` answers, or what it answered when a query asked before and nothing has been written in the
	 * association since. For counts over thousands of rows; `key` says all that they depend on but the day.
	 */
	remember<T>(key: string, compute: () => Promise<T>): Promise<T>;
	/** Within a task only: tells how far a work is that others wait for, see `TaskContext`. */
	report?(done: number, total?: number): void;
}

/** A file that an operation answers with; its body may be produced while the transaction stays open. */
export interface Download {
	readonly name: string;
	readonly mediaType: string;
	readonly body: AsyncIterable<Uint8Array | string> | Uint8Array | string;
}

export interface HttpDoor {
	readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
	/** Below `/api/v1`, with `{id}` for path parameters, which are fields of the input. */
	readonly path: string;
	/** 200 unless said: 201 for what creates. */
	readonly success?: 200 | 201 | 204;
}

interface OperationShape<Input extends z.ZodType> {
	/** `module.verb-noun`, unique, stable: the name of the command line, the audit and the API. */
	readonly name: `${string}.${string}`;
	/** One English sentence, shown by the API document and `essaim operations`. */
	readonly summary: string;
	readonly permission: string;
	/** A `query` never writes: it runs in a read-only transaction and leaves no audit line. */
	readonly kind: 'query' | 'command';
	readonly http: HttpDoor;
	/**
	 * A short write that many make at once and that waits for the same lock (the number of an entry): those that arrive
	 * together share one transaction. Its `run` may be done twice, so it touches nothing but the database.
	 */
	readonly gathers?: true;
	/** The answer holds a secret that is shown once: it is never kept, not even for an idempotency key. */
	readonly secretAnswer?: true;
	/** A `z.object`; field names are those of the API body, query string and path. */
	readonly input: Input;
}

/** An operation called once, by whom the context says. */
export interface Call<Input> {
	readonly context: OperationContext;
	readonly input: Input;
}

export interface DataOperation<
	Input extends z.ZodType = z.ZodType,
	Output extends z.ZodType = z.ZodType
> extends OperationShape<Input> {
	readonly answer: 'data';
	readonly output: Output;
	run(context: OperationContext, input: z.output<Input>): Promise<z.output<Output>>;
	/**
	 * Of an operation that gathers: does several calls, of one transaction and one association, with as few statements
	 * as one, and answers them in their order. Whatever it throws, each is done again by `run`.
	 */
	runTogether?(calls: readonly Call<z.output<Input>>[]): Promise<readonly z.output<Output>[]>;
}

export interface DownloadOperation<
	Input extends z.ZodType = z.ZodType
> extends OperationShape<Input> {
	readonly answer: 'download';
	/** The media types it may answer with, for the API document. */
	readonly mediaTypes: readonly string[];
	run(context: OperationContext, input: z.output<Input>): Promise<Download>;
}

// `any` is the only way to say "an operation of whatever shape" without losing `run`'s parameter.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyOperation = DataOperation<any, any> | DownloadOperation<any>;

export function defineOperation<Input extends z.ZodType, Output extends z.ZodType>(
	operation: Omit<DataOperation<Input, Output>, 'answer'>
): DataOperation<Input, Output> {
	return { answer: 'data', ...operation };
}

export function defineDownload<Input extends z.ZodType>(
	operation: Omit<DownloadOperation<Input>, 'answer'>
): DownloadOperation<Input> {
	return { answer: 'download', ...operation };
}
