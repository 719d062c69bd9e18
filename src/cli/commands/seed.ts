import { growToScale, SCALE_FOUNDER } from '#seeds/scale.ts';
import { EXIT, UsageError, type Command } from '../command.ts';
import { withProgram } from '../with-program.ts';

/** For whoever wants to know how the program bears many people, entries and associations. */
export const seed: Command = {
	name: 'seed',
	summary: 'Create an association of a given size, to try how the program bears it',
	usage: '[--name TEXT] [--people N] [--entries N] [--associations N]',
	options: {
		name: { help: 'Name of the association (default: Grandeur nature)' },
		people: { help: 'People in it (default: 0)' },
		entries: { help: 'Accounting entries in its year (default: 0)' },
		associations: { help: 'Further, empty associations (default: 0)' }
	},
	examples: [
		'essaim seed --people 100000 --entries 1000000 --associations 10000 --data /srv/trial'
	],
	async run({ settings, options, answer }) {
		const scale = {
			people: readCount(options, 'people'),
			entries: readCount(options, 'entries'),
			associations: readCount(options, 'associations')
		};
		return withProgram(settings, async () => {
			const { slug } = await growToScale(options.name ?? 'Grandeur nature', scale, (step) =>
				process.stderr.write(`${step}\n`)
			);
			const { email, password } = SCALE_FOUNDER;
			answer(
				{ association: { slug }, administrator: { email, password } },
				`${slug}: ${email} / ${password}`
			);
			return EXIT.done;
		});
	}
};

function readCount(options: Readonly<Record<string, string | undefined>>, name: string): number {
	const text = options[name] ?? '0';
	if (!/^\d{1,8}$/.test(text))
		throw new UsageError(`--${name} takes a whole number, not "${text}"`);
	return Number(text);
}
