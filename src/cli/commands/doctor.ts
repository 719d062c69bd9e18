import { EXIT, type Command } from '../command.ts';
import { examine } from '../examine.ts';

export const doctor: Command = {
	name: 'doctor',
	summary: 'Check everything that an installation needs, and say what to do',
	usage: '',
	options: {},
	examples: ['essaim doctor', 'essaim doctor --json'],
	async run({ settings, answer }) {
		const findings = await examine(settings);
		const sound = findings.every((finding) => finding.state !== 'wrong');
		const sign = { fine: '✓', note: '·', wrong: '✗' } as const;
		const lines = findings.map(
			({ state, subject, detail, advice }) =>
				`${sign[state]} ${subject}: ${detail}${advice ? `\n    → ${advice}` : ''}`
		);
		answer({ sound, findings }, lines.join('\n'));
		return sound ? EXIT.done : EXIT.refused;
	}
};
