import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { isHeading } from '#modules/accounting/domain/account.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { checkTemplateLines } from '#modules/accounting/domain/templates/entry-template.ts';
import { keepAccounts } from '../accounts.ts';
import { loadValues } from '../analytics/axes.ts';
import { accountField, amountField, idField, labelField } from '../fields.ts';
import { chosenYear } from '../fiscal-years.ts';
import { journalByCode } from '../journals.ts';
import { thirdPartiesOf } from '../third-parties/third-parties.ts';
import { tables } from './tables.ts';

export const templateFields = z.strictObject({
	/** What it is found by. */
	name: z.string().trim().min(1).max(100),
	journal: z.string().trim().min(1).max(5),
	/** Of the entries made from it. */
	label: labelField,
	thirdParty: labelField.optional(),
	lines: z
		.array(
			z.strictObject({
				account: accountField,
				side: z.enum(['debit', 'credit']),
				/** Always this amount; or `percent`; or neither, typed each time. */
				amountCents: amountField.optional(),
				/** Of the total, two decimals at most. */
				percent: z.number().min(-100).max(1000).optional(),
				label: labelField.optional(),
				thirdPartyId: idField.optional(),
				/** The same, by name or code. */
				thirdParty: labelField.optional(),
				/** Projects, activities, funders: one on each axis. */
				valueIds: z.array(idField).max(10).optional()
			})
		)
		.max(100)
});

export type TemplateFields = z.output<typeof templateFields>;

/**
 * Writes a template, in place of one of the same id when there is one.
 * @throws {Refusal} `accounting.template-exists` when another has the name, and what `checkTemplateLines` and the
 * grid refuse of journals, accounts, third parties and projects
 */
export async function writeTemplate(
	context: OperationContext,
	templateId: string | undefined,
	fields: TemplateFields
): Promise<string> {
	const { tx, association, now } = context;
	checkTemplateLines(fields.lines);
	await nameIsFree(context, fields.name, templateId);
	const { id: journalId } = await journalByCode(tx, fields.journal);
	const { chart } = await chosenYear(context, undefined);
	const rows = await lineRows(context, chart, fields);
	const row = {
		chart,
		...{ name: fields.name, journal_id: journalId, label: fields.label },
		third_party: fields.thirdParty ?? null
	};
	const id = templateId ?? newId();
	if (templateId === undefined) {
		await tables(tx)
			.insertInto('accounting.entry_template')
			.values({ ...row, association_id: association.id, id, created_at: now })
			.execute();
	} else {
		const { numUpdatedRows } = await tables(tx)
			.updateTable('accounting.entry_template')
			.set(row)
			.where('id', '=', id)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Refusal('not-found', 'accounting.no-such-template');
		await tables(tx).deleteFrom('accounting.template_line').where('template_id', '=', id).execute();
	}
	await tables(tx)
		.insertInto('accounting.template_line')
		.values(rows.map((line) => ({ ...line, template_id: id })))
		.execute();
	return id;
}

async function nameIsFree(
	{ tx }: OperationContext,
	name: string,
	templateId: string | undefined
): Promise<void> {
	const other = await tables(tx)
		.selectFrom('accounting.entry_template')
		.select('id')
		.where('name', '=', name)
		.executeTakeFirst();
	if (other && other.id !== templateId) {
		throw refuseField('name', 'accounting.template-exists', { name });
	}
}

async function lineRows(context: OperationContext, chart: ChartVersion, { lines }: TemplateFields) {
	const { tx, association } = context;
	const refs = lines.map(({ account }) => account);
	const accounts = await keepAccounts(context, chart, refs);
	const parties = await thirdPartiesOf(tx, lines);
	const values = new Set((await loadValues(tx)).map(({ id }) => id));
	return lines.map(({ side, amountCents, percent, label, valueIds = [], ...line }, index) => {
		const account = accounts.get(line.account);
		const parameters = { line: index + 1, account: line.account };
		const path = `lines.${index}.account`;
		if (!account) throw refuseField(path, 'accounting.account-unknown', parameters);
		if (isHeading(account.code) || !account.active) {
			throw refuseField(path, 'accounting.account-inactive', parameters);
		}
		if (!valueIds.every((id) => values.has(id))) {
			throw refuseField(`lines.${index}.shares`, 'accounting.no-such-value');
		}
		return {
			...{ association_id: association.id, id: newId(), position: index + 1, side },
			account_id: account.id,
			amount_cents: amountCents ?? null,
			share: percent === undefined ? null : Math.round(percent * 100),
			label: label ?? null,
			third_party_id: parties[index] ?? null,
			value_ids: valueIds
		};
	});
}
