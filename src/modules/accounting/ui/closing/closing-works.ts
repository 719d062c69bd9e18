import { m } from '#i18n';

interface Year {
	readonly id: string;
	readonly code: string;
}

/** A work of the end of a year: in plain words, in those of accountants, and where it is done. */
interface Work {
	readonly title: () => string;
	readonly plain: () => string;
	readonly expert: () => string;
	/** Below the address of the accounts. */
	readonly path: (year: Year) => string;
}

const at = (page: string) => (year: Year) => `${page}?year=${encodeURIComponent(year.code)}`;

export const WORKS = {
	suspense: {
		title: m.accounting_work_suspense,
		plain: m.accounting_work_suspense_plain,
		expert: m.accounting_work_suspense_expert,
		path: ({ code }) => `/trial-balance?year=${encodeURIComponent(code)}&accounts=47*,58*`
	},
	vouchers: {
		title: m.accounting_work_vouchers,
		plain: m.accounting_work_vouchers_plain,
		expert: m.accounting_work_vouchers_expert,
		path: at('')
	},
	'fixed-assets': {
		title: m.accounting_asset_title,
		plain: m.accounting_work_assets_plain,
		expert: m.accounting_work_assets_expert,
		path: at('/fixed-assets')
	},
	accruals: {
		title: m.accounting_accrual_title,
		plain: m.accounting_work_accruals_plain,
		expert: m.accounting_work_accruals_expert,
		path: at('/accruals')
	},
	'dedicated-funds': {
		title: m.accounting_fund_title,
		plain: m.accounting_work_funds_plain,
		expert: m.accounting_work_funds_expert,
		path: at('/dedicated-funds')
	},
	volunteering: {
		title: m.accounting_work_volunteering,
		plain: m.accounting_work_volunteering_plain,
		expert: m.accounting_work_volunteering_expert,
		path: at('/income-statement')
	},
	drafts: {
		title: m.accounting_work_drafts,
		plain: m.accounting_work_drafts_plain,
		expert: m.accounting_work_drafts_expert,
		path: () => '/years'
	}
} satisfies Record<string, Work>;
