import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findOperation } from '#composition/registry.ts';
import { callerForAssociation } from '#platform/server/identity/callers.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { runTasks } from '#platform/server/tasks/run-tasks.ts';
import { EXIT, UsageError, type Command } from '../command.ts';
import { withProgram } from '../with-program.ts';

/** Performs any operation, with every permission: who runs it owns the machine. */
export const run: Command = {
	name: 'run',
	summary: 'Perform an operation in an association',
	usage: '<operation> --association SLUG [--input JSON] [--output FILE]',
	options: {
		association: { help: 'Short name of the association', required: true },
		input: { help: 'Input of the operation, a JSON object (default: {})' },
		output: {
			help: 'Where to write the file that the operation answers (default: standard output)'
		}
	},
	examples: [
		'essaim run people.list-persons --association kerlann',
		`essaim run accounting.list-entries --association kerlann --input '{"limit": 5}' --json`
	],
	async run({ settings, options, positionals, answer }) {
		const [name = ''] = positionals;
		const operation = findOperation(name);
		if (!operation)
			throw new UsageError(`No operation "${name}". They are listed by: essaim operations`);
		const input = readInput(options.input);
		return withProgram(settings, async ({ database }) => {
			const caller = await callerForAssociation(database.db, options.association ?? '');
			if (operation.answer === 'data') {
				const result: unknown = await perform(operation, caller, input);
				// What it started is done now: perhaps no server runs.
				if (operation.kind === 'command') await runTasks();
				answer(result, JSON.stringify(result, null, 2));
				return EXIT.done;
			}
			const { body } = await performDownload(operation, caller, input);
			const source = Readable.from(
				typeof body === 'string' || body instanceof Uint8Array ? [body] : body
			);
			if (options.output) await pipeline(source, createWriteStream(options.output));
			else await pipeline(source, process.stdout, { end: false });
			return EXIT.done;
		});
	}
};

function readInput(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? '{}');
	} catch (error) {
		throw new UsageError(`--input is not JSON: ${(error as Error).message}`);
	}
}
