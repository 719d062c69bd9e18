import { createDemo, DEMO_PASSWORD, PERSONAS, removeDemo } from '#seeds/demo.ts';
import { EXIT, type Command } from '../command.ts';
import { withProgram } from '../with-program.ts';

/** Says the same each time: the demonstration is created once. */
export const demo: Command = {
	name: 'demo',
	summary: 'Create the demonstration association, and tell how to enter it',
	usage: '[--remove]',
	options: {
		remove: { type: 'boolean', help: 'Remove it, with all its data and files' }
	},
	examples: ['essaim demo', 'essaim demo --json', 'essaim demo --remove'],
	async run({ settings, options, answer }) {
		return withProgram(settings, async () => {
			if (options.remove) {
				const removed = await removeDemo();
				answer({ removed }, removed ? 'The demonstration is removed.' : 'There is none.');
				return EXIT.done;
			}
			const { slug, name } = await createDemo();
			const personas = PERSONAS.map(({ email, role, leads }) => ({
				email,
				password: DEMO_PASSWORD,
				role,
				...(leads && { leads })
			}));
			const lines = personas.map(({ email, role }) => `  ${email.padEnd(28)}${role}`);
			answer(
				{ association: { slug }, personas },
				`${name} (${slug}). Sign in with the password ${DEMO_PASSWORD} as:\n${lines.join('\n')}`
			);
			return EXIT.done;
		});
	}
};
