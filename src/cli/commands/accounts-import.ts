import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { accounting } from '#modules/accounting/server/index.ts';
import { callerForAssociation } from '#platform/server/identity/callers.ts';
import { keepFileOfAnySize } from '#platform/server/keep-file.ts';
import { perform } from '#platform/server/perform.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { EXIT, UsageError, type Command } from '../command.ts';
import { withProgram } from '../with-program.ts';

/** Imports a file of any size: who runs it owns the machine, so the limit of uploads does not hold. */
export const accountsImport: Command = {
	name: 'accounts import',
	summary: 'Import accounts of another program: FEC (flat or XML), Paheko, CSV, XLSX, ODS',
	usage: 'FILE --association SLUG [--dry-run yes]',
	options: {
		association: { help: 'Short name of the association', required: true },
		'dry-run': { help: 'With any value: only tell what would be done' }
	},
	examples: [
		'essaim accounts import 552100554FEC20251231.txt --association kerlann --dry-run yes',
		'essaim accounts import 552100554FEC20251231.txt --association kerlann'
	],
	async run({ settings, options, positionals, answer }) {
		const [file] = positionals;
		if (!file) throw new UsageError('Which file? Try: essaim accounts import --help');
		await access(file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
			throw new UsageError(`${file} can't be read (${error.code ?? error.message})`);
		});
		return withProgram(settings, async ({ database }) => {
			const caller = await callerForAssociation(database.db, options.association ?? '');
			const kept = await keepFileOfAnySize(caller, {
				name: path.basename(file),
				mediaType: 'application/octet-stream',
				content: createReadStream(file)
			});
			const started = await perform(accounting.startAccountsImport, caller, { file: kept.id });
			if (started.task) await finishTask(caller.association.id, started.task.id);
			const view = await perform(accounting.getAccountsImport, caller, { id: started.id });
			const told = view.faults.map(({ detail }) => detail);
			const summary = `${view.fileName}: ${view.entries} entries, ${view.lines} lines, ${view.faultCount} faults`;
			if (view.faultCount > 0 || options['dry-run']) {
				answer(view, [...told, summary].join('\n'));
				return view.faultCount > 0 ? EXIT.refused : EXIT.done;
			}
			const { taskId } = await perform(accounting.commitAccountsImport, caller, { id: view.id });
			const result = await finishTask(caller.association.id, taskId);
			answer({ id: view.id, ...result }, `${summary}\nImported.`);
			return EXIT.done;
		});
	}
};
