import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkFec, describeFinding, FEC_RULES } from '#modules/accounting/server/index.ts';
import { EXIT, UsageError, type Command } from '../command.ts';
import { localeOfSystem } from '../locale-of-system.ts';

/** Needs no database: any file, of whatever program. */
export const fecCheck: Command = {
	name: 'fec check',
	summary: 'Check a file of accounting entries (FEC, LPF art. A47 A-1), rule by rule',
	usage: 'FILE',
	options: {},
	examples: ['essaim fec check 552100554FEC20251231.txt', 'essaim fec check export.txt --json'],
	async run({ positionals, answer }) {
		const [file] = positionals;
		if (!file) throw new UsageError('Which file? Try: essaim fec check --help');
		const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
			throw new UsageError(`${file} can't be read (${error.code ?? error.message})`);
		});
		const { findings, counts, ...report } = checkFec(bytes, path.basename(file));
		const locale = localeOfSystem();
		const told = findings.map((finding) => ({
			rule: finding.rule,
			severity: finding.severity,
			line: finding.line ?? null,
			message: describeFinding(finding, locale),
			source: FEC_RULES[finding.rule].source
		}));
		const lines = told.map(
			({ severity, line, message, rule, source }) =>
				`${severity}${line === null ? '' : ` line ${line}`}: ${message}\n    [${rule}] ${source}`
		);
		const summary = `${report.lines} lines, ${report.entries} entries: ${report.sound ? 'sound' : 'not sound'}`;
		answer(
			{ ...report, counts: Object.fromEntries(Object.entries(counts)), findings: told },
			[...lines, summary].join('\n')
		);
		return report.sound ? EXIT.done : EXIT.refused;
	}
};
