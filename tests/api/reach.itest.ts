import { beforeAll, expect, it } from 'vitest';
import { addDays } from '#shared/day.ts';
import { today } from '#platform/server/clock.ts';
import { ROLES, type Role } from '#platform/server/module.ts';
import { perform } from '#platform/server/perform.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson, leadingAGroup } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aToken } from '#tests/support/tokens.ts';
import { openApi } from './api-client.ts';

useTestProgram();
const api = openApi();

/** Whose record is asked for: of the member, those of their household; of the leader, one of the group and its leader. */
const ABOUT = ['self', 'child', 'partner', 'led', 'other'] as const;
type About = (typeof ABOUT)[number];
const LEADER = 'leader';
type CallerName = Role | typeof LEADER;
const CALLERS: readonly CallerName[] = [...ROLES, LEADER];

interface Asked {
	readonly method: string;
	readonly path: string;
	readonly body?: object;
	/** Whom each caller reaches; who is left out reaches nobody. */
	readonly reaches: Readonly<Partial<Record<CallerName, readonly About[]>>>;
}

const OWN: readonly About[] = ['self', 'child'];
const READ = { administrator: ABOUT, treasurer: ABOUT, secretary: ABOUT } as const;
const WRITE = { administrator: ABOUT, secretary: ABOUT } as const;
const SELF: readonly About[] = ['self'];
const SELVES: Asked['reaches'] = {
	...{ administrator: SELF, treasurer: SELF, secretary: SELF, leader: SELF },
	member: OWN
};

/** What is asked about one person, by the name of the operation. */
const ASKED: Readonly<Record<string, Asked>> = {
	'people.get-person': {
		...{ method: 'get', path: '/persons/{id}' },
		reaches: { ...READ, member: OWN, leader: ['self', 'led'] }
	},
	'people.person-history': { method: 'get', path: '/persons/{id}/history', reaches: READ },
	'people.person-households': {
		...{ method: 'get', path: '/persons/{id}/households' },
		reaches: { ...READ, member: OWN, leader: ['self'] }
	},
	'people.list-consents': {
		...{ method: 'get', path: '/persons/{id}/consents' },
		reaches: { ...READ, member: OWN, leader: ['self'] }
	},
	'people.edit-person': {
		...{ method: 'patch', path: '/persons/{id}', body: { version: 99 } },
		reaches: { ...WRITE, leader: ['led'] }
	},
	'people.correct-own': {
		...{ method: 'patch', path: '/persons/{id}/own', body: { version: 99 } },
		reaches: SELVES
	},
	'people.remove-photo': {
		...{ method: 'delete', path: '/persons/{id}/photo' },
		reaches: { ...SELVES, ...WRITE }
	},
	'membership.person-memberships': {
		...{ method: 'get', path: '/membership/persons/{id}' },
		reaches: { ...READ, member: OWN, leader: ['self'] }
	},
	'activities.person-documents': {
		...{ method: 'get', path: '/activities/persons/{id}/documents' },
		reaches: { ...SELVES, ...WRITE }
	},
	'privacy.take-data': {
		...{ method: 'get', path: '/privacy/persons/{id}/data' },
		reaches: { ...SELVES, ...WRITE }
	},
	'people.restore-person': {
		...{ method: 'post', path: '/persons/{id}/restore' },
		reaches: WRITE
	}
};

const tokens = new Map<CallerName, string>();
const subjects = new Map<CallerName, Readonly<Record<About, string>>>();

beforeAll(async () => {
	const { id, system } = await anAssociation();
	const parent = await aPerson(system);
	const partner = await aPerson(system);
	const child = await aPerson(system, { birthDate: addDays(today(), -3000) });
	await perform(people.addHousehold, system, {
		members: [
			{ person: parent, role: 'parent', billing: true },
			{ person: partner, role: 'partner' },
			{ person: child, role: 'child' }
		]
	});
	const [leader, led, other] = [
		await aPerson(system),
		await aPerson(system),
		await aPerson(system)
	];
	const group = await leadingAGroup(system, leader);
	await perform(people.editGroupMembers, system, { id: group, add: [led] });
	const add = async (caller: CallerName, role: Role, self: string) => {
		tokens.set(caller, await aToken({ id }, role, self));
		subjects.set(caller, { self, child, partner, led, other });
	};
	for (const role of ROLES)
		await add(role, role, role === 'member' ? parent : await aPerson(system));
	await add(LEADER, 'member', leader);
});

/** Whether the API answers about this person; what is wrong with the request itself is another matter. */
async function reached(caller: CallerName, { method, path, body }: Asked, about: About) {
	const id = subjects.get(caller)?.[about] ?? '';
	const answer = await api.send(method, path.replace('{id}', id), {
		token: tokens.get(caller),
		body: body && JSON.stringify(body)
	});
	await answer.arrayBuffer();
	expect(answer.status, `${method} ${path}`).toBeLessThan(500);
	return answer.status !== 403 && answer.status !== 404;
}

it('lets each reach by the API exactly the people they may: all, their household, those they lead', async () => {
	const table: string[] = [];
	const departures: string[] = [];
	for (const [operation, asked] of Object.entries(ASKED)) {
		table.push(operation);
		for (const caller of CALLERS) {
			const reach: About[] = [];
			for (const about of ABOUT) if (await reached(caller, asked, about)) reach.push(about);
			const meant = asked.reaches[caller] ?? [];
			const line = `  ${caller.padEnd(14)} ${ABOUT.map((one) => (reach.includes(one) ? one : '·').padEnd(8)).join('')}`;
			table.push(line.trimEnd());
			if (reach.join() !== ABOUT.filter((one) => meant.includes(one)).join()) {
				departures.push(`${operation} ${line.trim()}`);
			}
		}
	}
	process.stdout.write(`${table.join('\n')}\n`);
	expect(departures).toEqual([]);
});
