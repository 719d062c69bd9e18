import { beforeAll, expect, it } from 'vitest';
import { operations } from '#composition/registry.ts';
import { newId } from '#shared/id.ts';
import { ROLES, type Role } from '#platform/server/module.ts';
import { permissionsOf } from '#platform/server/policy.ts';
import { aPerson } from '#modules/people/testing/people.ts';
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
const tokens = new Map<Role, string>();

beforeAll(async () => {
	const association = await anAssociation();
	for (const role of ROLES) {
		const person = await aPerson(association.system);
		tokens.set(role, await aToken(association, role, person));
	}
});

/** Whether the API lets this role in; what it then thinks of an empty request is another matter. */
async function isLetIn(role: Role, method: string, path: string): Promise<boolean> {
	const response = await api.send(method, path.replaceAll(/\{\w+\}/g, newId()), {
		token: tokens.get(role),
		body: method === 'get' || method === 'delete' ? undefined : '{}'
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

it('lets each role do by the API exactly what the policies say, operation by operation', async () => {
	const table: string[] = [];
	const departures: string[] = [];
	for (const { operationId, method, path } of documented) {
		const permission = permissionOf.get(operationId);
		if (permission === undefined) continue;
		const cells: string[] = [];
		for (const role of ROLES) {
			const allowed = await isLetIn(role, method, path);
			cells.push(allowed ? '  ●  ' : '  ·  ');
			if (allowed !== permissionsOf(role).has(permission))
				departures.push(`${role}: ${operationId}`);
		}
		table.push(`${cells.join(' ')}  ${operationId}`);
	}
	const head = ROLES.map((role) => role.slice(0, 5)).join(' ');
	process.stdout.write(`${[head, ...table].join('\n')}\n`);
	expect(table.length).toBe(operations.length);
	expect(departures).toEqual([]);
});
