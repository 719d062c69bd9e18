import { beforeAll, describe, expect, it } from 'vitest';
import { formsIn, type HtmlForm } from '#tests/support/html-forms.ts';
import { useOwnServer } from '#tests/support/own-server.ts';
import {
	addressesOf,
	formsOf,
	Reader,
	routesOfAssociation,
	turnVatOn
} from '#tests/support/site.ts';

// Forms are really sent: the demonstration is as it may be afterwards.
const own = useOwnServer();
const MINUTES = 60_000;
const routes = routesOfAssociation();

/** What a field may be sent as by somebody who means harm, or by a program that errs. */
const DAMAGED = [
	'',
	'-1',
	'abc',
	'31/02/2026',
	'99999999999999999999',
	'NaN',
	'1e9',
	'x'.repeat(5000),
	'\u0000',
	'{"a":[1',
	'019a0000-0000-7000-8000-000000000000',
	'<b>é</b>;--\'"'
] as const;
/** What a field that counts others, or tells their place, may be sent as. */
const COUNTS = ['-1', '1000000000', 'NaN', '2.5'] as const;

/** Forms after which nobody could send another. */
const NEVER = ['me/leave', '?/removeDemo', '/sign-out'];

type Fields = readonly (readonly [string, string])[];

interface Damage {
	readonly what: string;
	readonly fields: Fields;
}

/** Each form meets a part of them, and all forms together meet all; `DAMAGES=all` sends all to each. */
const SHARE = process.env.DAMAGES === 'all' ? 1 : 3;
/** In how many turns each field is damaged while its neighbours are not. */
const TURNS = 3;
const COUNTING = /^(rows|count)$/;
const PLACE = /\.\d+(?=\.|$)/;

/** The form in many damaged states: all its fields, some of them, none, each twice, lines at impossible places. */
function* damages({ fields }: HtmlForm): Generator<Damage> {
	const names = [...new Set(fields.map(([name]) => name))];
	const damaged = (index: number) => DAMAGED[index % DAMAGED.length] ?? '';
	yield { what: 'nothing', fields: [] };
	yield { what: 'all twice', fields: [...fields, ...names.map((name) => [name, 'zz'] as const)] };
	for (let turn = 0; turn < DAMAGED.length; turn += 3) {
		const all = names.map((name) => [name, damaged(turn)] as const);
		yield { what: `all as ${damaged(turn).slice(0, 12)}`, fields: all };
	}
	for (let turn = 0; turn < TURNS; turn += 1) {
		const some = fields.map(([name, value]) => {
			const rank = names.indexOf(name);
			return [name, rank % 3 === turn % 3 ? damaged(rank * 5 + turn * 7 + 1) : value] as const;
		});
		yield { what: `turn ${turn}`, fields: some };
	}
	if (!names.some((name) => COUNTING.test(name) || PLACE.test(name))) return;
	for (const count of COUNTS) {
		const elsewhere = fields.map(([name, value]) =>
			COUNTING.test(name)
				? ([name, count] as const)
				: ([name.replace(PLACE, `.${count}`), value] as const)
		);
		yield { what: `places ${count}`, fields: elsewhere };
	}
}

describe('a damaged form', () => {
	let reader: Reader;
	let addresses: ReadonlyMap<string, string>;

	beforeAll(async () => {
		const { association, personas } = await own.demonstrate();
		const administrator = personas.find(({ role }) => role === 'administrator');
		if (!administrator) throw new Error('The demonstration has no administrator');
		reader = await Reader.signedIn(own.url(), administrator);
		await turnVatOn(reader, `/${association.slug}`);
		addresses = await addressesOf(reader, `/${association.slug}`, routes);
	}, 3 * MINUTES);

	it(
		'is never an error of the program',
		async () => {
			const broken: string[] = [];
			const sent = new Set<string>();
			let count = 0;
			for (const route of routes) {
				const address = addresses.get(route.name);
				if (address === undefined || formsOf(route).length === 0) continue;
				const forms = new Map(
					formsIn((await reader.open(address)).text).map((form) => [form.action, form])
				);
				for (const form of forms.values()) {
					const key = /^\?|^$/.test(form.action) ? `${route.name}${form.action}` : form.action;
					if (sent.has(key) || NEVER.some((one) => key.includes(one))) continue;
					sent.add(key);
					for (const [turn, { what, fields }] of [...damages(form)].entries()) {
						if ((turn + sent.size) % SHARE !== 0) continue;
						count += 1;
						const status = await reader.sendTo(address, form.action, fields);
						if (status >= 500) broken.push(`${key}: ${what}: ${status}`);
					}
				}
			}
			process.stdout.write(`${count} damaged sendings of ${sent.size} forms\n`);
			expect(broken).toEqual([]);
			expect(sent.size).toBeGreaterThan(80);
		},
		5 * MINUTES
	);
});
