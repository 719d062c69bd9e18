import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { inAssociation } from '#platform/server/database/db.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { aPhoto } from '#modules/people/testing/photo.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { checkCard } from './check-card.ts';
import { aMember, bytesOf, onTheSameDay } from './documents.testing.ts';
import * as documents from './operations.ts';

const program = useTestProgram();
onTheSameDay();

async function cards(caller: Caller, input: object = {}) {
	const { body } = await performDownload(documents.printCards, caller, input);
	return textOfPdf(await bytesOf(body)).map((page) => page.map(({ text }) => text));
}

/** The last part of the address that the card of a person holds. */
async function tokenOf(caller: Caller, personId: string): Promise<string> {
	const { card } = await perform(documents.getCard, caller, { personId });
	return card?.address.split('/c/')[1] ?? '';
}

describe('cards', () => {
	it('are not for members to print, nor for accountants', async () => {
		const { as } = await anAssociation();
		for (const role of ['member', 'accountant'] as const) {
			await expectRefusal(cards(as(role)), 'platform.not-allowed');
		}
		await expectRefusal(
			perform(documents.revokeCard, as('treasurer'), { personId: crypto.randomUUID() }),
			'platform.not-allowed'
		);
	});

	it('are refused when nobody is up to date, with nothing written', async () => {
		const { system } = await anAssociation();
		const personId = await aPerson(system);
		await expectRefusal(cards(system), 'documents.nobody-up-to-date');
		expect(await perform(documents.getCard, system, { personId })).toEqual({ card: null });
		await expectRefusal(perform(documents.revokeCard, system, { personId }), 'documents.no-card');
		await expectRefusal(cards(system, { layout: 'huge' }), 'platform.input-invalid');
	});

	it('go ten to a sheet, to those who are up to date, the secretary among who prints', async () => {
		const { system, as } = await anAssociation('Les Amis de L’Haÿ');
		await aPerson(system, { lastName: 'Sans adhésion' });
		for (let count = 1; count <= 11; count += 1) {
			await aMember(system, {
				firstName: 'Maël',
				lastName: `Le Goff ${count}`,
				number: `${count}`
			});
		}
		const pages = await cards(as('secretary'));
		expect(pages.map((page) => page.filter((text) => text.startsWith('Membre n°')).length)).toEqual(
			[10, 1]
		);
		const all = pages.flat();
		expect(all).toContain('Maël Le Goff 7');
		expect(all).toContain('Jusqu’au 31 août 2027');
		expect(all).toContain('Les Amis de L’Haÿ');
		expect(all.join()).not.toContain('Sans adhésion');
	});

	it('go one to a page of the size of a bank card', async () => {
		const { system } = await anAssociation();
		const personId = await aMember(system);
		await aMember(system);
		const { body, name } = await performDownload(documents.printCards, system, {
			ids: [personId],
			layout: 'single'
		});
		const file = await bytesOf(body);
		expect(name).toBe('cartes-de-membre.pdf');
		expect(textOfPdf(file)).toHaveLength(1);
		expect(Buffer.from(file).toString('latin1')).toMatch(/\/MediaBox \[0 0 242\.6\d* 153\.0\d*\]/);
	});

	it('carry the photograph of those who have one, unless the association prefers not', async () => {
		const { system } = await anAssociation();
		const personId = await aMember(system);
		await aMember(system);
		await aPhoto(system, personId);
		const pictures = async () => {
			const { body } = await performDownload(documents.printCards, system, {});
			const written = Buffer.from(await bytesOf(body)).toString('latin1');
			return written.split('/Subtype /Image').length - 1;
		};
		expect(await pictures()).toBe(1);
		await perform(documents.editChoices, system, { photoOnCard: false });
		expect(await pictures()).toBe(0);
	});

	it('keep their code until they are revoked', async () => {
		const { system } = await anAssociation();
		const personId = await aMember(system);
		await cards(system);
		const token = await tokenOf(system, personId);
		await cards(system);
		expect(await tokenOf(system, personId)).toBe(token);
		await perform(documents.revokeCard, system, { personId });
		expect(await checkCard(token)).toMatchObject({ state: 'revoked', holder: null });
		await cards(system);
		expect(await tokenOf(system, personId)).not.toBe(token);
	});

	it('are printed for oneself by members', async () => {
		const { system, as } = await anAssociation();
		const personId = await aMember(system, { firstName: 'Inès', lastName: 'Dubois' });
		await aMember(system);
		await expectRefusal(
			performDownload(documents.printOwnCard, as('member'), {}),
			'documents.no-person'
		);
		const { body } = await performDownload(documents.printOwnCard, as('member', personId), {});
		const pages = textOfPdf(await bytesOf(body));
		expect(pages).toHaveLength(1);
		expect(pages[0]?.map(({ text }) => text)).toContain('Inès Dubois');
	});
});

describe('the address of a card', () => {
	it('tells nothing for what no card holds', async () => {
		const { system } = await anAssociation();
		const token = await aCard(system);
		for (const forged of ['', 'none', `${token}A`, `${'A'.repeat(22)}${token.slice(22)}`]) {
			expect(await checkCard(forged)).toBeUndefined();
		}
		const other = await anAssociation();
		const stolen = Buffer.from(token, 'base64url');
		Buffer.from(other.id.replaceAll('-', ''), 'hex').copy(stolen);
		expect(await checkCard(stolen.toString('base64url'))).toBeUndefined();
	});

	it('says the association, until when, and of the holder what the association chose', async () => {
		const { system, as } = await anAssociation('Les Amis du code');
		const token = await aCard(system);
		const valid = { association: 'Les Amis du code', state: 'valid', until: '2027-08-31' };
		expect(await checkCard(token)).toEqual({ ...valid, holder: 'J.-M. L.' });
		await perform(documents.editChoices, as('secretary'), { nameOnCheck: 'full' });
		expect(await checkCard(token)).toEqual({ ...valid, holder: 'Jean-Marie Le Gall' });
		await perform(documents.editChoices, as('secretary'), { nameOnCheck: 'none' });
		expect(await checkCard(token)).toEqual({ ...valid, holder: null });
		await expectRefusal(
			perform(documents.editChoices, as('treasurer'), { nameOnCheck: 'full' }),
			'platform.not-allowed'
		);
	});

	it('is worth nothing once the person is archived or the membership cancelled', async () => {
		const { system } = await anAssociation();
		const personId = await aMember(system);
		await cards(system);
		const token = await tokenOf(system, personId);
		await perform(people.archivePerson, system, { id: personId });
		const worthless = { state: 'not-valid', until: null, holder: null };
		expect(await checkCard(token)).toMatchObject(worthless);
		await perform(people.restorePerson, system, { id: personId });
		expect(await checkCard(token)).toMatchObject({ state: 'valid' });
		const { memberships } = await perform(membership.personMemberships, system, { personId });
		await perform(membership.cancelMembership, system, { id: memberships[0]?.id ?? '' });
		expect(await checkCard(token)).toMatchObject(worthless);
	});
});

describe('the database', () => {
	it('keeps one card in use for a person', async () => {
		const { id, system } = await anAssociation();
		await aCard(system);
		const twice = inAssociation(program.runtime.database.db, id, (tx) =>
			sql`INSERT INTO documents.card (association_id, id, person_id, secret, issued_at)
				SELECT association_id, gen_random_uuid(), person_id, ${'A'.repeat(22)}, now()
				FROM documents.card`.execute(tx)
		);
		await expect(twice).rejects.toThrow('card_of_person');
	});
});

async function aCard(system: Caller): Promise<string> {
	const personId = await aMember(system, { firstName: 'Jean-Marie', lastName: 'Le Gall' });
	await cards(system);
	return tokenOf(system, personId);
}
