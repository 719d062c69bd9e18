import type { Command } from './command.ts';

const COMMON = [
	['--data DIR', 'Data folder (default: ./data, or ESSAIM_DATA)'],
	['--json', 'Answer as JSON on standard output'],
	['--help', 'This help'],
	['--version', 'The version of Essaim']
] as const;

export function generalHelp(commands: readonly Command[]): string {
	const width = Math.max(...commands.map((command) => command.name.length)) + 2;
	return `Essaim: every digital tool of an association, on your own server.

Usage: essaim <command> [options]

${commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`).join('\n')}

Options of every command:
${rows(COMMON)}

Exit codes: 0 done, 1 refused or faults found, 2 wrong usage, 3 unexpected error.
Help of a command: essaim <command> --help
`;
}

export function commandHelp(command: Command): string {
	const own = Object.entries(command.options).map(([name, option]) => [
		option.type === 'boolean' ? `--${name}` : `--${name} …`,
		option.required ? `${option.help} (required)` : option.help
	]);
	return `${command.summary}

Usage: essaim ${command.name} ${command.usage}

${rows([...own, ...COMMON])}

Examples:
${command.examples.map((example) => `  ${example}`).join('\n')}
`;
}

function rows(lines: readonly (readonly string[])[]): string {
	const width = Math.max(...lines.map(([name = '']) => name.length)) + 2;
	return lines.map(([name = '', help = '']) => `  ${name.padEnd(width)}${help}`).join('\n');
}
