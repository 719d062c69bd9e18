import { Refusal } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { filledIn } from '#modules/accounting/domain/templates/entry-template.ts';
import { chartOn } from '../chart/kept-accounts.ts';
import { postLines } from '../post-entry.ts';
import { templatesQuery, toTemplateViews } from '../templates/load-templates.ts';
import type { PostedEntry } from '../write-entry.ts';
import type { KnownRecurring } from './recurring-entries.ts';

/**
 * The lines that a recurring entry writes on a day, in the accounts of its year.
 * @throws {Refusal} `accounting.recurring-open` when an amount of the template is typed each time
 */
export async function linesOfRecurring(
	{ tx }: OperationContext,
	{ templateId, totalCents }: Pick<KnownRecurring, 'templateId' | 'totalCents'>,
	date: Day
) {
	const row = await templatesQuery(tx).where('t.id', '=', templateId).executeTakeFirst();
	if (!row) throw new Refusal('not-found', 'accounting.no-such-template');
	const [template] = await toTemplateViews(tx, await chartOn(tx, date), [row]);
	if (!template) throw new Refusal('not-found', 'accounting.no-such-template');
	const amounts = filledIn(template.lines, totalCents ?? undefined);
	if (amounts.some((cents) => cents === 0)) {
		throw new Refusal('invalid', 'accounting.recurring-open', { name: template.name });
	}
	const lines = template.lines.map((line, index) => ({
		account: line.account,
		debitCents: line.side === 'debit' ? (amounts[index] ?? 0) : 0,
		creditCents: line.side === 'credit' ? (amounts[index] ?? 0) : 0,
		label: line.label ?? undefined,
		thirdParty: line.thirdParty ?? undefined,
		shares: line.values.map(({ id }) => ({ valueId: id }))
	}));
	return { ...template, lines };
}

/** Writes the entry of one day. @throws {Refusal} as `accounting.post-entry`, and `accounting.recurring-open` */
export async function postDue(
	context: OperationContext,
	recurring: KnownRecurring,
	date: Day
): Promise<PostedEntry> {
	const { journal, label, thirdParty, lines } = await linesOfRecurring(context, recurring, date);
	return postLines(context, {
		...{ journal, date, label, thirdParty: thirdParty ?? undefined, lines },
		source: { module: 'accounting', type: 'recurring-entry', id: recurring.id }
	});
}
