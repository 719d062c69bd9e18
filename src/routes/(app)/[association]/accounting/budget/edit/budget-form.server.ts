import { refuseField } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';

/**
 * The amounts of a form whose fields `account`, `amount` and, when it is told by month, `month` stand side by
 * side. An account without amount loses its own; a row without account is left out.
 * @throws {Refusal} `accounting.budget-amount-unread`
 */
export function amountsOfForm(form: FormData) {
	const texts = (name: string) => form.getAll(name).map((value) => String(value).trim());
	const [accounts, amounts, months] = [texts('account'), texts('amount'), texts('month')];
	return accounts.flatMap((account, index) => {
		const amount = amounts[index] ?? '';
		if (account === '') return [];
		const amountCents = amount === '' ? 0 : parseCents(amount);
		if (amountCents === undefined) {
			throw refuseField('amount', 'accounting.budget-amount-unread', { account, amount });
		}
		const month = months[index];
		// What the list of accounts suggests is « 606 Achats »: its number is enough.
		return [{ account: account.split(' ')[0], amountCents, ...(month ? { month } : {}) }];
	});
}
