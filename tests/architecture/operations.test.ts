import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modules } from '#composition/registry.ts';
import type { ModuleManifest } from '#platform/server/module.ts';
import { defineOperation, type AnyOperation } from '#platform/server/operation.ts';

const NAME = /^[a-z]+\.[a-z]+(-[a-z0-9]+)+$/;

function repeated(values: readonly string[]): string[] {
	return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** What is wrong with the declarations of the modules, one sentence each. */
function faultsOf(manifests: readonly ModuleManifest[]): string[] {
	const operations = manifests.flatMap((manifest) => manifest.operations);
	const rules = manifests.flatMap(({ permissions }) => permissions);
	const declared = new Set(rules.map(({ permission }) => permission));
	const used = new Set([
		...operations.map(({ permission }) => permission),
		...manifests.flatMap(({ navigation }) => navigation.map(({ permission }) => permission))
	]);
	return [
		...repeated(operations.map(({ name }) => name)).map((name) => `${name}: declared twice`),
		...repeated(
			operations.map(({ http }) => `${http.method} ${http.path.replaceAll(/\{\w+\}/g, '{}')}`)
		).map((door) => `${door}: two operations`),
		...repeated(rules.map(({ permission }) => permission)).map((name) => `${name}: two rules`),
		...[...declared].filter((name) => !used.has(name)).map((name) => `${name}: never used`),
		...[...used].filter((name) => !declared.has(name)).map((name) => `${name}: no rule`),
		...manifests.flatMap(({ name, operations: own, permissions }) => [
			...own.flatMap((operation) => operationFaults(name, operation)),
			...permissions
				.filter(({ permission }) => !permission.startsWith(`${name}.`))
				.map(({ permission }) => `${permission}: not of ${name}`)
		])
	];
}

function operationFaults(module: string, operation: AnyOperation): string[] {
	const { name, summary, http, kind } = operation;
	const input = operation.input as z.ZodType;
	const fields = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
	const inPath = [...http.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
	const faults = [
		!NAME.test(name) && 'its name is not `module.verb-noun`',
		!name.startsWith(`${module}.`) && `not of ${module}`,
		summary.trim().length < 5 && 'no summary',
		!http.path.startsWith('/') && 'no HTTP path',
		!(input instanceof z.ZodObject) && 'its input is not an object',
		kind === 'query' && !['get', 'post'].includes(http.method) && 'a query that looks like a write',
		kind === 'command' && http.method === 'get' && 'a command that a link could run',
		...inPath.map((field) => !fields.includes(field) && `{${field}} is no field of its input`)
	];
	return faults.filter((fault) => fault !== false).map((fault) => `${name}: ${fault}`);
}

/** Declared ahead of the pages of settings. */
const WAITING = ['platform.configure', 'platform.manage-access', 'platform.read-mail'].map(
	(name) => `${name}: never used`
);

describe('operations', () => {
	it('are declared as the house wants', () => {
		expect(faultsOf(modules).filter((fault) => !WAITING.includes(fault))).toEqual([]);
	});
});

describe('these checks', () => {
	const keep = defineOperation({
		name: 'hive.keep-bee',
		summary: 'Keep a bee',
		permission: 'hive.keep',
		kind: 'command',
		http: { method: 'post', path: '/bees/{id}' },
		input: z.strictObject({ id: z.string() }),
		output: z.object({}),
		run: async () => ({})
	});
	const rule = { permission: 'hive.keep', roles: [], sentence: 'Nobody keeps bees.' };
	const hive = (operations: AnyOperation[], permissions = [rule]): ModuleManifest[] => [
		{ name: 'hive', dependsOn: [], navigation: [], portableTables: [], operations, permissions }
	];

	it('accept what is right', () => {
		expect(faultsOf(hive([keep]))).toEqual([]);
	});

	it.each<[string, ModuleManifest[]]>([
		['declared twice', hive([keep, { ...keep, http: { method: 'put', path: '/bees/{id}' } }])],
		['two operations', hive([keep, { ...keep, name: 'hive.feed-bee' }])],
		['two rules', hive([keep], [rule, rule])],
		['never used', hive([keep], [rule, { ...rule, permission: 'hive.feed' }])],
		['no rule', hive([keep], [])],
		[
			'hive.keep: not of wax',
			[{ ...hive([])[0], name: 'wax', permissions: [rule] } as ModuleManifest]
		],
		['not `module.verb-noun`', hive([{ ...keep, name: 'hive.bees' }])],
		['not of hive', hive([{ ...keep, name: 'wax.keep-bee' }])],
		['no summary', hive([{ ...keep, summary: '' }])],
		['no HTTP path', hive([{ ...keep, http: { method: 'post', path: '' } }])],
		['not an object', hive([{ ...keep, input: z.string() }])],
		['a link could run', hive([{ ...keep, http: { method: 'get', path: '/bees/{id}' } }])],
		[
			'looks like a write',
			hive([{ ...keep, kind: 'query', http: { method: 'delete', path: '/b' } }])
		],
		['{bee} is no field', hive([{ ...keep, http: { method: 'post', path: '/bees/{bee}' } }])]
	])('find: %s', (fault, manifests) => {
		expect(faultsOf(manifests).join('\n')).toContain(fault);
	});
});
