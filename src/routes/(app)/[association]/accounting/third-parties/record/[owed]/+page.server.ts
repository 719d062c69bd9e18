import { error, redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';
import { vatOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
import { today } from '#platform/server/clock.ts';
import { translateCode } from '#platform/server/locale.ts';
import type { Actions, PageServerLoad } from './$types';

interface Place {
	readonly params: { readonly owed: string };
	readonly locals: App.Locals;
}

function owedOf({ params, locals }: Place): 'debt' | 'claim' {
	if (params.owed === 'debt' || params.owed === 'claim') return params.owed;
	error(404, translateCode('platform.page-not-found', {}, locals.locale));
}

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.recordDebt);
	const owed = owedOf(event);
	const [{ meanings }, { accounts }, { thirdParties }, vat] = await Promise.all([
		read(event, accounting.listMeanings, {}),
		read(event, accounting.listAccounts, { limit: 1000 }),
		read(event, accounting.listThirdParties, { limit: 200 }),
		read(event, accounting.getVatSetting, {})
	]);
	const classes = owed === 'debt' ? /^[26]/ : /^[17]/;
	return {
		owed,
		today: today(),
		name: event.url.searchParams.get('name')?.slice(0, 200) ?? '',
		names: thirdParties.map(({ label }) => label),
		rates: vat.rates,
		deductiblePercent: vat.setting?.deductiblePercent ?? 100,
		meanings: meanings.filter(
			({ direction }) => direction === (owed === 'debt' ? 'expense' : 'income')
		),
		accounts: accounts
			.filter(({ heading, active, code }) => !heading && active && classes.test(code))
			.map(({ code, label }) => ({ code, label }))
	};
};

type Fields = Readonly<Record<string, string | undefined>>;

function owedEntry(fields: Fields, fileIds: readonly string[]) {
	const {
		amountCents: typed,
		date = '',
		dueDay,
		label,
		name,
		meaning,
		account,
		reference
	} = fields;
	const amountCents = typed === undefined ? undefined : parseCents(typed);
	if (typed !== undefined && amountCents === undefined) {
		throw refuseField('amountCents', 'accounting.amount-unread');
	}
	return {
		...{ label, name, amountCents, account, reference, fileIds },
		date: parseDay(date) ?? date,
		dueDay: dueDay && (parseDay(dueDay) ?? dueDay),
		meaning: account ? undefined : meaning,
		vat: vatOf(fields)
	};
}

export const actions: Actions = {
	async save(event) {
		const operation = owedOf(event) === 'debt' ? accounting.recordDebt : accounting.recordClaim;
		const outcome = await sendForm(event, operation, owedEntry);
		if (!outcome.ok) return outcome.failure;
		const { entryId, thirdPartyId } = outcome.result;
		const path = `/${event.params.association}/accounting/third-parties/${thirdPartyId}`;
		redirect(303, `${path}?written=${entryId}`);
	}
};
