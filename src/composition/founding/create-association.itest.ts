import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { inHost } from '#platform/server/database/db.ts';
import { runtime, setRuntime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { createAccount } from '#platform/server/identity/index.ts';
import { perform } from '#platform/server/perform.ts';
import { removeAssociation } from '#platform/server/remove-association.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { findOperation } from '../registry.ts';
import { createAssociation } from './create-association.ts';

const program = useTestProgram();

const GARDEN = { name: 'Les Jardins partagés de Kerlann' };
let count = 0;
function aFounder() {
	count += 1;
	const password = 'cerise tabouret nuage';
	return {
		email: `claire${count}@exemple.org`,
		firstName: 'Claire',
		lastName: 'Le Goff',
		password
	};
}
const BY_HOST = { by: 'host' } as const;

async function ask<Answer>(caller: Parameters<typeof perform>[1], name: string, input = {}) {
	const operation = findOperation(name);
	if (operation?.answer !== 'data') throw new Error(name);
	return (await perform(operation, caller, input)) as Answer;
}

function countRows(): Promise<Record<string, number>> {
	return inHost(runtime().database.db, async (tx) => {
		const tables = tx.withTables<PlatformTables>();
		const of = async (table: 'platform.association' | 'platform.account' | 'platform.access') =>
			(await tables.selectFrom(table).select('id').execute()).length;
		return {
			associations: await of('platform.association'),
			accounts: await of('platform.account'),
			accesses: await of('platform.access')
		};
	});
}

describe('creating an association is refused', () => {
	it.each([
		[{ name: ' ' }, 'name', 'platform.field-missing'],
		[{ ...GARDEN, rna: 'W29' }, 'rna', 'platform.rna-invalid'],
		[{ ...GARDEN, siren: '123456789' }, 'siren', 'platform.siren-invalid'],
		[{ ...GARDEN, yearStart: '31/02/2026' }, 'yearStart', 'founding.day-invalid'],
		[
			{ ...GARDEN, yearStart: '01/09/2026', yearEnd: '31/08/2026' },
			'yearEnd',
			'accounting.year-ends-before-start'
		],
		[
			{ ...GARDEN, yearStart: '2026-01-01', yearEnd: '2028-01-01' },
			'yearEnd',
			'accounting.year-too-long'
		]
	])('%o: %s', async (input, path, code) => {
		const before = await countRows();
		const refusal = await createAssociation(input, aFounder(), BY_HOST).catch((error) => error);
		expect(refusal.faults).toMatchObject([{ path, code }]);
		expect(await countRows()).toEqual(before);
	});

	it.each([
		[{ password: 'court' }, 'platform.password-too-short'],
		[{ password: 'motdepasse' }, 'platform.password-common'],
		[{ email: 'claire' }, 'platform.email-invalid']
	])('for a founder with %o', async (fields, code) => {
		const before = await countRows();
		await expectRefusal(createAssociation(GARDEN, { ...aFounder(), ...fields }, BY_HOST), code);
		expect(await countRows()).toEqual(before);
	});

	it('with the address of somebody else, who has not signed in', async () => {
		const founder = aFounder();
		await inHost(runtime().database.db, (tx) =>
			createAccount(tx, { email: founder.email, name: 'Claire Autre' })
		);
		await expectRefusal(createAssociation(GARDEN, founder, BY_HOST), 'platform.email-taken');
	});

	it.each([
		['text', Buffer.from('not an image')],
		['a drawing that may hold a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')]
	])('with %s as its logo', async (_, logo) => {
		const creation = createAssociation(GARDEN, aFounder(), { ...BY_HOST, logo });
		await expectRefusal(creation, 'platform.logo-not-an-image');
	});
});

describe('the setting of the server', () => {
	beforeEach(async () => {
		const rows = await inHost(runtime().database.db, (tx) =>
			tx.withTables<PlatformTables>().selectFrom('platform.association').select('id').execute()
		);
		for (const { id } of rows) await removeAssociation(id);
		setRuntime(program.runtime);
	});

	const visit = { by: 'visitor' } as const;
	function setCreation(associationCreation: 'open' | 'closed' | 'first-only') {
		const { settings } = program.runtime;
		setRuntime({ ...program.runtime, settings: { ...settings, associationCreation } });
	}

	it('closes creation to visitors, not to whoever runs the machine', async () => {
		setCreation('closed');
		await expectRefusal(createAssociation(GARDEN, aFounder(), visit), 'founding.creation-closed');
		await createAssociation(GARDEN, aFounder(), BY_HOST);
	});

	it('lets one first association in, the demonstration apart', async () => {
		setCreation('first-only');
		await createAssociation(GARDEN, aFounder(), { ...BY_HOST, isDemo: true });
		const both = await Promise.allSettled([
			createAssociation(GARDEN, aFounder(), visit),
			createAssociation(GARDEN, aFounder(), visit)
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await expectRefusal(createAssociation(GARDEN, aFounder(), visit), 'founding.creation-closed');
	});

	it('opens creation to all', async () => {
		setCreation('open');
		await createAssociation(GARDEN, aFounder(), visit);
		await createAssociation(GARDEN, aFounder(), visit);
	});
});

describe('a new association', () => {
	it('has an administrator with a person, a board and an open year', async () => {
		const { caller, slug } = await createAssociation(
			{ ...GARDEN, rna: 'w291234567', siren: '732 829 320', yearStart: '01/09/2026' },
			aFounder(),
			BY_HOST
		);
		expect(slug).toMatch(/^les-jardins-partages-de-kerlann(-\d+)?$/);
		expect(caller.actor).toMatchObject({ kind: 'account', role: 'administrator' });
		const { persons } = await ask<{ persons: { displayName: string }[] }>(
			caller,
			'people.list-persons'
		);
		expect(persons.map((person) => person.displayName)).toEqual(['Claire Le Goff']);
		const { groups } = await ask<{ groups: unknown[] }>(caller, 'people.list-groups');
		expect(groups).toMatchObject([{ name: 'Bureau' }]);
		const years = await ask<{ years: unknown[] }>(caller, 'accounting.list-fiscal-years');
		expect(years.years).toMatchObject([{ start: '2026-09-01', end: '2027-08-31' }]);
	});

	it('takes another address when its name is taken, or belongs to the program', async () => {
		const named = async (name: string) =>
			(await createAssociation({ name }, aFounder(), BY_HOST)).slug;
		expect([await named('Côté cour'), await named('Cote Cour'), await named('API')]).toEqual([
			'cote-cour',
			'cote-cour-2',
			'api-2'
		]);
		expect(await named('★')).toBe('association');
	});

	it('redraws its logo, small', async () => {
		const logo = await sharp({
			create: { width: 900, height: 600, channels: 3, background: '#064' }
		})
			.jpeg()
			.withMetadata({ exif: { IFD0: { Copyright: 'Claire' } } })
			.toBuffer();
		const { id } = await createAssociation(GARDEN, aFounder(), { ...BY_HOST, logo });
		const row = await inHost(runtime().database.db, (tx) =>
			tx
				.withTables<PlatformTables>()
				.selectFrom('platform.association')
				.select('logo_blob')
				.where('id', '=', id)
				.executeTakeFirstOrThrow()
		);
		const drawn = Buffer.from(await runtime().blobs.read(String(row.logo_blob)));
		const seen = await sharp(drawn).metadata();
		expect(seen).toMatchObject({ format: 'webp', width: 512, height: 341 });
		expect(seen.exif).toBeUndefined();
	});
});
