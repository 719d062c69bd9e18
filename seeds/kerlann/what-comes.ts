import type { Day } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';
import { CURRENT } from './movements.ts';

const DAY = '2026-11-20' as Day;
const RENT = 120_00;

/** The rent of the shed has a template, which is proposed every quarter; a bill waits for its amount. */
export async function prepareWhatComes(stage: Stage, treasurer: Caller): Promise<void> {
	const { templateId } = await stage.play(DAY, treasurer, accounting.saveEntryTemplate, {
		...{ name: 'Loyer du local', journal: 'BQ', label: 'Loyer du local' },
		thirdParty: 'Mairie de Kerlann',
		lines: [
			{ account: '6132', side: 'debit', amountCents: RENT },
			{ account: CURRENT, side: 'credit', amountCents: RENT }
		]
	});
	await stage.play(DAY, treasurer, accounting.startRecurringEntry, {
		...{ templateId, months: 3, dayOfMonth: 15, from: '2026-12-15' }
	});
	await stage.play(DAY, treasurer, accounting.keepEntryDraft, {
		form: 'expense',
		fields: {
			label: 'Fumier pour les planches d’hiver',
			date: '20/11/2026',
			thirdParty: 'Ferme du Moulin'
		}
	});
}
