import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { checkLines } from '../domain/entry.ts';
import { journalKindFor } from '../domain/journal.ts';
import { plainLines, transferLines } from '../domain/plain-entry.ts';
import { findAccounts, requireAccount } from './accounts.ts';
import type { KnownAccount } from './accounts.ts';
import { chooseAccount } from './choose-account.ts';
import type { Reason } from './choose-account.ts';
import {
	accountField,
	amountField,
	dayField,
	labelField,
	lineView,
	meaningField
} from './fields.ts';
import { loadYears } from './fiscal-years.ts';
import type { KnownYear } from './fiscal-years.ts';
import { openYearOn } from '../domain/fiscal-year.ts';
import { journalOfKind } from './journals.ts';
import { previewTax } from './vat/preview-tax.ts';
import { vatField } from './vat/entry-tax.ts';
import { meaningLabel } from './words.ts';

const input = z.strictObject({
	direction: z.enum(['income', 'expense', 'transfer']),
	date: dayField,
	label: labelField,
	amountCents: amountField,
	means: accountField,
	meaning: meaningField.optional(),
	account: accountField.optional(),
	/** Where a transfer goes. */
	to: accountField.optional(),
	/** The tax it is with, as `record-income` and `record-expense` take it. */
	vatRate: vatField.shape.rate.optional(),
	vatAmountIs: vatField.shape.amountIs.optional(),
	vatPartly: z.boolean().optional(),
	vatReverse: vatField.shape.reverse
});

type Preview = z.output<typeof input>;

export const previewPlainEntry = defineOperation({
	name: 'accounting.preview-plain-entry',
	summary: 'Tell what a plain entry would write, and why there',
	permission: 'accounting.write',
	kind: 'query',
	http: { method: 'get', path: '/accounting/plain-entry-preview' },
	input,
	output: z.object({
		journal: z.string(),
		lines: z.array(lineView),
		/** « 62,80 € au débit de 6064 Fournitures administratives, au crédit de 5121 Compte courant. » */
		sentence: z.string(),
		/** Why this account; empty when it was chosen. */
		reason: z.string()
	}),
	async run(context, preview) {
		const { tx, actor } = context;
		const year = openYearOn(await loadYears(tx), preview.date);
		const { from, into, reason } =
			preview.direction === 'transfer'
				? await previewTransfer(context, year, preview)
				: await previewAbout(context, year, preview, preview.direction);
		const means = preview.direction === 'income' ? into : from;
		const journal = await journalOfKind(tx, journalKindFor(means.kind));
		const sentence = (paidCents: number) =>
			m.accounting_preview_sentence(
				{
					amount: formatCents(paidCents, actor.locale),
					debit: `${into.code} ${into.label}`,
					credit: `${from.code} ${from.label}`
				},
				{ locale: actor.locale }
			);
		const {
			direction,
			vatRate,
			vatAmountIs: amountIs = 'gross',
			vatPartly: partly = false,
			vatReverse: reverse
		} = preview;
		const taxed =
			vatRate && direction !== 'transfer'
				? await previewTax(context, year, {
						...{ ...preview, direction, from, into },
						vat: { rate: vatRate, amountIs, partly, reverse }
					})
				: undefined;
		const amountCents = taxed?.paidCents ?? preview.amountCents;
		return {
			journal: journal.code,
			lines: taxed?.lines ?? [view(into, amountCents, 0), view(from, 0, amountCents)],
			sentence: [sentence(amountCents), taxed?.sentence].filter(Boolean).join(' '),
			reason: reason ? explainReason(reason, actor.locale) : ''
		};
	}
});

interface Movement {
	readonly from: KnownAccount;
	readonly into: KnownAccount;
	readonly reason?: Reason;
}

async function previewTransfer(
	{ tx }: OperationContext,
	year: KnownYear,
	{ means, to, amountCents }: Preview
): Promise<Movement> {
	if (to === undefined) throw refuseField('to', 'accounting.no-such-account', { account: '' });
	const accounts = await findAccounts(tx, year.chart, [means, to]);
	const from = requireAccount(accounts, means, 'means');
	const into = requireAccount(accounts, to, 'to');
	checkLines(transferLines(amountCents, from, into));
	return { from, into };
}

async function previewAbout(
	{ tx }: OperationContext,
	year: KnownYear,
	preview: Preview,
	direction: 'income' | 'expense'
): Promise<Movement> {
	const { ref, reason } = await chooseAccount(tx, year, direction, preview);
	const accounts = await findAccounts(tx, year.chart, [preview.means, ref]);
	const means = requireAccount(accounts, preview.means, 'means');
	const about = requireAccount(accounts, ref, 'account');
	checkLines(plainLines(direction, preview.amountCents, means, about));
	return direction === 'income'
		? { into: means, from: about, reason }
		: { into: about, from: means, reason };
}

function view({ code, label }: KnownAccount, debitCents: number, creditCents: number) {
	return { account: code, accountLabel: label, debitCents, creditCents, label: null };
}

function explainReason(reason: Reason, locale: Locale): string {
	switch (reason.kind) {
		case 'chosen':
			return '';
		case 'meaning':
			return m.accounting_reason_meaning(
				{ meaning: meaningLabel(reason.meaning, locale) },
				{ locale }
			);
		case 'habit':
			return m.accounting_reason_habit({ word: reason.word, count: reason.uses }, { locale });
	}
}
