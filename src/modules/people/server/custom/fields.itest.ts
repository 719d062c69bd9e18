import { describe, expect, it } from 'vitest';
import { keepFile } from '#platform/server/keep-file.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { newId } from '#shared/id.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { addPerson } from '../add-person.ts';
import { editPerson } from '../edit-person.ts';
import { exportPersons } from '../export-persons.ts';
import { getPerson } from '../get-person.read.ts';
import { commitImport } from '../import/commit-import.ts';
import { setImportMapping } from '../import/set-import-mapping.ts';
import { personHistory } from '../person-history.read.ts';
import { defineField, editField } from './define-field.ts';
import { getPersonFile } from './get-person-file.ts';
import { listFields } from './list-fields.read.ts';
import { listedValues } from './listed-values.read.ts';
import { orderFields } from './order-fields.ts';
import { removeField } from './remove-field.ts';

useTestProgram();

async function secretaryOf() {
	const association = await anAssociation();
	return { association, secretary: association.as('secretary') };
}

type Definition = Parameters<
	typeof perform<typeof defineField.input, typeof defineField.output>
>[2];

async function aField(caller: Caller, definition: Definition) {
	return perform(defineField, caller, definition);
}

const CHOICE: Definition = { kind: 'choice', labelFr: 'Atelier', options: [{ labelFr: 'Danse' }] };

async function exported(caller: Caller, format: 'csv' | 'json' | 'vcf' | 'xlsx') {
	const { body } = await performDownload(exportPersons, caller, { format });
	if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body);
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(Buffer.from(part));
	return Buffer.concat(parts);
}

describe('who may not', () => {
	it('refuses roles that don’t configure, and other associations', async () => {
		const { association, secretary } = await secretaryOf();
		const { secretary: stranger } = await secretaryOf();
		const { id } = await aField(secretary, { kind: 'text', labelFr: 'Taille' });
		const denied = 'platform.not-allowed';
		for (const role of ['treasurer', 'member', 'accountant'] as const) {
			const caller = association.as(role);
			await expectRefusal(aField(caller, { kind: 'text', labelFr: 'X' }), denied);
			await expectRefusal(perform(removeField, caller, { id }), denied);
			await expectRefusal(perform(orderFields, caller, { ids: [id] }), denied);
		}
		const unknown = 'people.field-not-found';
		await expectRefusal(perform(editField, stranger, { id, labelFr: 'X' }), unknown);
		await expectRefusal(perform(removeField, stranger, { id }), unknown);
		await expectRefusal(perform(orderFields, stranger, { ids: [id] }), 'people.fields-changed');
		expect((await perform(listFields, stranger, {})).fields).toEqual([]);
	});

	it('shows a field to its audiences only: page, history, export, file', async () => {
		const { association, secretary } = await secretaryOf();
		const treasurer = association.as('treasurer');
		const open = await aField(secretary, {
			kind: 'text',
			labelFr: 'Pull',
			seenBy: ['readers', 'self']
		});
		const secret = await aField(secretary, { kind: 'text', labelFr: 'Santé' });
		const note = await aField(secretary, { kind: 'file', labelFr: 'Certificat' });
		const file = await keepFile(secretary, {
			name: 'certificat.pdf',
			mediaType: 'application/pdf',
			content: Buffer.from('%PDF')
		});
		const id = await aPerson(secretary, { custom: { [open.key]: 'L' } });
		await perform(editPerson, secretary, {
			id,
			version: 1,
			custom: { [secret.key]: 'asthme', [note.key]: file.id }
		});
		const read = async (caller: Caller) =>
			(await perform(getPerson, caller, { id })).fields.map(({ label, text }) => [label, text]);
		expect(await read(secretary)).toEqual([
			['Pull', 'L'],
			['Santé', 'asthme'],
			['Certificat', 'certificat.pdf']
		]);
		expect(await read(treasurer)).toEqual([['Pull', 'L']]);
		const member = association.as('member');
		const self = { ...member, actor: { ...member.actor, personId: id } };
		expect(await read(self)).toEqual([['Pull', 'L']]);
		expect((await perform(getPerson, treasurer, { id })).custom).toEqual({ [open.key]: 'L' });
		const { events } = await perform(personHistory, treasurer, { id });
		expect(JSON.stringify(events)).not.toContain('asthme');
		expect(String(await exported(treasurer, 'json'))).not.toContain('asthme');
		expect(String(await exported(secretary, 'json'))).toContain('asthme');
		const asked = { id, field: note.key };
		const hidden = 'people.file-unknown';
		await expectRefusal(performDownload(getPersonFile, treasurer, asked), hidden);
		await expectRefusal(performDownload(getPersonFile, self, asked), hidden);
		const { name } = await performDownload(getPersonFile, secretary, asked);
		expect(name).toBe('certificat.pdf');
	});
});

describe('what makes no sense', () => {
	it('is refused in a definition', async () => {
		const { secretary } = await secretaryOf();
		const define = (definition: Definition) => aField(secretary, definition);
		await expectRefusal(define({ kind: 'text', labelFr: ' ' }), 'people.field-label-needed');
		await expectRefusal(define({ kind: 'text', labelFr: 'ville' }), 'people.field-label-taken');
		await expectRefusal(
			define({ kind: 'text', labelFr: 'X', labelEn: 'City' }),
			'people.field-label-taken'
		);
		await expectRefusal(define({ kind: 'choice', labelFr: 'X' }), 'people.options-needed');
		const twice = [{ labelFr: 'Danse' }, { labelFr: 'DANSE' }];
		await expectRefusal(define({ ...CHOICE, options: twice }), 'people.option-twice');
		await expectRefusal(define({ kind: 'computed', labelFr: 'X' }), 'people.formula-needed');
		const formula = (text: string) => define({ kind: 'computed', labelFr: 'X', formula: text });
		await expectRefusal(formula('age('), 'people.formula-unreadable');
		await expectRefusal(formula('[mot de passe]'), 'people.formula-unknown-field');
		await expectRefusal(formula('age([city])'), 'people.formula-wrong-type');
		await expectRefusal(formula('[X] + 1'), 'people.formula-self');
	});

	it('is refused when computed fields go in a circle, or lose what they need', async () => {
		const { secretary } = await secretaryOf();
		const a = await aField(secretary, { kind: 'computed', labelFr: 'A', formula: '1' });
		const b = await aField(secretary, { kind: 'computed', labelFr: 'B', formula: '[A] + 1' });
		const circle = perform(editField, secretary, { id: a.id, labelFr: 'A', formula: '[B]' });
		const { parameters } = await expectRefusal(circle, 'people.formula-circular');
		expect(parameters).toEqual({ path: 'B → A → B' });
		await expectRefusal(perform(removeField, secretary, { id: a.id }), 'people.field-in-formula');
		await perform(removeField, secretary, { id: b.id });
		await perform(removeField, secretary, { id: a.id });
	});

	it('is refused in a value, with the field that is wrong, and nothing is written', async () => {
		const { secretary } = await secretaryOf();
		const { key: size } = await aField(secretary, { kind: 'number', labelFr: 'Taille' });
		const { key: course } = await aField(secretary, CHOICE);
		const { key: tutor } = await aField(secretary, { kind: 'person', labelFr: 'Tuteur' });
		const { key: proof } = await aField(secretary, { kind: 'file', labelFr: 'Preuve' });
		const { key: age } = await aField(secretary, {
			kind: 'computed',
			labelFr: 'Âge',
			formula: 'age([birthDate])'
		});
		await aPerson(secretary, { firstName: 'Léa', lastName: 'Petit', number: '1' });
		await aPerson(secretary, { firstName: 'Léa', lastName: 'Petit', number: '2' });
		const refusal = await expectRefusal(
			perform(addPerson, secretary, {
				lastName: 'Dubois',
				email: 'x',
				custom: {
					[size]: 'grand',
					[course]: 'Judo',
					[tutor]: 'Léa Petit',
					[proof]: newId(),
					[age]: '12',
					inconnu: '1'
				}
			}),
			'people.fields-invalid'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'custom.taille people.number-unreadable',
			'custom.atelier people.option-unknown',
			'custom.tuteur people.person-ambiguous',
			'custom.preuve people.file-unknown',
			'custom.age people.field-not-editable',
			'custom.inconnu people.field-unknown',
			'email people.email-unreadable'
		]);
	});

	it('is refused when a required field is left empty', async () => {
		const { secretary } = await secretaryOf();
		const { key } = await aField(secretary, { kind: 'text', labelFr: 'Taille', required: true });
		const add = (custom?: Record<string, string>) =>
			perform(addPerson, secretary, { lastName: 'Dubois', custom });
		const { faults } = await expectRefusal(add(), 'people.fields-invalid');
		expect(faults).toMatchObject([{ path: 'custom.taille', code: 'people.field-needed' }]);
		const { id } = await add({ [key]: 'L' });
		await expectRefusal(
			perform(editPerson, secretary, { id, version: 1, custom: { [key]: '' } }),
			'people.fields-invalid'
		);
		await perform(editPerson, secretary, { id, version: 1, city: 'Metz' });
	});

	it('is refused when an answer or a field in use is taken away', async () => {
		const { secretary } = await secretaryOf();
		const { id, key } = await aField(secretary, CHOICE);
		await aPerson(secretary, { custom: { [key]: 'danse' } });
		const other = perform(editField, secretary, {
			id,
			labelFr: 'Atelier',
			options: [{ labelFr: 'Judo' }]
		});
		await expectRefusal(other, 'people.option-in-use');
		await expectRefusal(perform(removeField, secretary, { id }), 'people.field-in-use');
	});
});

describe('fields', () => {
	it('are put in another order', async () => {
		const { secretary } = await secretaryOf();
		const [a, b, c] = [
			await aField(secretary, { kind: 'text', labelFr: 'A' }),
			await aField(secretary, { kind: 'text', labelFr: 'B' }),
			await aField(secretary, { kind: 'text', labelFr: 'C' })
		];
		await expectRefusal(
			perform(orderFields, secretary, { ids: [a.id, a.id, b.id] }),
			'people.fields-changed'
		);
		await perform(orderFields, secretary, { ids: [c.id, a.id, b.id] });
		const { fields } = await perform(listFields, secretary, {});
		expect(fields.map(({ labelFr }) => labelFr)).toEqual(['C', 'A', 'B']);
	});

	it('are columns of the list when they are said to be, for whoever may see them', async () => {
		const { association, secretary } = await secretaryOf();
		const size = await aField(secretary, {
			kind: 'text',
			listed: true,
			seenBy: ['readers'],
			labelFr: 'Taille'
		});
		const health = await aField(secretary, { kind: 'text', listed: true, labelFr: 'Santé' });
		await aField(secretary, { kind: 'text', labelFr: 'Autre' });
		const custom = { [size.key]: 'L', [health.key]: 'asthme' };
		const ids = [await aPerson(secretary, { custom })];
		const [id = ''] = ids;
		const all = await perform(listedValues, secretary, { ids });
		expect(all.columns.map(({ label }) => label)).toEqual(['Taille', 'Santé']);
		expect(all.values[id]).toEqual({ [size.key]: 'L', [health.key]: 'asthme' });
		const some = await perform(listedValues, association.as('treasurer'), { ids });
		expect(some.values[id]).toEqual({ [size.key]: 'L' });
		const { secretary: stranger } = await secretaryOf();
		expect(await perform(listedValues, stranger, { ids })).toEqual({ columns: [], values: {} });
		const member = perform(listedValues, association.as('member'), { ids });
		await expectRefusal(member, 'platform.not-allowed');
	});

	it('keep the people of an answer whose words change', async () => {
		const { secretary } = await secretaryOf();
		const { id, key } = await aField(secretary, CHOICE);
		const person = await aPerson(secretary, { custom: { [key]: 'Danse' } });
		await perform(editField, secretary, {
			id,
			labelFr: 'Atelier',
			options: [{ key: 'danse', labelFr: 'Danse africaine' }, { labelFr: 'Judo' }]
		});
		const { fields } = await perform(getPerson, secretary, { id: person });
		expect(fields).toMatchObject([{ text: 'Danse africaine', value: 'danse' }]);
	});

	it('take every kind, show it, and tell its history', async () => {
		const { secretary } = await secretaryOf();
		const lea = await aPerson(secretary, { firstName: 'Léa', lastName: 'Petit', number: '1' });
		const options = [{ labelFr: 'Danse' }, { labelFr: 'Judo' }];
		const kinds = [
			['text', 'a', 'a'],
			['long-text', 'a\nb', 'a\nb'],
			['number', '1234,5', '1\u202f234,5'],
			['money', 12.5, '12,50\u202f€'],
			['date', '31/12/2026', '31 décembre 2026'],
			['month-day', '14/07', '14 juillet'],
			['yes-no', true, 'Oui'],
			['choice', 'Judo', 'Judo'],
			['choices', ['judo', 'danse'], 'Danse; Judo'],
			['email', 'a@example.org', 'a@example.org'],
			['phone', '0612345678', '06 12 34 56 78'],
			['url', 'example.org', 'https://example.org/'],
			['address', '1 rue\n29200 Brest', '1 rue\n29200 Brest'],
			['country', 'belgique', 'Belgique'],
			['person', 'Léa Petit', 'Léa Petit']
		] as const;
		const custom: Record<string, string | number | boolean | string[]> = {};
		for (const [kind, value] of kinds) {
			const { key } = await aField(secretary, { kind, labelFr: `Champ ${kind}`, options });
			custom[key] = typeof value === 'object' ? [...value] : value;
		}
		await aField(secretary, {
			kind: 'computed',
			labelFr: 'Double',
			formula: '[Champ number] * 2'
		});
		const id = await aPerson(secretary, { custom });
		const { fields } = await perform(getPerson, secretary, { id });
		expect(fields.map(({ text }) => text)).toEqual([
			...kinds.map(([, , text]) => text),
			'2\u202f469'
		]);
		expect(fields.find(({ kind }) => kind === 'person')?.value).toBe(lea);
		await perform(editPerson, secretary, {
			id,
			version: 1,
			custom: { 'champ-money': '13', 'champ-choices': 'Danse' }
		});
		const { events } = await perform(personHistory, secretary, { id });
		expect(events[0]?.changes).toEqual([
			{ field: 'custom.champ-money', before: '1250', after: '1300' },
			{ field: 'custom.champ-choices', before: 'danse\njudo', after: 'danse' }
		]);
	});
});

describe('import and export', () => {
	it('refuse a cell that a field can’t hold, and a field that isn’t there', async () => {
		const { secretary } = await secretaryOf();
		await aField(secretary, CHOICE);
		const { id, columns } = await anImport(secretary, 'Nom;Atelier\nDubois;Judo');
		expect(columns[1]?.target).toBe('custom.atelier');
		const { faults } = await expectRefusal(
			perform(commitImport, secretary, { id }),
			'people.import-has-faults'
		);
		expect(faults).toMatchObject([{ path: 'line 2', code: 'people.option-unknown-in-cell' }]);
		await expectRefusal(
			perform(setImportMapping, secretary, { id, mapping: ['lastName', 'custom.rien'] }),
			'people.import-field-unknown'
		);
	});

	it.each(['csv', 'xlsx', 'json', 'vcf'] as const)(
		'%s gives the fields back, to the same association or as information to an empty one',
		async (format) => {
			const { secretary } = await secretaryOf();
			const { key: course } = await aField(secretary, CHOICE);
			const { key: gift } = await aField(secretary, { kind: 'money', labelFr: 'Don, en euros' });
			const { key: paid } = await aField(secretary, { kind: 'yes-no', labelFr: 'À jour' });
			await aPerson(secretary, {
				number: '1',
				custom: { [course]: 'danse', [gift]: '12,5', [paid]: true },
				extra: { Couleur: 'vert' }
			});
			const before = await exported(secretary, format);
			const again = await anImport(secretary, before, `a.${format}`);
			const { totals } = await perform(commitImport, secretary, { id: again.id });
			expect(totals).toMatchObject({ unchanged: 1, error: 0, update: 0 });
			const { secretary: other } = await secretaryOf();
			const { id } = await anImport(other, before, `a.${format}`);
			await perform(commitImport, other, { id });
			expect(String(await exported(other, format))).toBe(String(before));
		}
	);
});
