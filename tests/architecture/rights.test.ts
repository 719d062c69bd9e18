import { expect, it } from 'vitest';
import { modules } from '#composition/registry.ts';
import { ROLES, type PermissionRule } from '#platform/server/module.ts';
import { declarePolicies, permissionsOf } from '#platform/server/policy.ts';

const rules = modules.flatMap(({ permissions }) => permissions);

/** Role × permission, with the sentence of each rule: what the association is told of who may do what. */
function tableOfRights(declared: readonly PermissionRule[]): string {
	const width = Math.max(...declared.map(({ permission }) => permission.length));
	const head = `${''.padEnd(width)}  ${ROLES.map((role) => role.slice(0, 5)).join(' ')}`;
	const lines = declared.map(({ permission, roles, sentence }) => {
		const cells = ROLES.map((role) => (roles.includes(role) ? '  ●  ' : '  ·  ')).join(' ');
		return `${permission.padEnd(width)}  ${cells}  ${sentence}`;
	});
	return [head, ...lines].join('\n');
}

const strangers = (declared: readonly PermissionRule[]) =>
	declared.flatMap(({ permission, roles }) =>
		roles.filter((role) => !ROLES.includes(role)).map((role) => `${permission}: ${role}`)
	);

it('every rule names known roles, and says itself in a sentence', () => {
	process.stdout.write(`${tableOfRights(rules)}\n`);
	expect(strangers(rules)).toEqual([]);
	expect(rules.filter(({ roles }) => roles.length === 0)).toEqual([]);
	expect(rules.filter(({ sentence }) => !/^[A-Z].+\.$/.test(sentence))).toEqual([]);
});

it('finds a role that nobody has heard of', () => {
	const planted = { permission: 'hive.keep', roles: ['queen' as 'member'], sentence: 'Queens.' };
	expect(strangers([planted])).toEqual(['hive.keep: queen']);
});

it('gives a role what the rules say, and nothing to an unknown role', () => {
	declarePolicies(rules);
	for (const role of ROLES) {
		const held = rules.filter(({ roles }) => roles.includes(role));
		expect([...permissionsOf(role)].sort()).toEqual(held.map((rule) => rule.permission).sort());
	}
	expect(permissionsOf('queen').size).toBe(0);
	declarePolicies([]);
});
