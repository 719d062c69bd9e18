import type { z } from 'zod';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { configureVat } from '../server/vat/configure-vat.ts';
import { aFiscalYear } from './some-accounts.ts';

/** An association with the year 2026, liable to VAT from its first day, that declares each month unless said. */
export async function aLiableAssociation(
	setting: Partial<z.input<typeof configureVat.input>> = {}
) {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const fiscalYearId = await aFiscalYear(treasurer, 2026);
	const input = { regime: 'monthly' as const, since: '2026-01-01', ...setting };
	await perform(configureVat, treasurer, input);
	return { association, treasurer, fiscalYearId };
}
