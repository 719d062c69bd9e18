import { beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#composition/registry.ts';
import { platformModule } from '#platform/server/platform-module.ts';
import { useOwnServer } from '#tests/support/own-server.ts';
import {
	addressesOf,
	formsOf,
	Reader,
	routesOfAssociation,
	turnVatOn
} from '#tests/support/site.ts';
import { PAGE_RIGHTS } from './page-rights.ts';

// Forms are really sent, by those who may too.
const own = useOwnServer();
/** Somebody with a login only, who leads a group. */
const LEADER = 'leader';
const MINUTES = 60_000;
const rules = [platformModule, ...modules].flatMap(({ permissions }) => permissions);
const routes = routesOfAssociation();
const readers = new Map<string, Reader>();
const broken: string[] = [];
let addresses: ReadonlyMap<string, string>;

/** Those who hold one of the permissions; whoever leads a group is a member besides. */
function rolesWith(permissions: string): string[] {
	const roles = permissions.split(' | ').flatMap((permission) => {
		const rule = rules.find((known) => known.permission === permission);
		if (!rule) throw new Error(`No policy knows ${permission}`);
		if (permission === 'people.lead') return [LEADER];
		return [...rule.roles, ...(rule.roles.includes('member') ? [LEADER] : [])];
	});
	return [...readers.keys()].filter((role) => roles.includes(role));
}

const cells = (roles: readonly string[]) =>
	[...readers.keys()].map((role) => (roles.includes(role) ? '  ●  ' : '  ·  ')).join(' ');

/** Who is let in; whoever is not sees a refusal, or what does not exist. */
async function letIn(
	where: string,
	expected: readonly string[],
	attempt: (reader: Reader) => Promise<number>
): Promise<string[]> {
	const roles: string[] = [];
	// Those who should not try first: what the others do must not stand in their way.
	const inTurn = [...readers].toSorted(
		([one], [other]) => Number(expected.includes(one)) - Number(expected.includes(other))
	);
	for (const [role, reader] of inTurn) {
		const status = await attempt(reader);
		if (status >= 500) broken.push(`${where}, ${role}: ${status}`);
		// What one of those who may has just removed is gone for the next.
		const removed = status === 404 && expected.includes(role) && roles.length > 0;
		if (removed || (status !== 403 && status !== 404)) roles.push(role);
	}
	return roles;
}

/** Forms after which nobody could send another: leaving, and removing the demonstration. */
const LAST = ['me/leave', ''];
const lastOf = ({ name }: { name: string }) => LAST.indexOf(name);

beforeAll(async () => {
	const { association, personas } = await own.demonstrate();
	for (const persona of personas) {
		readers.set(persona.leads ? LEADER : persona.role, await Reader.signedIn(own.url(), persona));
	}
	const first = readers.get('administrator') as Reader;
	await turnVatOn(first, `/${association.slug}`);
	addresses = await addressesOf(first, `/${association.slug}`, routes);
}, 3 * MINUTES);

describe('by page', () => {
	it('a line tells who may open each route and send each of its forms', () => {
		expect(Object.keys(PAGE_RIGHTS).toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
		for (const route of routes) {
			const [, forms = {}] = PAGE_RIGHTS[route.name] ?? [''];
			expect(Object.keys(forms).toSorted(), route.name).toEqual(formsOf(route).toSorted());
		}
	});

	it(
		'each role opens exactly the pages that the policies say',
		async () => {
			const table: string[] = [];
			const departures: string[] = [];
			for (const { name } of routes) {
				const [permission] = PAGE_RIGHTS[name] ?? ['platform.enter'];
				const address = addresses.get(name);
				if (address === undefined) continue;
				const expected = rolesWith(permission);
				const roles = await letIn(name, expected, async (reader) => {
					return (await reader.open(address)).status;
				});
				table.push(`${cells(roles)}  ${name}`);
				if (cells(roles) !== cells(expected)) departures.push(`${cells(roles)}  ${name}`);
			}
			process.stdout.write(`${table.join('\n')}\n`);
			expect(departures).toEqual([]);
			expect(broken.splice(0)).toEqual([]);
		},
		5 * MINUTES
	);

	it(
		'each role sends exactly the forms that the policies say',
		async () => {
			const table: string[] = [];
			const departures: string[] = [];
			for (const route of routes.toSorted((one, other) => lastOf(one) - lastOf(other))) {
				const [, forms = {}] = PAGE_RIGHTS[route.name] ?? ['platform.enter'];
				const address = addresses.get(route.name);
				if (address === undefined) continue;
				for (const [form, permission] of Object.entries(forms)) {
					const expected = rolesWith(permission);
					const roles = await letIn(`${route.name}?/${form}`, expected, async (reader) =>
						reader.send(address, form)
					);
					table.push(`${cells(roles)}  ${route.name}?/${form}`);
					if (cells(roles) !== cells(expected))
						departures.push(`${cells(roles)}  ${route.name}?/${form}`);
				}
			}
			process.stdout.write(`${table.join('\n')}\n`);
			expect(departures).toEqual([]);
			expect(broken.splice(0)).toEqual([]);
		},
		5 * MINUTES
	);
});
