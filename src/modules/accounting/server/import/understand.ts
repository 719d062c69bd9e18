import type { KeptFile } from '#platform/server/keep-file.ts';
import { isUnreadable } from '#modules/accounting/domain/import/fec-lines.ts';
import { Gathering } from '#modules/accounting/domain/import/gathering.ts';
import type { ImportedLine } from '#modules/accounting/domain/import/imported-line.ts';
import { describeFinding } from '../fec/words.ts';
import type { Understood } from './import-row.ts';
import { readAccounts } from './read-accounts.ts';
import type { FileToRead } from './read-accounts.ts';

type Locale = 'fr' | 'en';

/** Reads a file once, and tells what it holds and what keeps it from being written. */
export async function understand(
	file: FileToRead,
	locale: Locale
): Promise<{ understood: Understood; gathering: Gathering }> {
	const gathering = new Gathering();
	const take = (line: ImportedLine) => void gathering.add(line);
	const reading = await readAccounts(file, { take });
	for (const finding of reading.findings) {
		if (!isUnreadable(finding)) continue;
		const reason = describeFinding(finding, locale);
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

/** Bytes that are read while whoever sent them waits: a second, or less. */
const SMALL = 4_000_000;

/** A file that is better read after the answer. */
export function isLarge({ size }: Pick<KeptFile, 'size'>): boolean {
	return size > SMALL;
}
