import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accounting } from '#modules/accounting/server/index.ts';
import { activities } from '#modules/activities/server/index.ts';
import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { queueMail } from '#platform/server/mail.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import * as privacy from './operations.ts';

const program = useTestProgram();

/** An association with a fee, whose year 2020 is open. */
async function aFurnishedAssociation() {
	const association = await anAssociation();
	const { system } = association;
	await perform(accounting.openFiscalYear, system, { start: '2020-01-01', end: '2020-12-31' });
	const fee = await perform(membership.defineFee, system, {
		name: 'Adhésion',
		validity: { kind: 'calendar-year' },
		tariffs: [{ label: 'Plein', amountCents: 2500 }]
	});
	const read = await perform(membership.getFee, system, { id: fee.id });
	const tariffId = read.tariffs[0]?.id ?? '';
	/** Somebody whose membership of 2020 is paid. */
	async function aFormerMember(fields: Parameters<typeof aPerson>[1] = {}) {
		const personId = await aPerson(system, { joinedOn: '2020-01-05', ...fields });
		await perform(membership.recordMembership, system, {
			personId,
			tariffId,
			startsOn: '2020-01-01',
			payment: { date: '2020-02-01', means: 'cheque' }
		});
		return personId;
	}
	return { association, system, tariffId, aFormerMember, secretary: association.as('secretary') };
}

const balance = (caller: Caller) => perform(accounting.trialBalance, caller, {});
const due = async (caller: Caller) => (await perform(privacy.listDue, caller, {})).rows;

async function textOf(body: AsyncIterable<Uint8Array | string> | Uint8Array | string) {
	if (typeof body === 'string') return body;
	if (body instanceof Uint8Array) return new TextDecoder('latin1').decode(body);
	const parts: string[] = [];
	for await (const part of body) {
		parts.push(typeof part === 'string' ? part : new TextDecoder('latin1').decode(part));
	}
	return parts.join('');
}

describe('anonymising', () => {
	it('is for administrators and secretaries, in their own association', async () => {
		const { association, aFormerMember } = await aFurnishedAssociation();
		const id = await aFormerMember();
		for (const role of ['treasurer', 'accountant', 'member'] as const) {
			const caller = association.as(role, id);
			await expectRefusal(perform(privacy.listDue, caller, {}), 'platform.not-allowed');
			const asked = perform(privacy.anonymisePeople, caller, { ids: [id] });
			await expectRefusal(asked, 'platform.not-allowed');
		}
		const elsewhere = await anAssociation();
		const stranger = perform(privacy.anonymisePeople, elsewhere.as('secretary'), { ids: [id] });
		await expectRefusal(stranger, 'privacy.not-due');
	});

	it('waits for the retention after the last activity, whose documents it empties', async () => {
		const { system, secretary, aFormerMember } = await aFurnishedAssociation();
		const dancer = await aFormerMember({ lastName: 'Danseur' });
		const gone = await aFormerMember({ lastName: 'Parti' });
		const { id } = await perform(activities.defineActivity, system, { name: 'Danse' });
		const { id: kindId } = await perform(activities.defineDocumentKind, system, { name: 'Accord' });
		for (const personId of [dancer, gone]) {
			const given = { personId, kindId, signedOn: '2020-01-05' };
			await perform(activities.handInDocument, system, given);
		}
		await perform(activities.registerPerson, system, { id, personId: dancer });
		expect((await due(secretary)).map((row) => row.id)).toEqual([gone]);
		await perform(privacy.anonymisePeople, secretary, { ids: [gone] });
		const documentsOf = async (personId: string) =>
			(await perform(activities.personDocuments, system, { personId })).documents.length;
		expect([await documentsOf(dancer), await documentsOf(gone)]).toEqual([1, 0]);
	});

	it('proposes former members only, after the retention of their category', async () => {
		const { system, secretary, aFormerMember } = await aFurnishedAssociation();
		const gone = await aFormerMember({ lastName: 'Parti' });
		const volunteer = await aFormerMember({ lastName: 'Bénévole', category: 'Bénévole' });
		await aPerson(system, { lastName: 'Contact', joinedOn: '2010-01-01' });
		const recent = await aPerson(system, { lastName: 'Récent' });
		await perform(people.archivePerson, system, { id: recent });
		await perform(privacy.setRetention, secretary, { category: 'Bénévole', months: 120 });
		expect(await due(secretary)).toMatchObject([
			{ id: gone, lastContact: '2020-12-31', months: 36, dueOn: '2023-12-31', keptReason: null }
		]);
		await perform(privacy.setRetention, secretary, { category: 'Bénévole', months: null });
		expect((await due(secretary)).map(({ id }) => id).sort()).toEqual([gone, volunteer].sort());
		await perform(privacy.setRetention, secretary, { months: 120 });
		expect(await due(secretary)).toEqual([]);
	});

	it('leaves alone whoever owes something, has a role, answered lately, or is kept', async () => {
		const { association, system, secretary, tariffId, aFormerMember } =
			await aFurnishedAssociation();
		const owing = await aPerson(system, { lastName: 'Doit' });
		const record = { personId: owing, tariffId, startsOn: '2020-01-01' };
		await perform(membership.recordMembership, system, record);
		const answering = await aFormerMember();
		await perform(people.setConsents, association.as('member', answering), {
			id: answering,
			image: false
		});
		const honorary = await aFormerMember();
		const reason = 'Membre d’honneur';
		await perform(privacy.keepPerson, secretary, { personId: honorary, reason });
		expect(await due(secretary)).toEqual([]);
		const asked = perform(privacy.anonymisePeople, secretary, { ids: [honorary] });
		await expectRefusal(asked, 'privacy.not-due');
		const { rows } = await perform(privacy.listDue, secretary, { kept: true });
		expect(rows).toMatchObject([{ id: honorary, keptReason: reason }]);
		await perform(privacy.releasePerson, secretary, { personId: honorary });
		expect((await due(secretary)).map(({ id }) => id)).toEqual([honorary]);
	});

	it('anonymises nobody when one of them is not due', async () => {
		const { system, secretary, aFormerMember } = await aFurnishedAssociation();
		const gone = await aFormerMember({ lastName: 'Parti' });
		const there = await aPerson(system);
		const asked = perform(privacy.anonymisePeople, secretary, { ids: [gone, there] });
		await expectRefusal(asked, 'privacy.not-due');
		expect((await perform(people.getPerson, secretary, { id: gone })).lastName).toBe('Parti');
	});

	it('leaves no trace of who it was in the record, its history, its search, its mail', async () => {
		const { association, system, secretary, aFormerMember } = await aFurnishedAssociation();
		const id = await aFormerMember({
			firstName: 'Zoé',
			lastName: 'Zyromska',
			email: 'zoe@zyromska.example',
			phone: '06 12 34 56 78',
			notes: 'Amie de Zyromska mère',
			restrictedNotes: 'Zyromska',
			extra: { Surnom: 'Zyromska' }
		});
		await perform(people.editPerson, system, { id, version: 1, city: 'Zyromskaville' });
		const mail = { recipient: 'Zoe@zyromska.example', subject: 'Zyromska', text: 'Zyromska' };
		await inAssociation(runtime().database.db, association.id, (tx) =>
			queueMail(tx, association.id, mail)
		);
		expect(await perform(privacy.anonymisePeople, secretary, { ids: [id] })).toEqual({ count: 1 });
		const person = await perform(people.getPerson, secretary, { id });
		expect(person.displayName).toBe(`Personne anonymisée ${id.slice(-6)}`);
		const { events } = await perform(people.personHistory, secretary, { id });
		expect(events.flatMap(({ changes }) => changes)).toEqual([]);
		const found = await perform(people.listPersons, secretary, { search: 'zyromska' });
		expect(found.total).toBe(0);
		const owner = await program.owner();
		await owner.query(`select set_config('app.association_id', $1, false)`, [association.id]);
		for (const table of ['people.person', 'people.person_change', 'platform.mail']) {
			const { rows } = await owner.query(`SELECT to_jsonb(t) AS row FROM ${table} t`);
			expect(JSON.stringify(rows)).not.toMatch(/zyromska/i);
		}
		await owner.end();
		const { rows: journal } = await perform(privacy.listAnonymisations, secretary, {});
		expect(journal).toMatchObject([{ personId: id, lastContact: '2020-12-31', months: 36 }]);
		const again = perform(privacy.anonymisePeople, secretary, { ids: [id] });
		await expectRefusal(again, 'privacy.not-due');
	});

	it('changes no account, whoever is anonymised: same trial balance, same dues', async () => {
		const { system, secretary, aFormerMember } = await aFurnishedAssociation();
		const ids = [await aFormerMember(), await aFormerMember(), await aFormerMember()];
		const before = await balance(system);
		const dues = await perform(membership.membershipSummary, system, {});
		await fc.assert(
			fc.asyncProperty(fc.subarray(ids, { minLength: 1 }), async (chosen) => {
				const left = new Set((await due(secretary)).map(({ id }) => id));
				const now = chosen.filter((id) => left.has(id));
				if (now.length > 0) await perform(privacy.anonymisePeople, secretary, { ids: now });
				expect(await balance(system)).toEqual(before);
				const { owedCents } = await perform(membership.membershipSummary, system, {});
				expect(owedCents).toEqual(dues.owedCents);
			}),
			{ numRuns: 6 }
		);
		for (const id of ids) {
			const { payments } = await perform(membership.personMemberships, system, { personId: id });
			expect(payments[0]?.amountCents).toBe(2500);
		}
	});
});

describe('all that is known of a person', () => {
	it('is for that person, and for those who answer requests', async () => {
		const { association, aFormerMember } = await aFurnishedAssociation();
		const [id, other] = [await aFormerMember(), await aFormerMember()];
		for (const caller of [association.as('member', other), association.as('treasurer')]) {
			await expectRefusal(
				performDownload(privacy.takeData, caller, { id }),
				'people.person-not-found'
			);
		}
		await expectRefusal(
			performDownload(privacy.takeData, association.as('accountant', id), { id }),
			'platform.not-allowed'
		);
	});

	it('holds the record, consents, history and the rows of the other tools, without restricted notes', async () => {
		const { association, system, aFormerMember } = await aFurnishedAssociation();
		const id = await aFormerMember({ lastName: 'Roy', restrictedNotes: 'à surveiller' });
		await perform(people.editPerson, system, { id, version: 1, restrictedNotes: 'surveillé' });
		const member = association.as('member', id);
		await perform(people.setConsents, member, { id, image: true });
		const { id: kindId } = await perform(activities.defineDocumentKind, system, {
			name: 'Certificat médical',
			months: 12
		});
		const given = { personId: id, kindId, signedOn: '2020-01-05' };
		await perform(activities.handInDocument, system, given);
		const taken = await performDownload(privacy.takeData, member, { id });
		const text = await textOf(taken.body);
		expect(text).not.toContain('surveill');
		const data = JSON.parse(text) as Record<string, unknown>;
		expect(data).toMatchObject({
			record: { lastName: 'Roy', joinedOn: '2020-01-05' },
			consents: [{ purpose: 'image', given: true }],
			'membership.membership': [{ season: '2020', due_cents: 2500 }],
			'membership.payment': [{ amount_cents: 2500 }],
			'activities.document': [{ signed_on: '2020-01-05' }]
		});
		const words = data.inWords as { label: string; things: { text: string }[] }[];
		const said = new Map(words.map(({ label, things }) => [label, things.map(({ text }) => text)]));
		expect(said.get('Documents donnés')).toEqual([
			'Certificat médical, valable jusqu’au 4 janvier 2021, papier montré'
		]);
		expect(said.get('Accords')).toEqual(['Photos\u202f: oui']);
		expect(said.get('Paiements')?.[0]).toContain('25,00');
		expect(said.get('Adhésions')?.[0]).toContain('25,00');
		const printed = await performDownload(privacy.takeData, member, { id, format: 'pdf' });
		expect((await textOf(printed.body)).startsWith('%PDF-')).toBe(true);
	});
});

describe('the register', () => {
	it('says what is really kept, with the association’s own fields', async () => {
		const { association, system, secretary, aFormerMember } = await aFurnishedAssociation();
		await aFormerMember();
		const asked = perform(privacy.getRegister, association.as('member'), {});
		await expectRefusal(asked, 'platform.not-allowed');
		await perform(people.defineField, system, {
			kind: 'text',
			labelFr: 'Taille',
			purpose: 'Commander les tee-shirts',
			retentionMonths: 6
		});
		const register = await perform(privacy.getRegister, secretary, {});
		expect(register.processings.map(({ key, people: count }) => [key, count])).toEqual([
			['members', 1],
			['photos', 0],
			['dues', 1],
			['accounts', 1],
			['communication', 0],
			['access', 0]
		]);
		expect(register.fields).toEqual([
			{ label: 'Taille', purpose: 'Commander les tee-shirts', retentionMonths: 6 }
		]);
		const printed = await performDownload(privacy.printRegister, secretary, {});
		expect((await textOf(printed.body)).startsWith('%PDF-')).toBe(true);
	});
});
