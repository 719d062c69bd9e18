import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import type { Locale } from '#platform/server/actor.ts';
import { translateCode } from '#platform/server/locale.ts';
import { defineOperation } from '#platform/server/operation.ts';
import {
	DUES_OUTCOMES,
	duesTotals,
	type PlannedDues
} from '#modules/membership/domain/import/plan.ts';
import { PAYMENT_MEANS } from '#modules/membership/domain/means.ts';
import { dayView } from '../fields.ts';
import { importTotals } from './describe-import.ts';
import { loadImport } from './import-row.ts';
import { planOf } from './plan-import.ts';

const plannedView = z.object({
	/** `null` for somebody who is added. */
	personId: z.uuid().nullable(),
	feeName: z.string(),
	tariffLabel: z.string(),
	season: z.string().nullable(),
	startsOn: dayView,
	endsOn: dayView.nullable(),
	dueCents: z.int(),
	paidCents: z.int(),
	paidOn: dayView,
	means: z.enum(PAYMENT_MEANS).nullable()
});

const lineView = z.object({
	line: z.int(),
	outcome: z.enum(DUES_OUTCOMES),
	name: z.string(),
	/** `null` for a line that is wrong or left out. */
	membership: plannedView.nullable(),
	/** Why it is left out, as a sentence, in the language of whoever asks. */
	because: z.string().nullable(),
	faults: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() }))
});

export const previewImport = defineOperation({
	name: 'membership.preview-import',
	summary: 'Shows line by line what an import of memberships would do, without doing it.',
	permission: 'membership.enrol',
	kind: 'query',
	http: { method: 'get', path: '/membership/imports/{id}/preview' },
	input: z.strictObject({
		id: z.uuid(),
		/** Only the lines with this outcome. */
		outcome: z.enum(DUES_OUTCOMES).optional(),
		/** Lines after this line of the file. */
		after: z.int().min(0).default(0),
		limit: z.int().min(1).max(500).default(50)
	}),
	output: z.object({
		totals: importTotals,
		lines: z.array(lineView),
		/** Names that no tariff has, at most fifty: another tariff may be meant, or their lines left out. */
		unknownTariffs: z.array(
			z.object({
				key: z.string(),
				fee: z.string(),
				tariff: z.string(),
				lines: z.int(),
				choice: z.string().nullable()
			})
		),
		/** To be given as `after` for the next page. */
		next: z.int().nullable()
	}),
	async run(context, { id, outcome, after, limit }) {
		const { lines, unknownTariffs } = await planOf(context, await loadImport(context.tx, id));
		const rest = lines.filter(
			(line) => line.line > after && (!outcome || line.outcome === outcome)
		);
		const shown = rest.slice(0, limit);
		return {
			totals: duesTotals(lines),
			lines: shown.map((line) => toView(line, context.actor.locale)),
			unknownTariffs: [...unknownTariffs],
			next: rest.length > limit ? (shown.at(-1)?.line ?? null) : null
		};
	}
});

function toView({ line, outcome, name, membership, because, faults }: PlannedDues, locale: Locale) {
	const say = ({ code, parameters = {} }: Fault) => translateCode(code, parameters, locale);
	return {
		line,
		outcome,
		name,
		membership: membership ? plannedOf(membership) : null,
		because: because ? say(because) : null,
		faults: faults.map((fault) => ({ path: fault.path, code: fault.code, detail: say(fault) }))
	};
}

function plannedOf(planned: NonNullable<PlannedDues['membership']>): z.output<typeof plannedView> {
	const { person, tariff, period, season, dueCents, paidCents, paidOn, means } = planned;
	return {
		personId: 'id' in person ? person.id : null,
		feeName: tariff.feeName,
		tariffLabel: tariff.label,
		season,
		startsOn: period.start,
		endsOn: period.end,
		dueCents,
		paidCents,
		paidOn,
		means: means ?? null
	};
}
