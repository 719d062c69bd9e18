import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { Refusal } from '#shared/errors.ts';
import { translateCode } from '#platform/server/locale.ts';
import { logToStandardError } from '#platform/server/log.ts';
import { readSettings } from '#platform/server/settings.ts';
import { EXIT, UsageError, type Command } from './command.ts';
import { commands } from './commands.ts';
import { localeOfSystem } from './locale-of-system.ts';
import { commandHelp, generalHelp } from './help.ts';

/** Runs one command line and answers its exit code; every expected refusal is a sentence on standard error. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
	const json = words.includes('--json');
	try {
		return await dispatch(words);
	} catch (error) {
		if (error instanceof UsageError) return complain(json, 'usage', error.message, EXIT.usage);
		if (error instanceof Refusal)
			return complain(json, error.code, explainRefusal(error), EXIT.refused);
		const { message, stack } = error as Error;
		return complain(
			json,
			'unexpected',
			process.env.ESSAIM_DEBUG ? String(stack) : message,
			EXIT.unexpected
		);
	}
}

async function dispatch(words: readonly string[]): Promise<number> {
	if (words.includes('--version')) {
		process.stdout.write(`${await ownVersion()}\n`);
		return EXIT.done;
	}
	const command = findCommand(words);
	if (!command) {
		const asked = words[0]?.startsWith('-') ? undefined : words[0];
		if (asked && asked !== 'help')
			throw new UsageError(`No command "${words.join(' ')}". Try: essaim --help`);
		process.stdout.write(generalHelp(commands));
		return asked === 'help' || words.includes('--help') ? EXIT.done : EXIT.usage;
	}
	const { values, positionals } = read(command, words.slice(command.name.split(' ').length));
	if (values.help) {
		process.stdout.write(commandHelp(command));
		return EXIT.done;
	}
	for (const [name, option] of Object.entries(command.options)) {
		if (option.required && !values[name])
			throw new UsageError(`Missing --${name}. Try: essaim ${command.name} --help`);
	}
	const env = { ...process.env };
	if (typeof values.data === 'string') env.ESSAIM_DATA = values.data;
	if (typeof values.port === 'string') env.PORT = values.port;
	const settings = readSettings(env);
	if (command.name !== 'start')
		logToStandardError(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
	const json = values.json === true;
	return command.run({
		settings,
		options: values as Record<string, string | undefined>,
		positionals,
		json,
		answer(value, text) {
			process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
		}
	});
}

async function ownVersion(): Promise<string> {
	const manifest = path.resolve(import.meta.dirname, '../../package.json');
	return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}

/** `essaim association create …` before `essaim association …`. */
function findCommand(words: readonly string[]): Command | undefined {
	const [first = '', second = ''] = words;
	return (
		commands.find((command) => command.name === `${first} ${second}`) ??
		commands.find((command) => command.name === first)
	);
}

function read(command: Command, words: readonly string[]) {
	const options: ParseArgsOptionsConfig = {
		data: { type: 'string' },
		json: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' }
	};
	for (const [name, option] of Object.entries(command.options)) {
		options[name] = { type: option.type ?? 'string' };
	}
	try {
		return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError(`${(error as Error).message} Try: essaim ${command.name} --help`);
	}
}

function explainRefusal(refusal: Refusal): string {
	const locale = localeOfSystem();
	const lines = refusal.faults.map(
		(fault) => `  ${fault.path}: ${translateCode(fault.code, fault.parameters, locale)}`
	);
	return [translateCode(refusal.code, refusal.parameters, locale), ...lines].join('\n');
}

function complain(json: boolean, code: string, message: string, exit: number): number {
	process.stderr.write(json ? `${JSON.stringify({ code, message })}\n` : `${message}\n`);
	return exit;
}
