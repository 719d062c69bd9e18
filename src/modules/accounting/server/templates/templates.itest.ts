import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { addAxisValue, changeAxisValue } from '../analytics-operations.ts';
import { addThirdParty } from '../third-parties/add-third-party.ts';
import { archiveEntryTemplate } from './archive-entry-template.ts';
import { exportEntryTemplates } from './export-entry-templates.ts';
import { getEntryTemplate } from './get-entry-template.read.ts';
import { importEntryTemplates } from './import-entry-templates.ts';
import { listEntryTemplates } from './list-entry-templates.read.ts';
import { saveEntryTemplate } from './save-entry-template.ts';

useTestProgram();

async function aTreasurer() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	return { association, treasurer };
}

function rent(changes: object = {}) {
	return {
		...{ name: 'Loyer du local', journal: 'BQ', label: 'Loyer', thirdParty: 'Mairie' },
		lines: [
			{ account: '6132', side: 'debit' as const, percent: 75 },
			{ account: '614', side: 'debit' as const, percent: 25, label: 'Charges' },
			{ account: '5121', side: 'credit' as const, percent: 100 }
		],
		...changes
	};
}

async function send(caller: Caller, text: string): Promise<string> {
	const content = new TextEncoder().encode(text);
	return (await keepFile(caller, { name: 'modeles.csv', mediaType: 'text/csv', content })).id;
}

async function exported(caller: Caller): Promise<string> {
	const { body } = await performDownload(exportEntryTemplates, caller, {});
	let text = '';
	for await (const part of body as AsyncIterable<Uint8Array | string>) {
		text += typeof part === 'string' ? part : new TextDecoder().decode(part);
	}
	return text;
}

describe('templates of entries', () => {
	it.each(['accountant', 'secretary', 'member'] as const)(
		'are not made by the role %s',
		async (role) => {
			const { association, treasurer } = await aTreasurer();
			const { templateId } = await perform(saveEntryTemplate, treasurer, rent());
			const caller = association.as(role);
			await expectRefusal(perform(saveEntryTemplate, caller, rent()), 'platform.not-allowed');
			await expectRefusal(
				perform(archiveEntryTemplate, caller, { templateId }),
				'platform.not-allowed'
			);
		}
	);

	it.each([
		[{ journal: 'ZZ' }, 'accounting.no-such-journal', 'journal'],
		[{ lines: [] }, 'accounting.too-few-lines', 'lines'],
		[
			{
				lines: [
					{ account: '9999', side: 'debit' },
					{ account: '5121', side: 'credit' }
				]
			},
			'accounting.account-unknown',
			'lines.0.account'
		],
		[
			{
				lines: [
					{ account: '61', side: 'debit' },
					{ account: '5121', side: 'credit' }
				]
			},
			'accounting.account-inactive',
			'lines.0.account'
		],
		[
			{
				lines: [
					{ account: '6132', side: 'debit', thirdParty: 'Inconnu' },
					{ account: '5121', side: 'credit' }
				]
			},
			'accounting.line-third-party-unnamed',
			'lines.0.thirdParty'
		],
		[
			{
				lines: [
					{ account: '6132', side: 'debit', valueIds: [newId()] },
					{ account: '5121', side: 'credit' }
				]
			},
			'accounting.no-such-value',
			'lines.0.shares'
		]
	])('are refused with %j', async (changes, code, path) => {
		const { treasurer } = await aTreasurer();
		const refusal = await expectRefusal(
			perform(saveEntryTemplate, treasurer, rent(changes) as never),
			code
		);
		expect(refusal.faults[0]?.path).toBe(path);
		expect((await perform(listEntryTemplates, treasurer, { all: true })).templates).toEqual([]);
	});

	it('keep to their association, and their names to one each', async () => {
		const [here, elsewhere] = [await aTreasurer(), await aTreasurer()];
		const { templateId } = await perform(saveEntryTemplate, elsewhere.treasurer, rent());
		const me = here.treasurer;
		for (const work of [
			() => perform(getEntryTemplate, me, { templateId }),
			() => perform(archiveEntryTemplate, me, { templateId }),
			() => perform(saveEntryTemplate, me, { ...rent(), templateId })
		]) {
			await expectRefusal(work(), 'accounting.no-such-template');
		}
		await perform(saveEntryTemplate, me, rent());
		await expectRefusal(perform(saveEntryTemplate, me, rent()), 'accounting.template-exists');
	});

	it('make amounts of a total, keep whom and what lines are for, and are changed and put away', async () => {
		const { treasurer } = await aTreasurer();
		await perform(addThirdParty, treasurer, { label: 'Mairie', kind: 'supplier' });
		const { valueId } = await perform(addAxisValue, treasurer, { label: 'Local' });
		const lines = [
			{ account: '6132', side: 'debit' as const, valueIds: [valueId] },
			{ account: '401', side: 'credit' as const, amountCents: 4500, thirdParty: 'mairie' }
		];
		const { templateId } = await perform(saveEntryTemplate, treasurer, rent());
		expect(
			(await perform(getEntryTemplate, treasurer, { templateId, totalCents: 10_001 })).amounts
		).toEqual([7501, 2500, 10_001]);
		await perform(saveEntryTemplate, treasurer, { ...rent({ lines }), templateId });
		expect(await perform(getEntryTemplate, treasurer, { templateId })).toMatchObject({
			amounts: [0, 4500],
			lines: [{ values: [{ id: valueId, label: 'Local' }] }, { thirdParty: 'Mairie' }]
		});
		await perform(changeAxisValue, treasurer, { valueId, archived: true });
		const without = await perform(getEntryTemplate, treasurer, { templateId });
		expect(without.lines[0]?.values).toEqual([]);
		await perform(archiveEntryTemplate, treasurer, { templateId });
		expect((await perform(listEntryTemplates, treasurer, {})).templates).toEqual([]);
		expect((await perform(listEntryTemplates, treasurer, { all: true })).templates).toHaveLength(1);
	});

	it('are listed by name, page after page', async () => {
		const { treasurer } = await aTreasurer();
		for (const name of ['Paie', 'Assurance', 'Loyer']) {
			await perform(saveEntryTemplate, treasurer, rent({ name }));
		}
		const first = await perform(listEntryTemplates, treasurer, { limit: 2 });
		const rest = await perform(listEntryTemplates, treasurer, { limit: 2, after: first.next });
		expect([...first.templates, ...rest.templates].map(({ name }) => name)).toEqual([
			'Assurance',
			'Loyer',
			'Paie'
		]);
		expect(rest.next).toBeUndefined();
	});
});

describe('a file of templates', () => {
	it.each([
		['modele;compte\nLoyer;6132', 'accounting.template-file-columns'],
		['modele;journal;compte;debit;credit\nLoyer;BQ;6132;douze;', 'accounting.template-file-line'],
		['modele;journal;compte;debit;credit\nLoyer;BQ;6132;1;2', 'accounting.template-file-line'],
		['modele;journal;compte;debit;credit\nLoyer;;6132;1;', 'accounting.template-file-line'],
		[
			'modele;journal;compte;debit;credit\nBon;BQ;6132;?;\nBon;BQ;5121;;?\nSeul;BQ;6132;?;',
			'accounting.too-few-lines'
		]
	])('is refused whole: %s', async (text, code) => {
		const { treasurer } = await aTreasurer();
		const file = await send(treasurer, text);
		await expectRefusal(perform(importEntryTemplates, treasurer, { file }), code);
		expect((await perform(listEntryTemplates, treasurer, {})).templates).toEqual([]);
	});

	it('comes back as it left, and replaces what has the same name', async () => {
		const { treasurer } = await aTreasurer();
		await perform(addThirdParty, treasurer, { label: 'Mairie', kind: 'supplier' });
		const { valueId } = await perform(addAxisValue, treasurer, { label: 'Local' });
		await perform(saveEntryTemplate, treasurer, rent());
		const lines = [
			{ account: '6132', side: 'debit' as const, valueIds: [valueId], label: '=1+1' },
			{ account: '401', side: 'credit' as const, amountCents: 4500, thirdParty: 'mairie' },
			{ account: '401', side: 'credit' as const, percent: 12.5 }
		];
		await perform(saveEntryTemplate, treasurer, rent({ name: 'Facture', lines }));
		const text = await exported(treasurer);
		await perform(saveEntryTemplate, treasurer, rent({ name: 'Autre' }));
		const file = await send(treasurer, text);
		expect(await perform(importEntryTemplates, treasurer, { file })).toEqual({
			added: 0,
			replaced: 2
		});
		const other = (await perform(listEntryTemplates, treasurer, { search: 'autre' })).templates[0];
		await perform(archiveEntryTemplate, treasurer, { templateId: String(other?.id) });
		expect(await exported(treasurer)).toBe(text);
	});
});
