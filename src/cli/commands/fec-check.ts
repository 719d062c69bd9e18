import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { checkFecSource, describeFinding, FEC_RULES } from '#modules/accounting/server/index.ts';
import { EXIT, UsageError, type Command } from '../command.ts';
import { localeOfSystem } from '../locale-of-system.ts';

/** Needs no database: any file, of whatever program. */
export const fecCheck: Command = {
	name: 'fec check',
	summary: 'Check a file of accounting entries (FEC, LPF art. A47 A-1), rule by rule',
	usage: 'FILE',
	options: {},
	examples: [
		'essaim fec check 552100554FEC20251231.txt',
		'essaim fec check 552100554FEC20251231.xml --json'
	],
	async run({ positionals, answer }) {
		const [file] = positionals;
		if (!file) throw new UsageError('Which file? Try: essaim fec check --help');
		await access(file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
			throw new UsageError(`${file} can't be read (${error.code ?? error.message})`);
		});
		const open = () => createReadStream(file, { highWaterMark: 1 << 18 });
		const report = await checkFecSource(open, { fileName: path.basename(file) });
		const { findings, counts, ...facts } = report;
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
		const left = Object.values(counts).reduce((sum, count) => sum + count, 0) - findings.length;
		if (left > 0) lines.push(`… and ${left} more; fifty of each rule are listed`);
		const summary = `${report.lines} lines, ${report.entries} entries: ${report.sound ? 'sound' : 'not sound'}`;
		answer(
			{ ...facts, counts: Object.fromEntries(Object.entries(counts)), findings: told },
			[...lines, summary].join('\n')
		);
		return report.sound ? EXIT.done : EXIT.refused;
	}
};
