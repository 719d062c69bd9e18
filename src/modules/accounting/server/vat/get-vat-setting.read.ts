import { z } from 'zod';
import { formatPercent } from '#modules/accounting/domain/vat/percent.ts';
import { EXIGIBILITIES } from '#modules/accounting/domain/vat/exigibility.ts';
import { REGIMES } from '#modules/accounting/domain/vat/period.ts';
import { ratesOn, TERRITORIES } from '#modules/accounting/domain/vat/rates.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { loadVatSetting } from './vat-setting.ts';

export const getVatSetting = defineOperation({
	name: 'accounting.get-vat-setting',
	summary: 'Read whether the association is liable to VAT, and how',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/vat-setting' },
	input: z.strictObject({}),
	output: z.object({
		/** Nothing when it is not liable. */
		setting: z
			.object({
				vatNumber: z.string().nullable(),
				regime: z.enum(REGIMES),
				territory: z.enum(TERRITORIES),
				servicesDue: z.enum(EXIGIBILITIES),
				deductiblePercent: z.int(),
				since: z.string(),
				until: z.string().nullable()
			})
			.nullable(),
		/** In force today, the highest first. */
		rates: z.array(z.object({ code: z.string(), percent: z.string() }))
	}),
	run: ({ tx, today, actor, remember }) =>
		remember(`accounting.vat-setting ${actor.locale}`, async () => {
			const found = await loadVatSetting(tx);
			if (!found) return { setting: null, rates: [] };
			const { id: _, ...setting } = found;
			const rates = ratesOn(setting.territory, today).map(({ code, basisPoints }) => ({
				code,
				percent: formatPercent(basisPoints, actor.locale)
			}));
			return { setting, rates };
		})
});
