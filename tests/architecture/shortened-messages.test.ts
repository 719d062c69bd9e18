import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as onServer from '#i18n';

type Say = (inputs: object, options?: { locale: string }) => string;

/** As the files of words have them: a text, or one for each number. */
type Written =
	| string
	| readonly {
			readonly declarations: readonly string[];
			readonly match: Readonly<Record<string, string>>;
	  }[];

// As text: an import that is followed would type the browser's messages, which have no types.
const BROWSER = '../../src/i18n/generated/browser/messages.js';

/** Two thousand small modules to load. */
const LOADING_MS = 60_000;

afterEach(() => vi.unstubAllGlobals());

function writtenIn(locale: string): ReadonlyMap<string, Written> {
	const { 'plugin.inlang.messageFormat': format } = JSON.parse(
		readFileSync('project.inlang/settings.json', 'utf8')
	) as { 'plugin.inlang.messageFormat': { pathPattern: string[] } };
	return new Map(
		format.pathPattern.flatMap((pattern) => {
			const file = readFileSync(pattern.replace('{locale}', locale), 'utf8');
			return Object.entries(JSON.parse(file) as Record<string, Written>);
		})
	);
}

/** What a message says when all that it is given is one number. */
function said(written: Written, locale: string, quantity: number): string {
	const text = typeof written === 'string' ? written : chosen(written, locale, quantity);
	return text.replaceAll(/\{\w+\}/g, String(quantity));
}

function chosen([one]: Exclude<Written, string>, locale: string, quantity: number): string {
	const plural = new Intl.PluralRules(locale).select(quantity);
	const fits = (condition: string) => {
		const [name = '', value = ''] = condition.split('=');
		const isPlural = one?.declarations.some((line) =>
			new RegExp(`^local ${name} = .*plural`).test(line)
		);
		return value === '*' || value === (isPlural ? plural : String(quantity));
	};
	const found = Object.entries(one?.match ?? {}).find(([conditions]) =>
		conditions.split(',').every((condition) => fits(condition.trim()))
	);
	return found?.[1] ?? '';
}

describe('shortened messages', () => {
	it.each([
		['fr', 12_000, 'Ligne 12000', '12\u202f000 lignes contiennent'],
		['en', 12_000, 'Line 12000', '12,000 lines have'],
		['fr', 2_026, 'Ligne 2026', '2026 lignes contiennent']
	])(
		'write many by thousands in %s (%d), the number of a line as it is',
		(locale, many, line, lines) => {
			const { m } = onServer as unknown as { m: Record<string, Say> };
			const say = (key: string, inputs: object) => m[key]?.(inputs, { locale });
			expect(say('people_error_birth_date_in_future_in_cell', { line: many })).toContain(line);
			expect(say('people_error_import_has_faults', { count: many })).toContain(lines);
		}
	);

	it.each(['fr', 'en'])(
		'say in %s what was written, on the server and in the browser',
		async (locale) => {
			vi.stubGlobal('document', { documentElement: { lang: locale } });
			const { m: inBrowser } = (await import(BROWSER)) as { m: Record<string, Say> };
			const { m } = onServer as unknown as { m: Record<string, Say> };
			const written = writtenIn(locale);
			const keys = [...written.keys()].filter((key) => !key.startsWith('$'));
			expect(Object.keys(m).sort()).toEqual(keys.sort());
			expect(Object.keys(inBrowser).sort()).toEqual(keys);
			for (const quantity of [0, 1, 7]) {
				const inputs = new Proxy({}, { get: () => quantity });
				const differing = keys.filter((key) => {
					const text = said(written.get(key) ?? '', locale, quantity);
					return m[key]?.(inputs, { locale }) !== text || inBrowser[key]?.(inputs) !== text;
				});
				expect(differing).toEqual([]);
			}
		},
		LOADING_MS
	);
});
