import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAssociation } from '#composition/founding/create-association.ts';
import { inAssociation, inHost } from '#platform/server/database/db.ts';
import { createToken } from '#platform/server/identity/index.ts';
import { newId } from '#shared/id.ts';
import { today } from '#platform/server/clock.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { openApi } from './api-client.ts';
import { departures } from './conforms.ts';

const program = useTestProgram();
const api = openApi();
const documented = new Map((await api.documented()).map((one) => [one.operationId, one]));
const called = new Set<string>();
let token = '';
let associationId = '';

// The story happens in a year that is over, so that it can be closed, and goes on in this one.
const LAST_YEAR = Number(today().slice(0, 4)) - 1;

type Values = Record<string, unknown>;

beforeAll(async () => {
	const year = LAST_YEAR;
	const association = await createAssociation(
		{ name: 'Les Amis du contrat', yearStart: `${year}-01-01`, yearEnd: `${year}-12-31` },
		{
			email: 'odile@example.org',
			firstName: 'Odile',
			lastName: 'Kermarrec',
			password: 'un-contrat-tenu-mot-a-mot',
			locale: 'fr'
		},
		{ by: 'host' }
	);
	const { accountId } = association;
	associationId = association.id;
	const made = await inHost(program.runtime.database.db, (tx) =>
		createToken(tx, { accountId, associationId, label: 'contract' })
	);
	token = made.secret;
});

/** Calls an operation as its document says, and holds the answer against its document. */
async function call<Answer = Values>(
	operationId: string,
	input: Values = {},
	raw?: BodyInit
): Promise<Answer> {
	const operation = documented.get(operationId);
	if (!operation) throw new Error(`${operationId} is not documented`);
	called.add(operationId);
	const places = new Map(operation.parameters.map((parameter) => [parameter.name, parameter.in]));
	let path = operation.path;
	const query = new URLSearchParams();
	const body: Values = {};
	for (const [name, value] of Object.entries(input)) {
		const place = places.get(name);
		if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
		else if (place === 'query') query.set(name, String(value));
		else body[name] = value;
	}
	const sent = raw ?? (operation.body ? JSON.stringify(body) : undefined);
	if (!operation.body && !raw) expect(body, `${operationId} takes no body`).toEqual({});
	const type = raw ? 'application/octet-stream' : 'application/json';
	const response = await api.send(operation.method, `${path}?${query}`, {
		token,
		body: sent,
		type
	});
	const [success = ''] = Object.keys(operation.responses).filter((status) =>
		status.startsWith('2')
	);
	if (String(response.status) !== success) {
		throw new Error(`${operationId}: ${response.status} ${await response.text()}`);
	}
	const content = operation.responses[success]?.content ?? {};
	const answered = response.headers.get('content-type') ?? '';
	if (Object.keys(content).length === 0) return undefined as Answer;
	const plain = (media: string) => media.split(';', 1)[0];
	expect(Object.keys(content).map(plain), operationId).toContain(plain(answered));
	if (plain(answered) !== 'application/json')
		return new Uint8Array(await response.arrayBuffer()) as Answer;
	const answer = (await response.json()) as Answer;
	expect(departures(content['application/json']?.schema ?? {}, answer), operationId).toEqual([]);
	return answer;
}

const upload = (name: string, content: string | Uint8Array) =>
	call<{ id: string }>('platform.keep-file', { name }, content as BodyInit);

/** A long work that has ended and made a file. */
async function aTaskWithFile(fileId: string): Promise<string> {
	const id = newId();
	await inAssociation(program.runtime.database.db, associationId, (tx) =>
		sql`INSERT INTO platform.task (association_id, id, name, permission, input, state, file_id, outcome, ended_at)
			VALUES (${associationId}, ${id}, 'platform.try', 'platform.enter', '{}', 'done', ${fileId},
				'{"made": 1}', now())`.execute(tx)
	);
	return id;
}

/** What an operation starts, seen through to its end. */
async function made(operation: string, input: Record<string, unknown>): Promise<void> {
	const { taskId } = await call<{ taskId: string }>(operation, input);
	await finishTask(associationId, taskId);
	await call('platform.get-task-file', { id: taskId });
}

/** The fiscal year that the story of the books happens in. */
async function lastYear() {
	const { years } = await call<{ years: { id: string; code: string }[] }>(
		'accounting.list-fiscal-years'
	);
	return { fiscalYearId: years.find(({ code }) => code === String(LAST_YEAR))?.id };
}

const PNG = Uint8Array.from(
	atob(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
	),
	(sign) => sign.charCodeAt(0)
);

describe('the document of the API', () => {
	it('holds for the association and who may enter', async () => {
		await call('platform.edit-association', {
			purpose: 'Tenir parole',
			accentHue: 200,
			siren: '552100554'
		});
		const logo = await upload('logo.png', PNG);
		await call('platform.edit-association', { logoFileId: logo.id });
		await call('platform.get-association');
		await call('platform.get-logo');
		const invited = await call<{ id: string }>('platform.invite-person', {
			email: 'yann@example.org',
			role: 'treasurer'
		});
		await call('platform.list-invitations');
		const mails = await call<{ mails: { id: string }[] }>('platform.list-mail');
		const mail = Object.values(mails)
			.flat()
			.find((one): one is { id: string } => typeof one === 'object' && one !== null && 'id' in one);
		await call('platform.get-mail', { id: mail?.id });
		await call('platform.reveal-mail', { id: mail?.id });
		await call('platform.retry-mail', { id: mail?.id });
		await call('platform.revoke-invitation', { id: invited.id });
		await call('platform.list-access');
		const made = await call<{ id: string }>('platform.create-token', {
			label: 'Un programme',
			scopes: ['people.read']
		});
		await call('platform.list-tokens');
		await call('platform.revoke-token', { id: made.id });
		const id = await aTaskWithFile((await upload('cartes.txt', 'cartes')).id);
		await call('platform.list-tasks');
		await call('platform.get-task', { id });
		await call('platform.get-task-file', { id });
	});

	it('holds for people, groups and imports', async () => {
		const { number } = await call<{ number: string }>('people.suggest-number');
		const person = await call<{ id: string }>('people.add-person', {
			firstName: 'Aïcha',
			lastName: 'Bernard',
			number,
			phone: '06 12 34 56 78'
		});
		const shown = await call<{ version: number }>('people.get-person', { id: person.id });
		await call('people.edit-person', {
			id: person.id,
			version: shown.version,
			city: 'Brest',
			category: 'Bénévole'
		});
		await call('people.person-history', { id: person.id });
		await call('people.set-consents', { id: person.id, image: true });
		await call('people.list-consents', { id: person.id });
		await call('people.set-self-service', { approval: 'chosen', fields: ['city', 'phone'] });
		await call('people.get-self-service');
		const own = await call<{ personId: string }>('people.own-record');
		for (const [city, phone] of [
			['Quimper', '02 98 00 00 01'],
			['Brest', '02 98 00 00 02']
		]) {
			const { version } = await call<{ version: number }>('people.get-person', {
				id: own.personId
			});
			await call('people.correct-own', { id: own.personId, version, city, phone });
			const { rows } = await call<{ rows: { id: string }[] }>('people.list-corrections');
			const id = rows[0]?.id;
			if (city === 'Brest') await call('people.accept-correction', { id });
			else await call('people.refuse-correction', { id, reason: 'Une faute de frappe' });
		}
		await call('people.set-self-service', { approval: 'all' });
		for (const crop of ['top', 'left']) {
			const portrait = await upload('portrait.png', PNG);
			await call('people.send-own-photo', { id: own.personId, file: portrait.id, crop });
			const { rows } = await call<{ rows: { id: string }[] }>('people.list-waiting-photos');
			const id = rows[0]?.id;
			if (crop === 'top') await call('people.accept-photo', { id });
			else await call('people.refuse-photo', { id, reason: 'Une autre, plus nette' });
		}
		await call('people.get-photo', { id: own.personId, size: 'small' });
		await call('people.remove-photo', { id: own.personId });
		await call('people.set-photo', {
			id: own.personId,
			file: (await upload('portrait.png', PNG)).id
		});
		await call('people.set-self-service', { approval: 'none' });
		const young = await call<{ id: string }>('people.add-person', { firstName: 'Zoé' });
		await call('people.add-household', {
			members: [
				{ person: own.personId, role: 'parent' },
				{ person: young.id, role: 'child' }
			]
		});
		const departure = await call<{ id: string }>('people.leave-association', { id: young.id });
		await call('people.list-departures', { limit: 5 });
		await call('people.undo-departure', { id: departure.id });
		await call('people.end-departures');
		const invited = await call<{ id: string }>('people.add-person', {
			firstName: 'Malo',
			email: 'malo@example.org'
		});
		await call('people.preview-invitations');
		await call('people.invite-members');
		await call('people.invite-again', { personId: invited.id });
		await call('people.archive-person', { id: person.id });
		await call('people.restore-person', { id: person.id });
		await call('people.list-persons', {
			search: 'bernard',
			sort: 'city',
			direction: 'desc',
			limit: 5
		});
		await call('people.list-categories');
		const proof = await upload('preuve.png', PNG);
		const defined = await call<{ id: string; key: string }>('people.define-field', {
			kind: 'file',
			labelFr: 'Preuve'
		});
		const { version } = await call<{ version: number }>('people.get-person', { id: person.id });
		await call('people.edit-person', {
			id: person.id,
			version,
			custom: { [defined.key]: proof.id }
		});
		await call('people.restore-values', { id: person.id, version: version + 1, change: 2 });
		await call('people.get-person-file', { id: person.id, field: defined.key });
		await call('people.edit-field', { id: defined.id, labelFr: 'Justificatif' });
		await call('people.list-fields');
		const empty = await call<{ id: string }>('people.define-field', {
			kind: 'text',
			labelFr: 'Taille'
		});
		await call('people.listed-values', { ids: person.id });
		await call('people.order-fields', { ids: [empty.id, defined.id] });
		await call('people.remove-field', { id: empty.id });
		const group = await call<{ id: string }>('people.add-group', { name: 'Compost' });
		await call('people.edit-group-members', { id: group.id, add: [person.id] });
		await call('people.list-groups');
		await call('people.edit-group', { id: group.id, name: 'Compost', joining: 'request' });
		await call('people.edit-group-leaders', { id: group.id, add: [person.id] });
		await call('people.get-group', { id: group.id });
		await call('people.own-groups');
		const { personId } = await call<{ personId: string }>('people.own-record');
		await call('people.join-group', { id: group.id });
		await call('people.leave-group', { id: group.id });
		await call('people.join-group', { id: group.id });
		await call('people.decide-join-request', { id: group.id, personId, accept: true });
		const selection = { ids: [person.id] };
		const change = { kind: 'leave-group', groupId: group.id };
		await call('people.preview-bulk-change', { selection, change });
		const batch = await call<{ id: string }>('people.change-many', { selection, change });
		await call('people.undo-batch', { id: batch.id });
		const reached = await call<{ id: string }>('people.add-person', {
			firstName: 'Zélie',
			email: 'zelie@example.org'
		});
		const readers = { ids: [reached.id] };
		const mail = {
			selection: readers,
			subject: 'Samedi',
			text: 'Bonjour {prénom}',
			purpose: 'service'
		};
		await call('people.preview-mail', mail);
		await call('people.write-to-many', mail);
		const spare = await call<{ id: string }>('people.add-group', { name: 'Vide' });
		await call('people.remove-group', { id: spare.id });
		await call('people.list-criteria', { key: 'category' });
		const search = { where: 'age:at-least:18;city:is:Brest', match: 'any' };
		await call('people.describe-search', search);
		const saved = await call<{ id: string }>('people.save-search', { ...search, name: 'Majeurs' });
		await call('people.edit-search', { ...saved, name: 'Adultes' });
		await call('people.share-search', { ...saved, shared: true });
		await call('people.list-searches');
		await call('people.remove-search', saved);
		const adults = await call<{ id: string }>('people.add-search-group', {
			...search,
			name: 'Adultes'
		});
		await call('people.edit-search-group', { ...adults, where: 'age:at-least:21' });
		const twin = await call<{ id: string }>('people.add-person', { firstName: 'Aïcha' });
		await call('people.find-duplicates');
		await call('people.tell-apart', { one: person.id, other: twin.id });
		const now = await call<{ version: number }>('people.get-person', { id: person.id });
		const merge = await call<{ id: string }>('people.merge-persons', {
			keep: { id: person.id, version: now.version },
			drop: { id: twin.id, version: 1 },
			take: ['lastName']
		});
		await call('people.list-merges');
		await call('people.undo-merge', { id: merge.id });
		const child = await call<{ id: string }>('people.add-person', { firstName: 'Malo' });
		const members = [
			{ person: person.id, role: 'parent', billing: true },
			{ person: child.id, role: 'child' }
		];
		const home = await call<{ id: string }>('people.add-household', { members });
		await call('people.edit-household', { id: home.id, name: 'Les Bernard', members });
		await call('people.get-household', { id: home.id });
		await call('people.list-households', { search: 'malo' });
		await call('people.person-households', { id: child.id });
		await call('people.remove-household', { id: home.id });
		const file = await upload('membres.csv', 'Nom;Prénom;E-mail\nLe Guen;Yann;yann@example.org\n');
		const started = await call<{ id: string; columns: { target: string }[] }>(
			'people.start-import',
			{ file: file.id }
		);
		await call('people.get-import', { id: started.id });
		const mapping = started.columns.map(({ target }) => target);
		await call('people.set-import-mapping', { id: started.id, mapping, duplicates: 'skip' });
		await call('people.preview-import', { id: started.id });
		const reading = await call<{ id: string }>('people.save-import-profile', {
			id: started.id,
			name: 'Lecture'
		});
		await call('people.list-import-profiles');
		await call('people.use-import-profile', { id: started.id, profile: reading.id });
		await call('people.remove-import-profile', { id: reading.id });
		await call('people.commit-import', { id: started.id });
		await call('people.list-imports');
		await call('people.undo-import', { id: started.id });
		for (const format of ['csv', 'xlsx', 'ods']) await call('people.export-persons', { format });
	});

	it('holds for the accounts', async () => {
		const day = `${LAST_YEAR}-06-15`;
		const next = LAST_YEAR + 1;
		const { years } = await call<{ years: { id: string }[] }>('accounting.list-fiscal-years');
		const fiscalYearId = years[0]?.id;
		await call('accounting.open-fiscal-year', { start: `${next}-01-01`, end: `${next}-12-31` });
		await call('accounting.list-journals');
		await call('accounting.list-meanings');
		const { means } = await call<{ means: { code: string }[] }>('accounting.list-payment-means');
		const [bank = '', cash = ''] = means.map(({ code }) => code);
		await call('accounting.list-accounts', { search: 'fourniture' });
		await call('accounting.add-account', { code: `${bank.slice(0, 3)}99`, label: 'Livret' });
		const plain = {
			date: day,
			label: 'Terreau et paillage',
			amountCents: 6280,
			means: bank,
			meaning: 'other-supplies'
		};
		const typed = { form: 'expense', fields: { label: 'Terreau', amountCents: '62,80' } };
		const { draftId } = await call<{ draftId: string }>('accounting.keep-entry-draft', typed);
		await call('accounting.list-entry-drafts', { limit: 5 });
		await call('accounting.count-undecided', {});
		await call('accounting.get-entry-draft', { draftId });
		await call('accounting.discard-entry-draft', { draftId });
		const lines = [
			{ account: '6132', side: 'debit', percent: 100 },
			{ account: bank, side: 'credit', percent: 100 }
		];
		const template = { name: 'Loyer', journal: 'OD', label: 'Loyer', lines };
		const { templateId } = await call<{ templateId: string }>(
			'accounting.save-entry-template',
			template
		);
		await call('accounting.get-entry-template', { templateId, totalCents: 1_00 });
		await call('accounting.list-entry-templates', { limit: 5 });
		const saved = await call<Uint8Array>('accounting.export-entry-templates', { format: 'csv' });
		const sent = await upload('modeles.csv', saved);
		await call('accounting.import-entry-templates', { file: sent.id });
		const rhythm = { months: 1, dayOfMonth: 31, from: day, times: 3 };
		await call('accounting.preview-due-days', rhythm);
		const { recurringId } = await call<{ recurringId: string }>(
			'accounting.start-recurring-entry',
			{ ...rhythm, from: day, dayOfMonth: Number(day.slice(8)), templateId, totalCents: 1_00 }
		);
		await call('accounting.take-due-entries', {});
		const { due } = await call<{ due: { id: string }[] }>('accounting.list-recurring-entries', {
			limit: 5
		});
		const dueId = due[0]?.id;
		await call('accounting.skip-due-entry', { dueId });
		await call('accounting.skip-due-entry', { dueId, skipped: false });
		await call('accounting.post-due-entry', { dueId });
		await call('accounting.pause-recurring-entry', { recurringId });
		await call('accounting.end-recurring-entry', { recurringId });
		await call('accounting.archive-entry-template', { templateId });
		await call('accounting.preview-plain-entry', { direction: 'expense', ...plain });
		const voucher = await upload('facture.png', PNG);
		const spent = await call<{ entryId: string }>('accounting.record-expense', {
			...plain,
			fileIds: [voucher.id]
		});
		const got = await call<{ entryId: string }>('accounting.record-income', {
			...plain,
			label: 'Vente de plants',
			meaning: 'sales',
			amountCents: 90_00
		});
		await call('accounting.record-transfer', {
			date: day,
			label: 'Retrait',
			amountCents: 50_00,
			from: bank,
			to: cash
		});
		await call('accounting.post-entry', {
			journal: 'OD',
			date: day,
			label: 'Régularisation',
			lines: [
				{ account: bank, debitCents: 100 },
				{ account: cash, creditCents: 100 }
			]
		});
		await call('accounting.attach-voucher', { entryId: got.entryId, fileIds: [voucher.id] });
		const entry = await call<{ vouchers: { id: string }[] }>('accounting.get-entry', {
			entryId: spent.entryId
		});
		await call('accounting.download-voucher', { voucherId: entry.vouchers[0]?.id });
		await call('accounting.list-entries', { search: 'terreau', limit: 5 });
		await call('accounting.reverse-entry', { entryId: spent.entryId, reason: 'Erreur de saisie' });
		await call('accounting.validate-entries', { until: day });
		await call('accounting.account-ledger', { account: bank, fiscalYearId });
		await call('accounting.account-balance', { account: bank });
		await call('accounting.trial-balance', { fiscalYearId });
		await call('accounting.read-treasury', { months: 12 });
		await call('accounting.income-statement', { fiscalYearId });
		await call('accounting.balance-sheet', { fiscalYearId });
		await call('accounting.cash-position', { fiscalYearId });
		for (const what of [
			'journal',
			'ledger',
			'trial-balance',
			'income-statement',
			'balance-sheet',
			'cash-position'
		]) {
			for (const format of ['csv', 'xlsx', 'ods', 'pdf'])
				await call(`accounting.export-${what}`, { fiscalYearId, format });
		}
		const fec = await call<Uint8Array>('accounting.export-fec', { fiscalYearId });
		await call('accounting.export-fec', { fiscalYearId, part: 'notice' });
		for (const layout of ['full', 'simple', 'hledger'])
			await call('accounting.export-entries', { fiscalYearId, layout });
		const kept = await upload(`552100554FEC${LAST_YEAR}1231.txt`, fec);
		const checked = await call<{ sound: boolean; findings: unknown[] }>('accounting.check-fec', {
			fileId: kept.id
		});
		expect(checked.findings).toEqual([]);
		expect(checked.sound).toBe(true);
		const table = `Date;Compte;Libellé;Débit;Crédit\n${day};6132;Loyer;10,00;\n${day};5121;Loyer;;10,00\n`;
		const accounts = await upload('ecritures.csv', table);
		const { id } = await call<{ id: string }>('accounting.start-import', { file: accounts.id });
		await call('accounting.list-import-lines', { id, limit: 1 });
		const { taskId } = await call<{ taskId: string }>('accounting.commit-import', { id });
		await finishTask(associationId, taskId);
		await call('accounting.get-import', { id });
		await call('accounting.list-imports', {});
		await call('accounting.undo-import', { id });
	});

	it('holds for fixed assets', async () => {
		const { fiscalYearId } = await lastYear();
		const day = `${LAST_YEAR}-07-01`;
		const bought = await call<{ entryId: string }>('accounting.post-entry', {
			journal: 'OD',
			date: day,
			label: 'Four à céramique',
			lines: [
				{ account: '2154', debitCents: 600_00 },
				{ account: '5121', creditCents: 600_00 }
			]
		});
		const { unregistered } = await call<{ unregistered: { entryId: string }[] }>(
			'accounting.list-fixed-assets',
			{ fiscalYearId }
		);
		expect(unregistered.map(({ entryId }) => entryId)).toEqual([bought.entryId]);
		const kiln = {
			...{ label: 'Four', account: '2154', acquiredOn: day, costCents: 600_00, lifeMonths: 60 },
			entryId: bought.entryId
		};
		const { assetId } = await call<{ assetId: string }>('accounting.add-fixed-asset', kiln);
		await call('accounting.edit-fixed-asset', { ...kiln, assetId, supplier: 'Céram’Ouest' });
		const grant = { assetId, grantedOn: day, amountCents: 300_00 };
		await call('accounting.add-investment-grant', { ...grant, funder: 'Région' });
		const { grantId } = await call<{ grantId: string }>('accounting.add-investment-grant', {
			...grant,
			funder: 'Par erreur'
		});
		await call('accounting.remove-investment-grant', { grantId });
		const part = { ...kiln, label: 'Résistance', costCents: 50_00, partOfId: assetId };
		const component = await call<{ assetId: string }>('accounting.add-fixed-asset', part);
		await call('accounting.get-fixed-asset', component);
		const sale = { date: `${LAST_YEAR}-09-30`, proceedsCents: 80_00, means: '5121' };
		await call('accounting.dispose-fixed-asset', { assetId, ...sale });
		const sold = await call<Record<'plan' | 'exits' | 'grants' | 'parts', unknown[]>>(
			'accounting.get-fixed-asset',
			{ assetId }
		);
		for (const told of ['plan', 'exits', 'grants', 'parts'] as const) {
			expect(sold[told], told).not.toEqual([]);
		}
		await call('accounting.cancel-disposal', { assetId });
		await call('accounting.remove-fixed-asset', component);
		const { entries } = await call<{ entries: unknown[] }>('accounting.post-depreciation', {
			fiscalYearId
		});
		expect(entries).not.toEqual([]);
		await call('accounting.list-fixed-assets', { fiscalYearId });
		for (const format of ['csv', 'xlsx', 'ods', 'pdf'])
			await call('accounting.export-fixed-assets', { fiscalYearId, format });
	});

	it('holds for VAT', async () => {
		await lastYear();
		const since = `${LAST_YEAR}-01-01`;
		const liable = { regime: 'monthly', since };
		await call('accounting.configure-vat', liable);
		await call('accounting.stop-vat');
		await call('accounting.configure-vat', { ...liable, servicesDue: 'invoice' });
		const { rates } = await call<{ rates: { code: string }[] }>('accounting.get-vat-setting');
		await call('accounting.record-income', {
			...{ date: `${LAST_YEAR}-01-10`, label: 'Stand', amountCents: 120_00, means: '5121' },
			...{ account: '706', vat: { rate: rates[0]?.code } }
		});
		const { items } = await call<{ items: unknown[] }>('accounting.list-vat-items', {
			box: 'gross'
		});
		expect(items).toHaveLength(1);
		const { returnId } = await call<{ returnId: string }>('accounting.settle-vat', {
			end: `${LAST_YEAR}-01-31`
		});
		await call('accounting.read-vat-period', { returnId });
		const { returns } = await call<{ returns: unknown[] }>('accounting.list-vat-returns');
		expect(returns).toHaveLength(1);
		for (const format of ['csv', 'xlsx', 'ods', 'pdf'])
			await call('accounting.export-vat-period', { returnId, format });
		await call('accounting.cancel-vat-return', { returnId });
	});

	it('holds for accruals', async () => {
		const { fiscalYearId } = await lastYear();
		const insurance = {
			...{ kind: 'prepaid-expense', label: 'Assurance', account: '616', amountCents: 24_00 },
			...{ periodStart: `${LAST_YEAR}-07-01`, periodEnd: `${LAST_YEAR + 1}-06-30` },
			bookedOn: `${LAST_YEAR}-07-01`
		};
		await call('accounting.add-accrual', insurance);
		const energy = await call<{ accrualId: string }>('accounting.add-accrual', {
			...{ kind: 'accrued-expense', label: 'Électricité', account: '6061', amountCents: 12_00 },
			...{ periodStart: `${LAST_YEAR}-11-01`, periodEnd: `${LAST_YEAR}-12-31` }
		});
		const mistaken = await call<{ accrualId: string }>('accounting.add-accrual', insurance);
		await call('accounting.remove-accrual', mistaken);
		const { entries } = await call<{ entries: unknown[] }>('accounting.post-accruals', {
			fiscalYearId
		});
		expect(entries).toHaveLength(2);
		const bookedOn = `${LAST_YEAR + 1}-01-20`;
		await call('accounting.note-accrual-invoice', { ...energy, bookedOn });
		await call('accounting.list-accruals', { fiscalYearId });
	});

	it('holds for dedicated funds', async () => {
		const { fiscalYearId } = await lastYear();
		const receivedOn = `${LAST_YEAR}-07-01`;
		await call('accounting.record-income', {
			...{ date: receivedOn, label: 'Serre et verger', amountCents: 80_00 },
			...{ means: '5121', meaning: 'grants' }
		});
		const given = { funder: 'Fondation', kind: 'grant', receivedOn };
		const [fundId, toId, mistaken] = await Promise.all(
			['Serre', 'Verger', 'Par erreur'].map(async (label) => {
				const fund = { ...given, label, receivedCents: 40_00 };
				return (await call<{ fundId: string }>('accounting.add-dedicated-fund', fund)).fundId;
			})
		);
		await call('accounting.remove-dedicated-fund', { fundId: mistaken });
		await call('accounting.list-dedicated-funds', { fiscalYearId });
		const settled = { fiscalYearId, spentCents: 25_00 };
		await call('accounting.settle-dedicated-fund', { fundId, ...settled });
		await call('accounting.settle-dedicated-fund', { fundId: toId, ...settled });
		await call('accounting.transfer-dedicated-fund', {
			...{ fundId, toId, date: `${LAST_YEAR}-12-31` },
			amountCents: 5_00
		});
		await call('accounting.list-dedicated-funds', { fiscalYearId });
		for (const format of ['csv', 'xlsx', 'ods', 'pdf'])
			await call('accounting.export-dedicated-funds', { fiscalYearId, format });
	});

	it('holds for the end of a year', async () => {
		const { fiscalYearId } = await lastYear();
		await call('accounting.closing-checklist', { fiscalYearId });
		const closing = await call<{ nextFiscalYearId: string; resultCents: number }>(
			'accounting.close-fiscal-year',
			{ fiscalYearId }
		);
		await call('accounting.reopen-fiscal-year', { fiscalYearId, reason: 'Une facture oubliée' });
		await call('accounting.regenerate-opening', { fiscalYearId: closing.nextFiscalYearId });
		await call('accounting.close-fiscal-year', { fiscalYearId });
		await call('accounting.allocate-result', {
			fiscalYearId,
			date: `${LAST_YEAR + 1}-03-28`,
			shares: [{ account: '1068', amountCents: closing.resultCents }]
		});
		await call('accounting.lock-fiscal-year', { fiscalYearId });
		await call('accounting.get-fiscal-year', { fiscalYearId });
		await call('accounting.check-integrity');
	});

	it('holds for projects', async () => {
		const { axisId } = await call<{ axisId: string }>('accounting.add-axis', {
			label: 'Financeurs'
		});
		const { valueId } = await call<{ valueId: string }>('accounting.add-axis-value', {
			axisId,
			label: 'Ville'
		});
		await call('accounting.change-axis-value', { valueId, label: 'Ville de Kerlann' });
		await call('accounting.list-axes');
		const { entries } = await call<{ entries: { id: string }[] }>('accounting.list-entries', {
			from: `${LAST_YEAR + 1}-01-01`
		});
		let entryId = entries[0]?.id;
		if (!entryId) {
			const posted = await call<{ entryId: string }>('accounting.post-entry', {
				journal: 'OD',
				date: `${LAST_YEAR + 1}-01-15`,
				label: 'Fleurs',
				lines: [
					{ account: '6068', debitCents: 500 },
					{ account: '401', creditCents: 500 }
				]
			});
			entryId = posted.entryId;
		}
		const lines = [{ position: 1, shares: [{ valueId, percent: 50 }] }];
		await call('accounting.share-entry', { entryId, lines });
		await call('accounting.entry-shares', { entryId });
		await call('accounting.axis-results', { axisId });
		await call('accounting.value-statement', { valueId, layout: 'simplified' });
		await call('accounting.value-lines', { valueId, limit: 5 });
		await call('accounting.export-axis-results', { axisId, format: 'ods' });
		await call('accounting.export-value-statement', { valueId, format: 'pdf' });
	});

	it('holds for journals', async () => {
		const { journalId } = await call<{ journalId: string }>('accounting.add-journal', {
			code: 'BQ2',
			label: 'Livret',
			kind: 'bank'
		});
		await call('accounting.change-journal', { journalId, active: false });
	});

	it('holds for the chart of accounts', async () => {
		await call('accounting.change-account', { code: '7561', favourite: true, label: 'Adhésions' });
		await call('accounting.export-chart', { layout: 'paheko' });
		const file = await upload('plan.csv', 'code,label\n51219,Livret\n');
		await call('accounting.import-chart', { file: file.id });
		const chart = 'pcg-2026';
		await call('accounting.preview-chart-change', { chart });
		await call('accounting.choose-account-move', { chart, account: '7561', into: '706' });
	});

	it('holds for remarks', async () => {
		const { entries } = await call<{ entries: { id: string }[] }>('accounting.list-entries', {
			limit: 1
		});
		const entryId = entries[0]?.id;
		const { remarkId } = await call<{ remarkId: string }>('accounting.write-remark', {
			entryId,
			text: 'Quelle facture ?'
		});
		await call('accounting.list-remarks', { entryId });
		await call('accounting.settle-remark', { remarkId });
	});

	it('holds for third parties', async () => {
		const day = `${LAST_YEAR + 1}-01-05`;
		const { thirdPartyId } = await call<{ thirdPartyId: string }>('accounting.add-third-party', {
			label: 'Jardinerie du Port',
			kind: 'supplier'
		});
		await call('accounting.edit-third-party', { thirdPartyId, label: 'Jardinerie' });
		const owed = { date: day, label: 'Terreau', amountCents: 30_00, dueDay: day };
		const debt = { ...owed, thirdPartyId, meaning: 'other-supplies' };
		await call('accounting.record-debt', debt);
		await call('accounting.record-debt', { ...debt, label: 'Paillage', amountCents: 12_00 });
		await call('accounting.record-claim', { ...owed, name: 'Mairie', meaning: 'sales' });
		await call('accounting.list-third-parties', { search: 'jar' });
		await call('accounting.aged-balance', { side: 'debts' });
		await call('accounting.export-aged-balance', { side: 'debts', format: 'csv' });
		const side = { side: 'claims' };
		const { items } = await call<{ items: { id: string }[] }>('accounting.list-open-items', side);
		await call('accounting.note-reminder', { itemIds: items.map(({ id }) => id) });
		const debts = await call<{ items: { id: string; lineIds: string[] }[] }>(
			'accounting.list-open-items',
			{ thirdPartyId }
		);
		const [first, second] = debts.items;
		await call('accounting.settle-items', { itemIds: [first?.id], date: day, means: '5121' });
		await call('accounting.settle-items', {
			itemIds: [second?.id],
			date: day,
			means: '5121',
			amountCents: 100
		});
		const { lines } = await call<{
			lines: { id: string; letteringId: string; letter: string }[];
		}>('accounting.get-third-party', { thirdPartyId });
		const partial = lines.filter(({ letter }) => letter === letter.toLowerCase());
		await call('accounting.remove-lettering', { letteringId: partial[0]?.letteringId });
		await call('accounting.letter-lines', { lineIds: partial.map(({ id }) => id) });
		await call('accounting.letter-automatically', {});
	});

	it('holds for budgets', async () => {
		const { years } = await call<{ years: { id: string; code: string }[] }>(
			'accounting.list-fiscal-years'
		);
		const fiscalYearId = years.find(({ code }) => code === String(LAST_YEAR + 1))?.id;
		await call('accounting.copy-budget', { fiscalYearId, from: 'actual', percent: 2 });
		await call('accounting.set-budget', {
			fiscalYearId,
			amounts: [{ account: '6132', month: `${LAST_YEAR + 1}-03`, amountCents: 30_000 }]
		});
		await call('accounting.read-budget', { fiscalYearId });
		await call('accounting.account-budget', { fiscalYearId, account: '6132' });
		await call('accounting.export-budget', { fiscalYearId, format: 'ods' });
		await call('accounting.export-grant-budget', { fiscalYearId, format: 'pdf' });
		const note = { fiscalYearId, section: 'events', body: 'Rien à signaler.' };
		await call('accounting.write-annual-note', note);
		await call('accounting.annual-notes', { fiscalYearId });
		await call('accounting.export-annual-accounts', { fiscalYearId });
	});

	it('holds for dues', async () => {
		const day = `${LAST_YEAR + 1}-01-02`;
		const tariffs = [
			{ label: 'Individuel', amountCents: 20_00 },
			{ label: 'Solidaire', amountCents: 5_00, free: true }
		];
		const fee = await call<{ id: string }>('membership.define-fee', {
			name: 'Adhésion',
			validity: { kind: 'calendar-year' },
			tariffs
		});
		const read = await call<{ tariffs: { id: string }[] }>('membership.get-fee', { id: fee.id });
		const tariffId = read.tariffs[0]?.id;
		await call('membership.edit-fee', {
			id: fee.id,
			name: 'Adhésion annuelle',
			validity: { kind: 'calendar-year' },
			tariffs: tariffs.map((tariff, index) => ({ ...tariff, id: read.tariffs[index]?.id }))
		});
		await call('membership.archive-fee', { id: fee.id });
		await call('membership.restore-fee', { id: fee.id });
		await call('membership.list-fees');
		const ids: string[] = [];
		for (const lastName of ['Quéré', 'Haddad', 'Dubois']) {
			ids.push((await call<{ id: string }>('people.add-person', { lastName })).id);
		}
		const lines = ids.slice(0, 2).map((personId) => ({ personId }));
		const collection = { tariffId, means: 'cheque', date: day, startsOn: day, lines };
		await call('membership.preview-collection', collection);
		const taken = await call<{ collectionId: string; payments: { paymentId: string }[] }>(
			'membership.take-payments',
			collection
		);
		await call('membership.get-collection', { id: taken.collectionId });
		const joined = await call<{ membershipId: string }>('membership.record-membership', {
			personId: ids[2],
			tariffId,
			startsOn: day
		});
		await call('membership.list-owing');
		await call('membership.list-payers', { tariffId, startsOn: day });
		const paid = await call<{ paymentId: string }>('membership.take-payment', {
			means: 'cash',
			date: day,
			memberships: [{ id: joined.membershipId, amountCents: 20_00 }]
		});
		await call('membership.cancel-payment', { id: paid.paymentId, reason: 'Erreur' });
		const id = joined.membershipId;
		await call('membership.get-membership', { id });
		const instalments = [
			{ dueOn: day, amountCents: 10_00, reference: '0042' },
			{ dueOn: `${LAST_YEAR + 1}-03-02`, amountCents: 10_00 }
		];
		await call('membership.plan-instalments', { id, instalments });
		await call('membership.get-membership', { id });
		await call('membership.remove-instalments', { id });
		await call('membership.grant-discount', { id, amountCents: 5_00, reason: 'Fratrie' });
		const again = await call<{ paymentId: string }>('membership.take-payment', {
			means: 'cash',
			date: day,
			giftCents: 3_00,
			memberships: [{ id, amountCents: 5_00 }]
		});
		await call('membership.print-receipt', { id: again.paymentId });
		await call('membership.print-receipts', { selection: { ids } });
		await made('membership.start-receipts', { selection: { ids } });
		const refund = await call<{ adjustmentId: string }>('membership.refund-membership', {
			id,
			means: 'cash',
			date: day,
			reason: 'Départ'
		});
		await call('membership.get-membership', { id });
		await call('membership.print-receipt', { id: refund.adjustmentId });
		await call('membership.cancel-adjustment', { id: refund.adjustmentId });
		await call('membership.cancel-payment', { id: again.paymentId });
		const reminder = { about: 'due', days: 3, subject: '{cotisation}', body: 'Bonjour {nom}' };
		const rule = await call<{ id: string }>('membership.define-reminder', reminder);
		await call('membership.edit-reminder', { ...reminder, id: rule.id, days: 4 });
		await call('membership.list-reminder-rules');
		await call('membership.preview-reminders');
		await call('membership.send-reminders');
		await call('membership.list-reminders');
		await call('membership.stop-reminders', { personId: ids[0], stopped: true });
		await call('membership.remove-reminder', { id: rule.id });
		await call('membership.exempt-membership', { id, reason: 'Chômage' });
		await call('membership.cancel-membership', { id });
		await call('membership.list-memberships', { limit: 2 });
		await call('membership.membership-summary');
		await call('membership.person-memberships', { personId: ids[0] });
		await call('membership.status-of-persons', { ids: ids.join(',') });
		await call('membership.cancel-collection', { id: taken.collectionId });
		await call('membership.preview-renewal', { feeId: fee.id, limit: 10 });
		const gone = `${LAST_YEAR}-06-01`;
		await call('membership.record-membership', { personId: ids[1], tariffId, startsOn: gone });
		const renewed = await call<{ renewalId: string }>('membership.renew-memberships', {
			feeId: fee.id
		});
		await call('membership.list-renewals');
		await call('membership.undo-renewal', { id: renewed.renewalId });
		await call('membership.remove-tariff', { id: read.tariffs[1]?.id });
		const unused = await call<{ id: string }>('membership.define-fee', {
			name: 'Jamais prise',
			validity: { kind: 'lifetime' },
			tariffs
		});
		await call('membership.remove-fee', { id: unused.id });
		await call('people.add-household', {
			name: 'Famille',
			members: [
				{ person: ids[0], role: 'parent', billing: true },
				{ person: ids[1], role: 'child' }
			]
		});
		const family = await call<{ id: string }>('membership.define-fee', {
			name: 'Famille',
			validity: { kind: 'season' },
			tariffs: [
				{
					label: 'Foyer',
					amountCents: 20_00,
					household: { by: 'size', bands: [{ from: 2, amountCents: 15_00 }] }
				},
				{ label: 'Autre', amountCents: 25_00 }
			]
		});
		const { tariffs: prices } = await call<typeof read>('membership.get-fee', { id: family.id });
		const [home, other] = prices.map((price) => price.id);
		const household = { personId: ids[0], lines: [{ personId: ids[1], tariffId: home }] };
		await call('membership.preview-household', household);
		const payment = { means: 'cash', date: day };
		await call('membership.enrol-household', { ...household, payment });
		await call('membership.edit-fee', {
			id: family.id,
			name: 'Famille',
			validity: { kind: 'season' },
			tariffs: [{ id: other, label: 'Autre', amountCents: 25_00 }]
		});
		await call('membership.name-successor', { id: home, successorId: other });
		await call('membership.member-statistics');
		await call('membership.export-member-statistics', { table: 'ages', format: 'csv' });
	});

	it('holds for documents', async () => {
		const { persons } = await call<{ persons: { id: string }[] }>('people.list-persons', {
			search: 'Kermarrec'
		});
		const personId = persons[0]?.id;
		const fee = await call<{ id: string }>('membership.define-fee', {
			name: 'Soutien',
			validity: { kind: 'lifetime' },
			tariffs: [{ label: 'Ami', amountCents: 0 }]
		});
		const { tariffs } = await call<{ tariffs: { id: string }[] }>('membership.get-fee', {
			id: fee.id
		});
		await call('membership.record-membership', { personId, tariffId: tariffs[0]?.id });
		await call('documents.print-own-card');
		await call('documents.print-cards', { ids: [personId], layout: 'single' });
		await made('documents.start-cards', { ids: [personId] });
		await call('documents.get-card', { personId });
		await call('documents.revoke-card', { personId });
		await call('documents.edit-choices', { nameOnCheck: 'full' });
		await call('documents.get-choices');
		await call('people.add-person', { lastName: 'Abgrall', postcode: '29000', city: 'Quimper' });
		await call('documents.print-labels', { format: 'L7163', start: 3, perMailbox: true });
		await made('documents.start-labels', { perMailbox: true });
		await call('documents.print-attendance', { title: 'Assemblée générale', proxies: true });
		const letter = { name: 'Accueil', subject: 'Bienvenue', body: 'Bonjour {prénom},' };
		const { id } = await call<{ id: string }>('documents.write-letter', letter);
		await call('documents.edit-letter', { id, ...letter, name: 'Bienvenue' });
		await call('documents.get-letter', { id });
		await call('documents.list-letters');
		await call('documents.preview-letter', { letterId: id });
		await call('documents.print-letters', { letterId: id });
		await made('documents.start-letters', { letterId: id });
		await call('documents.remove-letter', { id });
	});

	it('holds for the bank', async () => {
		const day = `${LAST_YEAR + 1}-01-02`;
		await call('banking.describe-account', {
			account: '5121',
			name: 'Compte courant',
			iban: 'FR1420041010050500013M02606'
		});
		const csv = (label: string) => `Date;Libellé;Montant\n${day};${label};12,00\n`;
		const first = await upload('releve.csv', csv('Don'));
		await call('banking.import-statement', { file: first.id, account: '5121' });
		const { id } = await call<{ id: string }>('banking.start-import', {
			file: (await upload('suite.csv', csv('Autre don'))).id
		});
		await call('banking.set-import-choices', { id, accounts: { 0: '5121' } });
		await call('banking.get-import', { id });
		await call('banking.keep-import', { id });
		await call('banking.undo-import', { id });
		await call('banking.list-imports');
		await call('banking.list-accounts');
		const { lines } = await call<{ lines: { id: string }[] }>('banking.list-lines', {
			account: '5121',
			state: 'open'
		});
		const line = lines[0]?.id;
		await call('banking.add-rule', {
			contains: 'autre don',
			direction: 'income',
			meaning: 'gifts'
		});
		const { rules } = await call<{ rules: { id: string }[] }>('banking.list-rules');
		await call('banking.export-rules', { format: 'csv' });
		await call('banking.export-lines', { account: '5121', format: 'csv' });
		await call('banking.remove-rule', { id: rules[0]?.id });
		await call('banking.list-proposals', { account: '5121' });
		await call('banking.record-line', { id: line, parts: [{ meaning: 'gifts' }] });
		await call('banking.undo-reconciliation', { id: line, keepEntry: true });
		const { candidates } = await call<{ candidates: { id: string; amountCents: number }[] }>(
			'banking.get-line',
			{ id: line }
		);
		const same = candidates.find(({ amountCents }) => amountCents === 1200);
		await call('banking.match-lines', { lines: [line], movements: [same?.id] });
		await call('accounting.record-claim', {
			date: day,
			label: 'Atelier',
			amountCents: 12_00,
			name: 'Mairie de Kerlann',
			meaning: 'sales'
		});
		const another = await upload('encore.csv', csv('Mairie'));
		await call('banking.import-statement', { file: another.id, account: '5121' });
		const open = await call<{ lines: { id: string }[] }>('banking.list-lines', {
			account: '5121',
			state: 'open',
			search: 'mairie'
		});
		const paid = open.lines[0]?.id;
		const { expected } = await call<{ expected: { id: string; party: string }[] }>(
			'banking.get-line',
			{ id: paid }
		);
		const claim = expected.find(({ party }) => party === 'Mairie de Kerlann');
		await call('banking.settle-line', { id: paid, items: [claim?.id] });
		await call('banking.accept-proposals', { account: '5121' });
		await call('banking.reconciliation-statement', { account: '5121' });
		await call('banking.export-reconciliation', { account: '5121', format: 'csv' });
		await call('accounting.record-income', {
			date: day,
			label: 'Cotisation par chèque',
			amountCents: 20_00,
			means: '5112',
			meaning: 'dues'
		});
		const { cheques } = await call<{ cheques: { id: string }[] }>('banking.list-cheques');
		const deposit = await call<{ id: string }>('banking.deposit-cheques', {
			account: '5121',
			day,
			cheques: cheques.map((cheque) => cheque.id)
		});
		await call('banking.list-deposits');
		await call('banking.export-deposits', { format: 'csv' });
		await call('banking.print-deposit', { id: deposit.id, format: 'csv' });
		await call('banking.cancel-deposit', { id: deposit.id });
		await call('banking.count-cash', { day, pieces: { 1000: 2, 50: 1 } });
		await call('banking.list-cash-counts');
	});

	it('holds for activities', async () => {
		const day = `${LAST_YEAR + 1}-01-06`;
		const person = await call<{ id: string }>('people.add-person', { lastName: 'Potière' });
		const course = { name: 'Poterie', kind: 'course', capacity: 8, priceCents: 30_00 };
		const { id } = await call<{ id: string }>('activities.define-activity', course);
		await call('activities.edit-activity', { ...course, id, place: 'Salle des fêtes' });
		const { sessionIds } = await call<{ sessionIds: string[] }>('activities.add-sessions', {
			id,
			day,
			startsAt: '18:00',
			endsAt: '19:30',
			weeks: 2
		});
		const [first, second] = sessionIds;
		const registered = await call<{ registrationId: string }>('activities.register-person', {
			id,
			personId: person.id
		});
		const payment = { id: registered.registrationId, means: 'cash', date: day };
		await call('activities.take-payment', payment);
		await call('activities.mark-attendance', {
			id: first,
			marks: [{ personId: person.id, state: 'present', markedAt: `${day}T18:05:00Z` }]
		});
		await call('activities.get-session', { id: first });
		await call('activities.print-attendance-sheet', { id: first });
		const portrait = await upload('portrait.png', PNG);
		await call('people.set-photo', { id: person.id, file: portrait.id });
		await call('activities.get-participant-photo', { id, personId: person.id });
		await call('activities.remove-session', { id: second });
		await call('activities.list-activities');
		await call('activities.get-activity', { id });
		await call('activities.cancel-payments', { id: registered.registrationId });
		await call('activities.cancel-registration', { id: registered.registrationId });
		const kind = { name: 'Certificat médical', months: 12, minorsOnly: false };
		const { id: kindId } = await call<{ id: string }>('activities.define-document-kind', kind);
		await call('activities.edit-document-kind', { ...kind, id: kindId, months: 24 });
		await call('activities.list-document-kinds');
		await call('activities.edit-activity', { ...course, id, documentKindIds: [kindId] });
		await call('activities.register-person', { id, personId: person.id });
		await call('activities.missing-documents', { id });
		const file = await call<{ id: string }>(
			'platform.keep-file',
			{ name: 'certificat.pdf' },
			Buffer.from('%PDF-1.7')
		);
		const given = await call<{ id: string }>('activities.hand-in-document', {
			personId: person.id,
			kindId,
			signedOn: day,
			fileId: file.id
		});
		await call('activities.person-documents', { personId: person.id });
		await call('activities.download-document', { id: given.id });
		await call('activities.remind-documents');
		await call('activities.remove-document', { id: given.id });
		await call('activities.season-statistics');
		await call('activities.export-season-statistics', { format: 'csv' });
		const { activities: all } = await call<{ activities: { season: string }[] }>(
			'activities.list-activities'
		);
		await call('activities.copy-season', { from: all[0]?.season });
		await call('activities.remove-document-kind', { id: kindId });
		await call('activities.archive-activity', { id, archived: true });
	});

	it('holds for privacy', async () => {
		const { id } = await call<{ id: string }>('people.add-person', {
			lastName: 'Parti',
			joinedOn: '2001-01-01'
		});
		await call('privacy.set-retention', { months: 24, category: 'Bénévole' });
		await call('privacy.list-due', { limit: 5, kept: true });
		await call('privacy.keep-person', { personId: id, reason: 'Membre d’honneur' });
		await call('privacy.release-person', { personId: id });
		await call('privacy.get-register');
		await call('privacy.print-register');
		await call('privacy.take-data', { id, format: 'pdf' });
		await call('privacy.list-anonymisations', { limit: 5 });
	});

	it('holds for files of memberships', async () => {
		await call('membership.define-fee', {
			name: 'Reprise',
			validity: { kind: 'calendar-year' },
			tariffs: [{ label: 'Repris', amountCents: 20_00 }]
		});
		const lines = 'Nom;Prénom;Tarif;Début;Payé\nTanguy;Maël;Repris;02/01/2025;oui\n';
		const file = await upload('adhesions.csv', lines);
		const { id } = await call<{ id: string }>('membership.start-import', { file: file.id });
		await call('membership.set-import-choices', { id, unknownPeople: 'add', money: 'brought' });
		await call('membership.get-import', { id });
		await call('membership.preview-import', { id, limit: 5 });
		await call('membership.commit-import', { id });
		await call('membership.export-memberships', { season: '2025', format: 'ods' });
		await call('membership.undo-import', { id });
		await call('membership.list-imports', { limit: 5 });
	});

	it('leaves no operation untried', () => {
		// A token can't take away the last administrator's own access, nor wait for a retention to be over.
		const apart = ['platform.change-role', 'platform.remove-access', 'privacy.anonymise-people'];
		expect(
			[...documented.keys()].filter((name) => !called.has(name) && !apart.includes(name))
		).toEqual([]);
	});
});
