import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Reader } from '#tests/support/site.ts';

const home = () => `/${inject('slug')}`;
let claire: Reader;

type Fields = Readonly<Record<string, string | readonly string[]>>;

function form(fields: Fields): URLSearchParams {
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		for (const one of [value].flat()) body.append(name, one as string);
	}
	return body;
}

function file(name: string, text: string): FormData {
	const body = new FormData();
	body.set('file', new File([text], name));
	return body;
}

/** What a page says, without its tags. */
const words = (html: string) =>
	html
		.slice(html.indexOf('<main'))
		.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ');

/** Sends a form that is well filled in; answers where it leads. */
async function done(address: string, body: URLSearchParams | FormData, name = 'default') {
	const { status, text, location } = await claire.post(`${home()}${address}`, name, body);
	if (status !== 303) throw new Error(`${address}: ${status} ${words(text).slice(0, 500)}`);
	return location.slice(home().length);
}

const idIn = (address: string) => address.split('/').at(-1) ?? '';

/** A new person with a number of their own; answers the id. */
async function somebody(fields: Fields): Promise<string> {
	return idIn(await done('/people/new', form({ lastName: 'Épreuve', ...fields })));
}

/** The first tariff that may be given to a person, as the form offers it. */
async function aTariff(person: string): Promise<string> {
	const { text } = await claire.open(`${home()}/membership/enrol?person=${person}`);
	return /value="([0-9a-f-]{36})"/.exec(text.slice(text.indexOf('"tariffId"')))?.[1] ?? '';
}

const enrolled = async (personId: string, tariffId: string) =>
	idIn(
		await done(
			`/membership/enrol?person=${personId}`,
			form({ personId, tariffId, startsOn: '01/09/2026' })
		)
	);

interface Sent {
	readonly to: string;
	readonly name?: string;
	readonly body: () => URLSearchParams | FormData;
	readonly says: Readonly<Record<'fr' | 'en', RegExp>>;
}

/** Sent in each language, a form is refused in words of that language. */
async function expectRefused({ to, name = 'default', body, says }: Sent): Promise<void> {
	for (const locale of ['fr', 'en'] as const) {
		const answer = await claire.reading(locale).post(`${home()}${to}`, name, body());
		expect([409, 422], `${to} ${answer.status}`).toContain(answer.status);
		expect(words(answer.text)).toMatch(says[locale]);
	}
}

beforeAll(async () => {
	const persona = inject('personas').find(({ role }) => role === 'administrator');
	if (!persona) throw new Error('No administrator');
	claire = await Reader.signedIn(inject('url'), persona);
});

describe('a form without scripts', () => {
	it('refuses a birth date to come', async () => {
		await expectRefused({
			to: '/people/new',
			body: () => form({ lastName: 'Futur', birthDate: '31/12/2098' }),
			says: {
				fr: /Cette date de naissance est dans le futur/,
				en: /This date of birth is in the future/
			}
		});
	});

	it('refuses a household in which somebody would be their own ancestor', async () => {
		await somebody({ firstName: 'Alba', number: 'EP-1' });
		await somebody({ firstName: 'Béa', number: 'EP-2' });
		const household = (parent: string, child: string) =>
			form({ name: '', person: [parent, child], role: ['parent', 'child'], billing: '0' });
		await done('/people/households/new', household('EP-1', 'EP-2'));
		await expectRefused({
			to: '/people/households/new',
			body: () => household('EP-2', 'EP-1'),
			says: { fr: /serait son propre ancêtre/, en: /would be their own ancestor/ }
		});
	});

	it('refuses a computed field that refers to itself, when it is made and when it is changed', async () => {
		const field = (formula: string) =>
			form({ kind: 'computed', labelFr: 'Calcul d’épreuve', formula });
		const says = {
			fr: /ne peut pas se calculer à partir de lui-même/,
			en: /cannot be computed from itself/
		};
		const itself = () => field('[Calcul d’épreuve] + 1');
		await expectRefused({ to: '/people/fields/new', body: itself, says });
		await done('/people/fields/new', field('1 + 1'));
		const { text } = await claire.open(`${home()}/people/fields`);
		const [, id = ''] = /fields\/([0-9a-f-]{36})"[^>]*>[^<]*Calcul d’épreuve/.exec(text) ?? [];
		await expectRefused({ to: `/people/fields/${id}`, name: 'save', body: itself, says });
		await done(`/people/fields/${id}`, form({}), 'remove');
	});

	it('refuses a photograph that is no picture, for the office and for members', async () => {
		const who = await somebody({ firstName: 'Cleo' });
		for (const to of [`/people/${who}/photo/edit`, '/me/photo']) {
			await expectRefused({
				to,
				name: 'send',
				body: () => file('moi.jpg', 'Je ne suis pas une image.'),
				says: { fr: /ne se lit pas comme une photo/, en: /can’t be read as a photograph/ }
			});
		}
	});

	it('refuses dues that overlap, and to merge two who both have dues, and loses neither', async () => {
		const one = await somebody({ firstName: 'Dan' });
		const other = await somebody({ firstName: 'Eve' });
		const tariffId = await aTariff(one);
		const memberships = [await enrolled(one, tariffId), await enrolled(other, tariffId)];
		await expectRefused({
			to: `/membership/enrol?person=${one}`,
			body: () => form({ personId: one, tariffId, startsOn: '15/10/2026' }),
			says: {
				fr: /a déjà une adhésion .* à ces dates/,
				en: /already has a membership .* on these days/
			}
		});
		for (const membership of memberships) {
			const { text } = await claire.open(`${home()}/membership/memberships/${membership}`);
			const [, due = ''] = /(\d+,\d\d) €/.exec(words(text).replaceAll(' ', ' ')) ?? [];
			expect(due).not.toBe('');
		}
		const pair = { keep: one, keepVersion: '1', drop: other, dropVersion: '1' };
		await expectRefused({
			to: `/people/duplicates/merge?keep=${one}&drop=${other}`,
			body: () => form(pair),
			says: {
				fr: /ont toutes deux des cotisations.*archivez l’autre/,
				en: /both have dues.*archive the other/
			}
		});
		for (const membership of memberships) {
			const { status } = await claire.open(`${home()}/membership/memberships/${membership}`);
			expect(status).toBe(200);
		}
		expect((await claire.open(`${home()}/people/${other}`)).text).not.toMatch(/archivée?</);
	});

	it('refuses to delete dues that people have', async () => {
		const { text } = await claire.open(`${home()}/membership`);
		const [, fee = ''] = /membership\/fees\/([0-9a-f-]{36})/.exec(text) ?? [];
		await expectRefused({
			to: `/membership/fees/${fee}`,
			name: 'remove',
			body: () => form({}),
			says: { fr: /a servi à .* archivez-la/, en: /archive it/ }
		});
		expect((await claire.open(`${home()}/membership/fees/${fee}`)).status).toBe(200);
	});
});

/** The page of an import says of each faulty line what is wrong, and nothing is imported. */
async function expectFaulty(
	page: string,
	csv: string,
	says: Readonly<Record<'fr' | 'en', readonly RegExp[]>>
): Promise<void> {
	const draft = await done(page, file('liste.csv', csv));
	for (const locale of ['fr', 'en'] as const) {
		const said = words((await claire.reading(locale).open(`${home()}${draft}`)).text);
		for (const sentence of says[locale]) expect(said).toMatch(sentence);
		const committed = await claire.reading(locale).post(`${home()}${draft}`, 'commit', form({}));
		expect(committed.status).toBe(422);
	}
}

describe('a file sent without scripts', () => {
	it('of people: each line with an e-mail, a group or a date that can’t be read says so', async () => {
		await somebody({ firstName: 'Flo', email: 'flo.un@kerlann.example' });
		const csv = [
			'Nom;Prénom;E-mail;Groupes;Date de naissance',
			'Un;Gil;pas-un-mail;Groupe de la Lune;31/12/2098',
			'Deux;Ida;ida@exemple.org;Groupe de Mars;'
		].join('\n');
		await expectFaulty('/people/import', csv, {
			fr: [
				/Ligne 2, colonne « E-mail », « pas-un-mail » : cette adresse e-mail n’est pas valable/,
				/Ligne 2, colonne « Date de naissance », « 31\/12\/2098 » : .* dans le futur/,
				/Ligne 2, colonne « Groupes » : le groupe « Groupe de la Lune » n’existe pas/,
				/Ligne 3, colonne « Groupes » : le groupe « Groupe de Mars » n’existe pas/
			],
			en: [
				/Line 2, column “E-mail”, “pas-un-mail”: this e-mail address is not valid/,
				/Line 2, column “Date de naissance”, “31\/12\/2098”: .* in the future/,
				/Line 2, column “Groupes”: the group “Groupe de la Lune” does not exist/,
				/Line 3, column “Groupes”: the group “Groupe de Mars” does not exist/
			]
		});
	});

	it('of dues: each line with a tariff or a person unknown or ambiguous says so', async () => {
		await somebody({ firstName: 'Jo', lastName: 'Même', email: 'memes@exemple.org' });
		await somebody({ firstName: 'Jo', lastName: 'Même', email: 'memes@exemple.org' });
		const one = await somebody({ firstName: 'Lou', number: 'EP-9' });
		expect(one).not.toBe('');
		const csv = [
			'Numéro de membre;Nom;Prénom;E-mail;Tarif;Début;Payé',
			'EP-9;;;;Tarif de la Lune;01/09/2020;10',
			'EP-9;;;;Adhésion;01/09/2020;10',
			';Même;Jo;memes@exemple.org;Individuel;01/09/2020;10',
			';Personne;Léo;nul@exemple.org;Individuel;01/09/2020;10'
		].join('\n');
		await expectFaulty('/membership/import', csv, {
			fr: [
				/Ligne 2 : le tarif « Tarif de la Lune » n’existe pas/,
				/Ligne 3 : plusieurs tarifs correspondent à « Adhésion »/,
				/Ligne 4 : (?!.*Ligne 4 : ).*Même/,
				/Ligne 5 : personne ne correspond/
			],
			en: [
				/Line 2: the tariff “Tarif de la Lune” doesn’t exist/,
				/Line 3: several tariffs are “Adhésion”/,
				/Line 4: .*Même/,
				/Line 5: nobody is/
			]
		});
	});
});

describe('a form that arrives damaged', () => {
	it.each([
		['cut short', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-da'],
		['of other parts than said', 'multipart/form-data; boundary=x', '--y\r\nabc'],
		['without the mark between its parts', 'multipart/form-data', 'email=a']
	])('%s: is to be sent again', async (_, type, body) => {
		const origin = inject('url');
		const answer = await fetch(`${origin}/sign-in?/password`, {
			method: 'POST',
			headers: { origin, accept: 'text/html', 'content-type': type },
			body
		});
		expect(answer.status).toBe(400);
		expect(words(await answer.text())).toMatch(/arrivé abîmé ou incomplet.*envoyez-le de nouveau/);
	});
});

describe('an address with a sign that no text holds', () => {
	it.each([
		['/search?q=%00', 200],
		['/people?search=%00', 200],
		['/people/find?q=%00', 422],
		['/accounting/export?report=journal&format=pdf&journal=%00', 422],
		['/membership/list/export?format=csv&season=%00', 422]
	])('%s: %i', async (address, status) => {
		expect((await claire.open(`${home()}${address}`)).status).toBe(status);
	});
});
