import { beforeAll, expect, it } from 'vitest';
import { operations } from '#composition/registry.ts';
import { newId } from '#shared/id.ts';
import { ROLES, type Role } from '#platform/server/module.ts';
import { permissionsOf } from '#platform/server/policy.ts';
import { aPerson, leadingAGroup } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aToken } from '#tests/support/tokens.ts';
import { openApi } from './api-client.ts';

useTestProgram();
const api = openApi();
const documented = await api.documented();
const permissionOf = new Map(
	operations.map(({ name, permission }) => [name as string, permission])
);
/** What operations that leaders are let into are sent, where rights come after what is asked. */
const MAIL = { selection: { search: {} }, subject: 'x', text: 'x' };
const BODIES: Readonly<Record<string, object>> = {
	'people.preview-mail': MAIL,
	'people.write-to-many': MAIL,
	'people.edit-person': { version: 1 },
	'people.decide-join-request': { accept: true }
};
/** The permission over all records that opens an operation to those who lead no group, where it isn’t to read. */
const WHOLE: Readonly<Record<string, string>> = {
	'people.edit-person': 'people.write',
	'people.edit-group-members': 'people.write',
	'people.decide-join-request': 'people.write'
};
/** Somebody with a login only, who leads a group. */
const LEADER = 'leader';
const CALLERS = [...ROLES, LEADER] as const;
type CallerName = Role | typeof LEADER;
/** What leading a group opens to those who would else be refused it. */
const LED = 'people.lead';
const tokens = new Map<CallerName, string>();

beforeAll(async () => {
	const association = await anAssociation();
	for (const role of ROLES) {
		const person = await aPerson(association.system);
		tokens.set(role, await aToken(association, role, person));
	}
	const leader = await aPerson(association.system);
	await leadingAGroup(association.system, leader);
	tokens.set(LEADER, await aToken(association, 'member', leader));
});

/** Whether the API lets this role in; what it then thinks of an empty request is another matter. */
async function isLetIn(
	role: CallerName,
	operation: string,
	method: string,
	path: string
): Promise<boolean> {
	const response = await api.send(method, path.replaceAll(/\{\w+\}/g, newId()), {
		token: tokens.get(role),
		body:
			method === 'get' || method === 'delete' ? undefined : JSON.stringify(BODIES[operation] ?? {})
	});
	if (response.status >= 500) throw new Error(`${method} ${path}: ${response.status}`);
	if (response.status !== 403) {
		// A file that is not read keeps its transaction open.
		await response.arrayBuffer();
		return true;
	}
	const { code } = (await response.json()) as { code?: string };
	return code !== 'platform.not-allowed';
}

/** What the policies say; by leading a group, one that leads none is let into nothing. */
function isMeant(role: CallerName, permission: string, operation: string): boolean {
	if (role === LEADER) return permissionsOf('member').has(permission);
	if (permission !== LED) return permissionsOf(role).has(permission);
	const whole = WHOLE[operation] ?? 'people.read';
	return permissionsOf(role).has(whole);
}

it('lets each role do by the API exactly what the policies say, operation by operation', async () => {
	const table: string[] = [];
	const departures: string[] = [];
	for (const { operationId, method, path } of documented) {
		const permission = permissionOf.get(operationId);
		if (permission === undefined) continue;
		const cells: string[] = [];
		for (const role of CALLERS) {
			const allowed = await isLetIn(role, operationId, method, path);
			cells.push(allowed ? '  ●  ' : '  ·  ');
			if (allowed !== isMeant(role, permission, operationId)) {
				departures.push(`${role}: ${operationId}`);
			}
		}
		table.push(`${cells.join(' ')}  ${operationId}`);
	}
	const head = CALLERS.map((role) => role.slice(0, 5)).join(' ');
	process.stdout.write(`${[head, ...table].join('\n')}\n`);
	expect(table.length).toBe(operations.length);
	expect(departures).toEqual([]);
});
