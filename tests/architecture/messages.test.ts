import { describe, expect, it } from 'vitest';
import { messageFolders, readMessages, type MessageFolder } from './messages.ts';

const SPACES = ' \u00a0';
const NARROW = '\u202f';

/** Faults of French typography in a wording (Imprimerie nationale): which sign, and around what. */
function typographyFaults(wording: string): string[] {
	// Addresses and lines of protocols are written as machines read them.
	const text = wording.replaceAll(/\w+:\/\/\S*|Authorization: Bearer/g, '');
	const rules: readonly [RegExp, string][] = [
		[new RegExp(`[${SPACES}][;:!?»€%]`, 'g'), 'a narrow no-break space goes before'],
		[/[\p{L}\d})][;!?»€]|[\p{L}})]:(?=\s|$)/gu, 'a narrow no-break space goes before'],
		[new RegExp(`«(?!${NARROW})`, 'g'), 'a narrow no-break space goes after'],
		[/\p{L}'\p{L}/gu, 'the apostrophe is ’ in'],
		[/\.\.\./g, 'the ellipsis is … in']
	];
	return rules.flatMap(([pattern, fault]) =>
		[...text.matchAll(pattern)].map((match) => `${fault} « ${match[0]} »`)
	);
}

function gaps({ name, fr, en }: MessageFolder): string[] {
	const keys = new Set([...fr.keys(), ...en.keys()]);
	return [...keys].flatMap((key) => {
		const [french, english] = [fr.get(key), en.get(key)];
		if (!french || !english) return [`${key}: no ${french ? 'English' : 'French'}`];
		const [a, b] = [french.parameters.join(), english.parameters.join()];
		const faults = a === b ? [] : [`${key}: {${a}} in French, {${b}} in English`];
		const empty = [...french.wordings, ...english.wordings].some((wording) => !wording.trim());
		if (empty) faults.push(`${key}: empty`);
		if (key !== 'app_name' && !key.startsWith(`${name}_`)) faults.push(`${key}: not of ${name}`);
		return faults;
	});
}

const folders = messageFolders();

describe('messages', () => {
	it('are said in both languages, with the same parameters', () => {
		expect(folders.length).toBeGreaterThan(1);
		expect(folders.flatMap(gaps)).toEqual([]);
	});

	it('follow French typography', () => {
		const faults = folders.flatMap(({ fr }) =>
			[...fr].flatMap(([key, { wordings }]) =>
				wordings.flatMap(typographyFaults).map((fault) => `${key}: ${fault}`)
			)
		);
		expect(faults).toEqual([]);
	});
});

describe('these checks', () => {
	const folder = (fr: object, en: object) => ({
		name: 'hive',
		fr: readMessages(JSON.stringify(fr)),
		en: readMessages(JSON.stringify(en))
	});

	it.each([
		[{ hive_a: 'a' }, {}, 'no English'],
		[{}, { hive_a: 'a' }, 'no French'],
		[{ hive_a: '{count} a' }, { hive_a: '{number} a' }, '{count} in French, {number} in English'],
		[{ wax_a: 'a' }, { wax_a: 'a' }, 'not of hive'],
		[{ hive_a: '' }, { hive_a: 'a' }, 'empty']
	])('find what lacks: %j %j', (fr, en, fault) => {
		expect(gaps(folder(fr, en)).join()).toContain(fault);
	});

	it.each([
		'Attention : ceci',
		'Attention: ceci',
		'Vraiment\u00a0?',
		'Vraiment?',
		'« Bureau »',
		`«${NARROW}Bureau »`,
		'20 €',
		'{amount}€',
		"l'année",
		'Attendez...'
	])('find the French typography of %j', (wording) => {
		expect(typographyFaults(wording)).not.toEqual([]);
	});

	it.each([
		`Attention${NARROW}: l’année`,
		`«${NARROW}Bureau${NARROW}»${NARROW}?`,
		`20${NARROW}€ à 12:30`,
		`L’adresse https://exemple.org:3000/?a=1 ou postgres://hote`
	])('accept %j', (wording) => {
		expect(typographyFaults(wording)).toEqual([]);
	});
});
