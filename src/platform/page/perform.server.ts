import { error, fail, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { explain, STATUS, type ProblemFault } from '#platform/server/http/problem.ts';
import type { AnyOperation, DataOperation, DownloadOperation } from '#platform/server/operation.ts';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { contentDisposition } from '#platform/server/http/content-disposition.ts';
import { translateCode } from '#platform/server/locale.ts';

interface PageEvent {
	readonly locals: App.Locals;
}

/** What a form shows again after a refusal: the sentence, the fault of each field, and what was typed. */
export interface FormFailure {
	readonly message: string;
	readonly faults: readonly ProblemFault[];
	readonly values: Record<string, unknown>;
}

/** The caller of a page below `/[association]/`; whoever may not enter sees what does not exist: a 404. */
export function callerOf({ locals }: PageEvent): Caller {
	return locals.caller ?? notFound(locals);
}

/**
 * The caller, who must hold what the operation asks; anyone else sees a 403 at once. For pages that are but a form,
 * and before a file is kept: what would be refused in the end is not offered, nor stored.
 */
export function demand(
	event: PageEvent,
	operation: Pick<AnyOperation, 'name' | 'permission'>
): Caller {
	const caller = callerOf(event);
	if (caller.actor.permissions.has(operation.permission)) return caller;
	return showRefusal(
		event,
		new Refusal('forbidden', 'platform.not-allowed', { operation: operation.name })
	);
}

function notFound(locals: App.Locals): never {
	error(404, translateCode('platform.page-not-found', {}, locals.locale));
}

/** For `load`: the answer of a query; a refusal becomes the error page of its status. */
export async function read<Input extends z.ZodType, Output extends z.ZodType>(
	event: PageEvent,
	operation: DataOperation<Input, Output>,
	input: z.input<Input>
): Promise<z.output<Output>> {
	const caller = callerOf(event);
	return perform(operation, caller, input).catch((refusal: unknown) => showRefusal(event, refusal));
}

/** For form actions: the answer, or the `fail` to return as it is. */
export async function act<Input extends z.ZodType, Output extends z.ZodType>(
	event: PageEvent,
	operation: DataOperation<Input, Output>,
	input: unknown,
	values: Record<string, unknown> = {}
): Promise<
	{ ok: true; result: z.output<Output> } | { ok: false; failure: ActionFailure<FormFailure> }
> {
	const caller = callerOf(event);
	try {
		return { ok: true, result: await perform(operation, caller, input as z.input<Input>) };
	} catch (refusal) {
		return { ok: false, failure: failWith(event, refusal, values) };
	}
}

/** The `fail` of a refusal; anything else goes on as the bug it is. */
export function failWith(
	{ locals }: PageEvent,
	refusal: unknown,
	values: Record<string, unknown> = {}
): ActionFailure<FormFailure> {
	if (!(refusal instanceof Refusal)) throw refusal;
	const { detail, faults } = explain(refusal, locals.locale);
	return fail(STATUS[refusal.kind], { message: detail, faults, values });
}

/** For `+server.ts` GET handlers: the file that an operation answers. */
export async function download<Input extends z.ZodType>(
	event: PageEvent,
	operation: DownloadOperation<Input>,
	input: unknown
): Promise<Response> {
	const caller = callerOf(event);
	try {
		const { name, mediaType, body } = await performDownload(
			operation,
			caller,
			input as z.input<Input>
		);
		return new Response(streamOf(body), {
			headers: { 'content-type': mediaType, 'content-disposition': contentDisposition(name) }
		});
	} catch (refusal) {
		return showRefusal(event, refusal);
	}
}

function streamOf(body: AsyncIterable<Uint8Array | string> | Uint8Array | string): BodyInit {
	if (typeof body === 'string' || body instanceof Uint8Array) return body as BodyInit;
	const encoder = new TextEncoder();
	const iterator = body[Symbol.asyncIterator]();
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await iterator.next();
			if (done) controller.close();
			else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
		},
		async cancel() {
			await iterator.return?.();
		}
	});
}

function showRefusal({ locals }: PageEvent, refusal: unknown): never {
	if (!(refusal instanceof Refusal)) throw refusal;
	error(STATUS[refusal.kind], explain(refusal, locals.locale).detail, { code: refusal.code });
}
