import { z } from 'zod';
import { operations } from '#composition/registry.ts';
import { EXIT, type Command } from '../command.ts';

export const listOperations: Command = {
	name: 'operations',
	summary: 'List every operation with its inputs',
	usage: '[NAME-PART]',
	options: {},
	examples: ['essaim operations', 'essaim operations accounting', 'essaim operations --json'],
	async run({ positionals, answer }) {
		const [part = ''] = positionals;
		const chosen = operations
			.filter((operation) => operation.name.includes(part))
			.map((operation) => ({
				name: operation.name,
				summary: operation.summary,
				permission: operation.permission,
				kind: operation.kind,
				http: `${operation.http.method.toUpperCase()} /api/v1${operation.http.path}`,
				input: z.toJSONSchema(operation.input as z.ZodType, { io: 'input', unrepresentable: 'any' })
			}));
		const text = chosen.map((operation) => {
			const { properties = {}, required = [] } = operation.input;
			const inputs = Object.keys(properties).map((key) =>
				required.includes(key) ? key : `[${key}]`
			);
			return `${operation.name}\n    ${operation.summary}\n    ${operation.http}\n    ${inputs.join(' ') || '(no input)'}`;
		});
		answer(chosen, text.join('\n'));
		return EXIT.done;
	}
};
