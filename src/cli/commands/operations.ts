import { operations } from '#composition/registry.ts';
import { describeOperations } from '#platform/server/http/describe-operations.ts';
import { EXIT, type Command } from '../command.ts';

export const listOperations: Command = {
	name: 'operations',
	summary: 'List every operation with its inputs',
	usage: '[NAME-PART]',
	options: {},
	examples: ['essaim operations', 'essaim operations accounting', 'essaim operations --json'],
	async run({ positionals, answer }) {
		const [part = ''] = positionals;
		const chosen = describeOperations(operations.filter(({ name }) => name.includes(part)));
		const text = chosen.map(({ name, summary, method, path, input }) => {
			const inputs = input.map((field) => {
				const typed = `${field.name} (${field.type})`;
				return field.required ? typed : `[${typed}]`;
			});
			return [name, summary, `${method} ${path}`, ...inputs].join('\n    ');
		});
		answer(chosen, text.join('\n'));
		return EXIT.done;
	}
};
