import { m } from '#i18n';

/** What each kind of accrual is called, plain words first. */
export const KIND_WORDS = {
	'prepaid-expense': m.accounting_accrual_prepaid,
	'deferred-income': m.accounting_accrual_deferred,
	'accrued-expense': m.accounting_accrual_to_pay,
	'accrued-income': m.accounting_accrual_to_receive
};
