import { describe, expect, it } from 'vitest';
import { jobs, modules, operations } from '#composition/registry.ts';
import { dottedLiterals, raisedCodes } from './dotted-literals.ts';
import { FOUNDING, messageFolders, type MessageText } from './messages.ts';
import { isTest, sourceFiles } from './source-files.ts';

const dotted = (text: string) =>
	[...text.matchAll(/'([a-z]+\.[a-z0-9-]+)'/g)].map((match) => match[1] as string);

const messages = new Map(messageFolders().flatMap(({ fr }) => [...fr]));
const migrations = sourceFiles('src/**/migrations/*.sql');
const sources = sourceFiles('src/**/*.ts').filter(({ path }) => !isTest(path));

/** Everything else that is called `module.something`: operations, permissions, jobs, tasks, events, tables. */
const otherNames = new Set([
	...operations.map(({ name }) => name),
	...jobs.map(({ name }) => name),
	...modules.flatMap(({ tasks = [] }) => tasks.map(({ name }) => name)),
	...modules.flatMap(({ permissions }) => permissions.map(({ permission }) => permission)),
	...modules.flatMap(({ criteria = [] }) => criteria.map(({ key }) => key)),
	...modules.flatMap(({ subscriptions = [] }) => subscriptions.map(({ event }) => event)),
	...modules.flatMap(({ paymentSources = [] }) => paymentSources.map(({ key }) => key)),
	...modules.flatMap(({ entrySources = [] }) => entrySources.map(({ key }) => key)),
	...sources.flatMap(({ path, text }) => (path.endsWith('/domain/events.ts') ? dotted(text) : [])),
	...sources.flatMap(({ text }) =>
		[...text.matchAll(/\bannounce\(([^{]*)\{|operationId: ('[^']+')/g)].flatMap((match) =>
			dotted(match[1] ?? match[2] ?? '')
		)
	),
	...[...migrations, ...sources].flatMap(({ text }) =>
		[...text.matchAll(/CREATE (?:TABLE|VIEW|FUNCTION) (?:IF NOT EXISTS )?(\w+\.\w+)/g)].map(
			(match) => match[1] as string
		)
	)
]);
const ours = new Set([...modules.map(({ name }) => name), FOUNDING]);
const isFileName = (text: string) =>
	/\.(csv|xlsx|ods|pdf|json|txt|zip|html|css|svg|xml)$/.test(text);

function messageOf(code: string): MessageText | undefined {
	return messages.get(code.replace('.', '_error_').replaceAll('-', '_'));
}

function unsaid(path: string, text: string): string[] {
	return dottedLiterals(path, text)
		.filter((literal) => ours.has(literal.text.split('.')[0] as string))
		.filter(
			(literal) => literal.isCode || !(otherNames.has(literal.text) || isFileName(literal.text))
		)
		.filter((literal) => !messageOf(literal.text))
		.map((literal) => `${path}:${literal.line} ${literal.text}`);
}

function lacking(path: string, text: string): string[] {
	return dottedLiterals(path, text).flatMap(({ text: code, line, isCode, given }) => {
		const needed = messageOf(code)?.parameters ?? [];
		const missing = isCode && given ? needed.filter((name) => !given.includes(name)) : [];
		return missing.map((name) => `${path}:${line} ${code}: {${name}}`);
	});
}

describe('codes of refusals and faults', () => {
	it('have a message, or are the name of something known', () => {
		expect(sources.flatMap(({ path, text }) => unsaid(path, text))).toEqual([]);
	});

	it('have a message when SQL raises them', () => {
		const raised = migrations.flatMap(({ text }) => raisedCodes(text));
		expect(raised.filter((code) => !messageOf(code))).toEqual([]);
	});

	it('are given the parameters that their message names', () => {
		expect(sources.flatMap(({ path, text }) => lacking(path, text))).toEqual([]);
	});
});

describe('these checks', () => {
	it.each([
		"throw new Refusal('invalid', 'platform.unheard-of');",
		"throw refuseField('name', 'platform.unheard-of');",
		"const fault = { path: '', code: 'platform.unheard-of' };",
		"z.string().refine(isDay, 'platform.unheard-of');",
		"const code = ok ? undefined : 'platform.unheard-of';"
	])('find a code without a message: %s', (code) => {
		expect(unsaid('planted.ts', code)).toEqual(['planted.ts:1 platform.unheard-of']);
	});

	it.each([
		"throw new Refusal('too-large', 'platform.file-too-large');",
		"throw new Refusal('too-large', 'platform.file-too-large', { limit: 1 });",
		"const fault = { path: '', code: 'platform.file-too-large' };",
		"const fault = { path: '', code: 'platform.file-too-large', parameters: { limit: 1 } };"
	])('find a parameter that is not given: %s', (code) => {
		expect(lacking('planted.ts', code)).toEqual([
			'planted.ts:1 platform.file-too-large: {limitMb}'
		]);
	});

	it('find a code that SQL raises', () => {
		expect(raisedCodes("RAISE EXCEPTION 'hive.queen-missing' USING detail = 'x';")).toEqual([
			'hive.queen-missing'
		]);
	});
});
