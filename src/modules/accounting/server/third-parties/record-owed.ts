import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { checkLines } from '#modules/accounting/domain/entry.ts';
import { checkAmount, checkUsualSide } from '#modules/accounting/domain/plain-entry.ts';
import { withTax } from '#modules/accounting/domain/vat/taxed-entry.ts';
import { collectiveAccount } from '#modules/accounting/domain/third-party.ts';
import type { ThirdPartyKind } from '#modules/accounting/domain/third-party.ts';
import { keepAccounts, requireAccount } from '../accounts.ts';
import { attachFiles } from '../attach-files.ts';
import { chooseAccount } from '../choose-account.ts';
import {
	accountField,
	amountField,
	dayField,
	fileIdsField,
	idField,
	labelField,
	meaningField,
	referenceField
} from '../fields.ts';
import { holdOpenYear } from '../fiscal-years.ts';
import { learnHabit } from '../habits.ts';
import { journalOfKind } from '../journals.ts';
import { keepTax, vatField } from '../vat/entry-tax.ts';
import { plannedTax } from '../vat/planned-tax.ts';
import { writeEntry } from '../write-entry.ts';
import type { PostedEntry } from '../write-entry.ts';
import { insertThirdParty, thirdPartiesQuery, thirdPartyById } from './third-parties.ts';
import type { KnownThirdParty } from './third-parties.ts';

export const owedInput = z.strictObject({
	date: dayField,
	label: labelField,
	amountCents: amountField,
	/** Whom it is about; or `name`, of one known or not yet. */
	thirdPartyId: idField.optional(),
	name: labelField.optional(),
	/** The day it is to be paid. */
	dueDay: dayField.optional(),
	/** What it is about, in plain words; or `account`; or neither, when past labels tell. */
	meaning: meaningField.optional(),
	account: accountField.optional(),
	/** Number of the invoice. */
	reference: referenceField.optional(),
	fileIds: fileIdsField.optional(),
	/** The tax it is with; nothing outside the scope of the tax. */
	vat: vatField.optional()
});

/** `debt`: we owe, for an expense; `claim`: they owe us, for an income. */
export type Owed = 'debt' | 'claim';

const ABOUT = {
	debt: { direction: 'expense', kind: 'supplier', journal: 'purchases' },
	claim: { direction: 'income', kind: 'client', journal: 'sales' }
} as const;

/** Writes what is owed, to be settled later. */
export async function recordOwed(
	context: OperationContext,
	owed: Owed,
	entry: z.output<typeof owedInput>
): Promise<PostedEntry & { thirdPartyId: string }> {
	const { tx } = context;
	const { direction, kind, journal } = ABOUT[owed];
	checkAmount(entry.amountCents);
	const year = await holdOpenYear(tx, entry.date);
	if (entry.dueDay && entry.dueDay < entry.date) {
		throw refuseField('dueDay', 'accounting.due-before-entry');
	}
	const choice = await chooseAccount(tx, year, direction, entry);
	const party = await partyOf(context, kind, entry);
	const gathered = collectiveAccount(party.kind === 'other' ? 'other' : kind);
	const accounts = await keepAccounts(context, year.chart, [gathered, choice.ref]);
	const about = requireAccount(accounts, choice.ref, 'account');
	checkUsualSide(direction, about, 'account');
	const third = {
		account: requireAccount(accounts, gathered, 'thirdPartyId'),
		thirdPartyId: party.id,
		dueDay: entry.dueDay
	};
	const tax = await plannedTax(context, year, direction, about, entry);
	const paidCents = tax?.paidCents ?? entry.amountCents;
	const side = (debit: boolean) => ({
		debitCents: debit ? paidCents : 0,
		creditCents: debit ? 0 : paidCents
	});
	const lines =
		owed === 'claim'
			? [
					{ ...third, ...side(true) },
					{ account: about, ...side(false) }
				]
			: [
					{ account: about, ...side(true) },
					{ ...third, ...side(false) }
				];
	const taxed = tax && withTax(lines, about, tax, tax.accounts);
	await learnHabit(context, year.chart, direction, entry.label, about.id);
	const posted = await writeEntry(context, {
		...{ year, date: entry.date, label: entry.label, reference: entry.reference },
		thirdParty: party.label,
		journal: await journalOfKind(tx, journal),
		lines: checkLines(taxed?.lines ?? lines)
	});
	if (tax && taxed) await keepTax(context, posted.entryId, taxed, tax);
	await attachFiles(context, posted.entryId, entry.fileIds);
	context.about('entry', posted.entryId, { number: posted.number });
	return { ...posted, thirdPartyId: party.id };
}

async function partyOf(
	context: OperationContext,
	kind: ThirdPartyKind,
	{ thirdPartyId, name }: { thirdPartyId?: string | undefined; name?: string | undefined }
): Promise<KnownThirdParty> {
	if (thirdPartyId !== undefined) {
		const party = await thirdPartyById(context.tx, thirdPartyId);
		if (!party.active) throw refuseField('thirdPartyId', 'accounting.third-party-away');
		return party;
	}
	if (name === undefined) throw refuseField('name', 'accounting.third-party-required');
	const known = await thirdPartiesQuery(context.tx)
		.where((eb) => eb(eb.fn('lower', ['label']), '=', name.toLowerCase()))
		.where('kind', 'in', [kind, 'other'])
		.where('active', '=', true)
		.orderBy('id')
		.executeTakeFirst();
	return known ?? insertThirdParty(context, { label: name, kind });
}
