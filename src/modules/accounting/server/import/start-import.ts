import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { tables } from '../tables.ts';
import { loadImport } from './import-row.ts';
import { importView, viewImport } from './import-view.ts';
import { refuseTwice } from './refuse-twice.ts';
import { understand } from './understand.ts';

export const startAccountsImport = defineOperation({
	name: 'accounting.start-import',
	summary:
		'Read a file of accounts of another program (FEC flat or XML, Paheko, CSV, XLSX, ODS) and tell what importing it would do',
	permission: 'accounting.import',
	kind: 'command',
	http: { method: 'post', path: '/accounting/imports', success: 201 },
	input: z.strictObject({
		/** Id of a file that was uploaded before. */
		file: z.uuid()
	}),
	output: importView,
	async run(context, input) {
		const { tx, association, actor, now } = context;
		const { sha256, name: fileName } = await findFile(context, input.file);
		await refuseTwice(context, { sha256, fileName });
		const { understood } = await understand(context, { sha256, fileName });
		const id = newId();
		await tables(tx)
			.insertInto('accounting.import')
			.values({
				association_id: association.id,
				id,
				file_name: fileName,
				sha256,
				understood: JSON.stringify(understood),
				fiscal_year_id: null,
				made: null,
				created_at: now,
				created_by: actor.accountId,
				committed_at: null,
				undone_at: null
			})
			.execute();
		context.about('import', id, { fileName });
		return viewImport(context, await loadImport(tx, id));
	}
});
