import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Refusal } from '#shared/errors.ts';
import type { Fault, RefusalKind, RefusalParameters } from '#shared/errors.ts';

interface ToldRefusal {
	readonly kind: RefusalKind;
	readonly code: string;
	readonly parameters: RefusalParameters;
	readonly faults: readonly Fault[];
}

type Message<Answer> =
	/** The next piece of the file, of its so manieth reading. */
	{ readonly reading: number } | { readonly refusal: ToldRefusal } | { readonly answer: Answer };

export interface FileApart {
	/** Opens the file at its beginning. */
	open(): Promise<Readable>;
	/** Told, as pieces of it are given away, how many bytes were in all: more than the file has, when it is read twice. */
	served?(bytes: number): void;
}

/**
 * Has a module read a file in a process of its own: the program goes on answering meanwhile, and the memory that it
 * takes leaves with it. The module ends by `answerFromApart`.
 * @throws {Refusal} what the module refuses; what `served` throws ends the process
 */
export function readApart<Answer>(
	module: URL,
	input: Readonly<Record<string, unknown>>,
	{ open, served }: FileApart
): Promise<Answer> {
	const child = fork(fileURLToPath(module), { serialization: 'advanced', execArgv: [] });
	let [current, bytes] = [0, 0];
	let source: Readable | undefined;
	let pieces: AsyncIterator<Uint8Array> | undefined;
	let turn: Promise<Uint8Array | null> = Promise.resolve(null);
	const next = async (reading: number): Promise<Uint8Array | null> => {
		if (!pieces || reading !== current) {
			source?.destroy();
			source = await open();
			pieces = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
			current = reading;
		}
		const { done, value } = await pieces.next();
		if (done) return null;
		served?.((bytes += value.length));
		return value;
	};
	return new Promise<Answer>((resolve, reject) => {
		child.on('message', (received) => {
			const message = received as Message<Answer>;
			if ('reading' in message) {
				const { reading } = message;
				const give = (piece: Uint8Array | null) =>
					child.connected && child.send({ reading, piece });
				// One after the other: a reading that was given up may have asked for a piece before the next one begins.
				turn = turn.then(() => next(reading));
				turn.then(give, reject);
			} else if ('refusal' in message) {
				const { kind, code, parameters, faults } = message.refusal;
				reject(new Refusal(kind, code, parameters, faults));
			} else resolve(message.answer);
		});
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`A process ended with ${code}, without answer`)));
		child.send({ input });
	}).finally(() => {
		source?.destroy();
		child.kill();
	});
}

/** Opens the file at its beginning, as often as it is read; one reading at a time. */
export type OpenFile = () => AsyncIterable<Uint8Array>;

/** In the module that runs apart: works on its input and its file, and answers what is structured data. */
export function answerFromApart<Input>(
	work: (input: Input, open: OpenFile) => Promise<unknown>
): void {
	const tell = (message: object) => process.send?.(message);
	let readings = 0;
	async function* open(): AsyncGenerator<Uint8Array> {
		const reading = ++readings;
		const ask = () =>
			new Promise<Uint8Array | null>((resolve) => {
				process.on('message', function heard(received) {
					const given = received as { reading: number; piece: Uint8Array | null };
					if (given.reading !== reading) return;
					process.off('message', heard);
					resolve(given.piece);
				});
				tell({ reading });
			});
		// The next piece comes while this one is read. A reading that was given up leaves one that nobody waits for.
		for (let coming = ask(), piece; (piece = await coming); yield piece) coming = ask();
	}
	// Whoever asked is gone: nobody waits for an answer.
	process.once('disconnect', () => process.exit());
	process.once('message', (received) => {
		const { input } = received as { input: Input };
		work(input, open).then(
			(answer) => tell({ answer }),
			(error: unknown) => {
				if (!(error instanceof Refusal)) throw error;
				const { kind, code, parameters, faults } = error;
				tell({ refusal: { kind, code, parameters, faults } });
			}
		);
	});
}
