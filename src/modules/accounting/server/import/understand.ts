import type { OperationContext } from '#platform/server/operation.ts';
import { isUnreadable } from '#modules/accounting/domain/import/fec-lines.ts';
import { Gathering } from '#modules/accounting/domain/import/gathering.ts';
import type { ImportedLine } from '#modules/accounting/domain/import/imported-line.ts';
import { describeFinding } from '../fec/words.ts';
import type { Understood } from './import-row.ts';
import { readAccounts } from './read-accounts.ts';
import type { AccountsFile } from './read-accounts.ts';

/** Reads a file once, and tells what it holds and what keeps it from being written. */
export async function understand(
	context: OperationContext,
	file: AccountsFile
): Promise<{ understood: Understood; gathering: Gathering }> {
	const gathering = new Gathering();
	const take = (line: ImportedLine) => void gathering.add(line);
	const reading = await readAccounts(context, file, { take });
	for (const finding of reading.findings) {
		if (!isUnreadable(finding)) continue;
		const reason = describeFinding(finding, context.actor.locale);
		gathering.faults.add('import-fec-unreadable', finding.line ?? 1, { reason });
	}
	const gathered = gathering.finish();
	const { format, encoding, closing } = reading;
	const { faults, remarks } = gathering;
	return {
		gathering,
		understood: {
			...gathered,
			...{ format, encoding, closing },
			...{ faults: faults.list, faultCount: faults.count },
			...{ remarks: remarks.list, remarkCount: remarks.count }
		}
	};
}
