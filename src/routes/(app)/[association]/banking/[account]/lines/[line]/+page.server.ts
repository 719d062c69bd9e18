import { redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { centsOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { banking } from '#modules/banking/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, failWith, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

const PARTS = 5;

export const load: PageServerLoad = async (event) => {
	const search = event.url.searchParams.get('q')?.slice(0, 100);
	const [line, { meanings }, { accounts }, vat] = await Promise.all([
		read(event, banking.getLine, { id: event.params.line, search }),
		read(event, accounting.listMeanings, {}),
		read(event, accounting.listAccounts, { limit: 1000 }),
		read(event, accounting.getVatSetting, {})
	]);
	const direction = line.amountCents > 0 ? 'income' : 'expense';
	return {
		line,
		meanings: meanings.filter((meaning) => meaning.direction === direction),
		accounts: accounts
			.filter(({ heading, active }) => !heading && active)
			.map(({ code, label }) => ({ code, label })),
		parts: PARTS,
		rates: vat.rates,
		deductiblePercent: vat.setting?.deductiblePercent ?? 100
	};
};

type Fields = Readonly<Record<string, string | undefined>>;

/** The parts that were filled in: what remains goes to the first. @throws {Refusal} `accounting.amount-unread` */
function partsOf(fields: Fields, totalCents: number) {
	const sign = Math.sign(totalCents);
	const parts = Array.from({ length: PARTS }, (_, index) => {
		const of = (name: string) => fields[`parts.${index}.${name}`];
		const account = of('account');
		const meaning = account ? undefined : of('meaning');
		const cents = centsOf(fields, `parts.${index}.amountCents`);
		const rate = of('vatRate');
		const vat = rate
			? { rate, partly: fields.vatPartly === 'yes', reverse: fields.vatReverse }
			: undefined;
		return { account, meaning, vat, amountCents: cents === undefined ? undefined : cents * sign };
	});
	const [first, ...others] = parts;
	const further = others.filter(({ amountCents }) => amountCents !== undefined);
	const rest = further.reduce((left, { amountCents = 0 }) => left - amountCents, totalCents);
	return [{ ...first, amountCents: rest }, ...further];
}

export const actions: Actions = {
	record: async (event) => {
		const values = readFields(await event.request.formData());
		const { line, account, association } = event.params;
		try {
			const total = Number(values.total);
			const outcome = await act(
				event,
				banking.recordLine,
				{
					id: line,
					label: values.label,
					thirdParty: values.thirdParty,
					date: values.date === undefined ? undefined : (parseDay(values.date) ?? values.date),
					parts: partsOf(values, total),
					remember: values.remember ? values.words : undefined
				},
				values
			);
			if (!outcome.ok) return outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, values);
		}
		redirect(303, `/${association}/banking/${account}/reconcile?done=${line}`);
	},
	match: async (event) => {
		const movements = (await event.request.formData()).getAll('id');
		const { line, account, association } = event.params;
		const outcome = await act(event, banking.matchLines, { lines: [line], movements });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${association}/banking/${account}/reconcile?done=${line}`);
	},
	settle: async (event) => {
		const items = (await event.request.formData()).getAll('id');
		const { line, account, association } = event.params;
		const outcome = await act(event, banking.settleLine, { id: line, items });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${association}/banking/${account}/reconcile?done=${line}`);
	},
	undo: async (event) => {
		const form = await event.request.formData();
		const input = { id: event.params.line, keepEntry: form.has('keepEntry') };
		const outcome = await act(event, banking.undoReconciliation, input);
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};
