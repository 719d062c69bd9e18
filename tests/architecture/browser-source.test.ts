import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { isTest, lineOf, sourceFiles } from './source-files.ts';

const SENT_TO_BROWSER = [
	'src/platform/ui/**/*.{svelte,ts,css}',
	'src/modules/*/ui/**/*.{svelte,ts,css}',
	'src/routes/**/*.{svelte,ts,css}',
	'src/app.html',
	'src/hooks.client.ts'
];
/** Names of XML languages: nothing is fetched from them. */
const NAMESPACES = /https?:\/\/www\.w3\.org\//;
/** The living page of the design system is for those who build; it shows invented texts. */
const LIVING_PAGE = 'src/routes/(public)/ui/';

function foreignAddresses(path: string, text: string): string[] {
	return [...text.matchAll(/https?:\/\/[\w.-]+|(?:src|href)="\/\/[^"]+|url\(['"]?\/\/[^)]+/g)]
		.filter((match) => !NAMESPACES.test(text.slice(match.index)))
		.map((match) => `${path}:${lineOf(text, match.index)} ${match[0]}`);
}

const SAID_ATTRIBUTES = new Set([
	'title',
	'alt',
	'placeholder',
	'aria-label',
	'label',
	'description'
]);
/** What is typed or printed as it stands, in any language. */
const AS_TYPED = new Set(['code', 'kbd', 'pre', 'samp']);
const WORD = /\p{L}{2}/u;
const ADDRESS = /^\/\S*$/;

const isSaid = (text: string) => WORD.test(text) && !ADDRESS.test(text.trim());

/** Words that stand in the markup instead of coming from messages. */
function wordsIn(path: string, text: string): string[] {
	const found: string[] = [];
	const visit = (value: unknown, within: string) => {
		if (Array.isArray(value)) return value.forEach((item) => visit(item, within));
		if (value === null || typeof value !== 'object') return;
		const node = value as AST.SvelteNode;
		if (node.type === 'Text' && within === 'markup' && isSaid(node.data)) {
			found.push(`${path}:${lineOf(text, node.start)} ${node.data.trim()}`);
		}
		if (node.type === 'Attribute') {
			return visit(node.value, SAID_ATTRIBUTES.has(node.name) ? 'markup' : 'attribute');
		}
		if (node.type === 'ExpressionTag') return;
		if (node.type === 'RegularElement' && AS_TYPED.has(node.name)) return;
		for (const [key, child] of Object.entries(node)) {
			if (key !== 'parent' && key !== 'expression') visit(child, within);
		}
	};
	visit(parse(text, { modern: true }).fragment, 'markup');
	return found;
}

describe('what is sent to the browser', () => {
	it('names no other host', () => {
		const files = sourceFiles(...SENT_TO_BROWSER).filter(({ path }) => !isTest(path));
		expect(files.length).toBeGreaterThan(30);
		expect(files.flatMap(({ path, text }) => foreignAddresses(path, text))).toEqual([]);
	});

	it('takes its words from the messages', () => {
		const files = sourceFiles('src/**/*.svelte').filter(
			({ path }) => !path.startsWith(LIVING_PAGE)
		);
		expect(files.flatMap(({ path, text }) => wordsIn(path, text))).toEqual([]);
	});
});

describe('these checks', () => {
	it.each([
		'<script src="https://cdn.example/a.js"></script>',
		'<img src="//cdn.example/a.png" alt="">',
		'<style>a { background: url(//cdn.example/a.png); }</style>',
		"await fetch('http://api.example/');"
	])('find an address elsewhere: %s', (text) => {
		expect(foreignAddresses('planted', text)).toHaveLength(1);
	});

	it.each([
		'<p>Enregistrer</p>',
		'{#if a}<b>{a} membres</b>{/if}',
		'<input placeholder="Nom">',
		'<button aria-label="Fermer">×</button>',
		'{#each a as b}<img alt="Photo de {b}">{/each}',
		'{#snippet s()}Bonjour{/snippet}'
	])('find words in the markup: %s', (text) => {
		expect(wordsIn('planted', text)).toHaveLength(1);
	});

	it.each([
		'<p class="note">{m.a()} · {b}</p>',
		'<code>essaim start</code>',
		'<script>const a = "Nom";</script>',
		'<style>a{}</style>'
	])('accept %s', (text) => {
		expect(wordsIn('planted', text)).toEqual([]);
	});
});
