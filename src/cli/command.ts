import type { ParseArgsOptionDescriptor } from 'node:util';
import type { Settings } from '#platform/server/settings.ts';

/** Exit codes that scripts may rely on. */
export const EXIT = { done: 0, refused: 1, usage: 2, unexpected: 3 } as const;

export interface Invocation {
	readonly settings: Settings;
	readonly options: Readonly<Record<string, string | undefined>>;
	readonly positionals: readonly string[];
	readonly json: boolean;
	/** Writes the answer: `value` with `--json`, `text` otherwise. */
	answer(value: unknown, text: string): void;
}

export interface Command {
	/** As typed: `association create`. */
	readonly name: string;
	readonly summary: string;
	/** What comes after the name. */
	readonly usage: string;
	/** Options besides `--data`, `--json`, `--help`; each with a value, and the sentence of the help. */
	readonly options: Readonly<
		Record<string, { help: string; required?: boolean } & Partial<ParseArgsOptionDescriptor>>
	>;
	readonly examples: readonly string[];
	/** Answers the exit code. */
	run(invocation: Invocation): Promise<number>;
}

/** The words of the command line are wrong: which, and how to ask for help. */
export class UsageError extends Error {}
