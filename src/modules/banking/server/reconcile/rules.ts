import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { directionOf, MEANINGS } from '#modules/accounting/index.ts';
import type { ChartVersion, Meaning } from '#modules/accounting/index.ts';
import { chartToday } from '#modules/accounting/server/index.ts';
import type { Rule } from '#modules/banking/domain/rule.ts';
import { accountField, labelField, lineVatField } from '../fields.ts';

const MOST_RULES = 500;
const meaningField = z.enum(MEANINGS);
type LineVat = z.output<typeof lineVatField>;

export interface KnownRule extends Rule {
	/** The nomenclature that the account was chosen under; `null` when not noted, absent when it is that of the line. */
	readonly keptUnder: ChartVersion | null | undefined;
	readonly meaning: Meaning | null;
	/** The tax that such lines are with. */
	readonly vat: LineVat | null;
}

export async function knownRules(tx: Tx): Promise<readonly KnownRule[]> {
	const { rows } = await sql<KnownRule>`
		SELECT r.id, r.contains, r.direction, r.meaning, r.account, r.label, r.chart AS "keptUnder",
			CASE WHEN r.vat_rate IS NOT NULL
				THEN jsonb_strip_nulls(
					jsonb_build_object('rate', r.vat_rate, 'partly', r.vat_partly, 'reverse', r.vat_reverse)) END AS vat
		FROM banking.rule r
		ORDER BY r.contains, r.id LIMIT ${MOST_RULES}`.execute(tx);
	return rows;
}

export interface NewRule {
	readonly contains: string;
	readonly direction: 'income' | 'expense';
	readonly meaning?: Meaning | undefined;
	readonly account?: string | undefined;
	readonly label?: string | undefined;
	readonly vat?: LineVat | undefined;
}

/** Writes a rule, in place of the one for the same words. @throws {Refusal} `banking.rule-too-short` */
export async function writeRule(context: OperationContext, rule: NewRule): Promise<{ id: string }> {
	const contains = fold(rule.contains);
	if (contains.length < 3) throw refuseField('contains', 'banking.rule-too-short');
	if ((rule.meaning === undefined) === (rule.account === undefined)) {
		throw refuseField('meaning', 'banking.rule-without-target');
	}
	if (rule.meaning && directionOf(rule.meaning) !== rule.direction) {
		throw refuseField('meaning', 'banking.rule-of-other-side');
	}
	const chart = rule.account === undefined ? null : await chartToday(context);
	const { rows } = await sql<{ id: string }>`
		INSERT INTO banking.rule (association_id, id, contains, direction, meaning, account, chart, label,
			vat_rate, vat_partly, vat_reverse, created_by)
		VALUES (${context.association.id}, ${newId()}, ${contains}, ${rule.direction}, ${rule.meaning ?? null},
			${rule.account ?? null}, ${chart}, ${rule.label ?? null}, ${rule.vat?.rate ?? null},
			${rule.vat?.partly ?? false}, ${rule.vat?.reverse ?? null}, ${context.actor.accountId})
		ON CONFLICT (association_id, direction, contains) DO UPDATE
		SET meaning = excluded.meaning, account = excluded.account, chart = excluded.chart,
			label = excluded.label, vat_rate = excluded.vat_rate, vat_partly = excluded.vat_partly,
			vat_reverse = excluded.vat_reverse
		RETURNING id`.execute(context.tx);
	const id = rows[0]?.id ?? '';
	context.about('bank-rule', id, { contains });
	return { id };
}

export const addRule = defineOperation({
	name: 'banking.add-rule',
	summary: 'Say what lines that contain some words are about, from now on',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/rules', success: 201 },
	input: z.strictObject({
		/** Words of the line; accents and capitals do not count. */
		contains: z.string().trim().min(1).max(100),
		direction: z.enum(['income', 'expense']),
		/** A plain word; or `account`. */
		meaning: meaningField.optional(),
		account: accountField.optional(),
		/** Label to write instead of the bank’s. */
		label: labelField.optional(),
		/** The tax that such lines are with. */
		vat: lineVatField.optional()
	}),
	output: z.object({ id: z.string() }),
	run: writeRule
});

export const removeRule = defineOperation({
	name: 'banking.remove-rule',
	summary: 'Forget a rule; what it wrote stays',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'delete', path: '/banking/rules/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.string() }),
	async run(context, { id }) {
		const removed = await sql`DELETE FROM banking.rule r WHERE r.id = ${id}`.execute(context.tx);
		if (!removed.numAffectedRows) throw new Refusal('not-found', 'banking.rule-not-found');
		context.about('bank-rule', id);
		return { id };
	}
});

export const listRules = defineOperation({
	name: 'banking.list-rules',
	summary: 'List the rules: what lines that contain some words are about',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/rules' },
	input: z.strictObject({}),
	output: z.object({
		/** By their words; 500 at most are kept in use. */
		rules: z.array(
			z.object({
				id: z.string(),
				contains: z.string(),
				direction: z.enum(['income', 'expense']),
				meaning: z.string().nullable(),
				account: z.string().nullable(),
				label: z.string().nullable(),
				/** The tax that such lines are with. */
				vat: lineVatField.nullable()
			})
		)
	}),
	run: async ({ tx }) => ({
		rules: (await knownRules(tx)).map(({ keptUnder: _, ...rule }) => rule)
	})
});
