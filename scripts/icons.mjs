// Draws src/platform/ui/icons.svg, one symbol per name of icon-names.ts, from the Lucide package.
// One cached file instead of one component per icon: the shell alone would send 5 kB more of JavaScript.
import { readFile, writeFile } from 'node:fs/promises';
import { ICON_NAMES } from '../src/platform/ui/icon-names.ts';

const lucide = new URL('../node_modules/@lucide/svelte/dist/icons/', import.meta.url);

async function nodesOf(name) {
	const source = await readFile(new URL(`${name}.svelte`, lucide), 'utf8');
	const data = /const iconData = (\{.*\});/.exec(source)?.[1];
	if (!data) throw new Error(`Lucide draws no icon "${name}".`);
	return JSON.parse(data).node;
}

const shape = ([tag, attributes]) =>
	`<${tag} ${Object.entries(attributes)
		.map(([name, value]) => `${name}="${value}"`)
		.join(' ')}/>`;

const symbols = await Promise.all(
	ICON_NAMES.map(
		async (name) =>
			`<symbol id="${name}" viewBox="0 0 24 24">${(await nodesOf(name)).map(shape).join('')}</symbol>`
	)
);

await writeFile(
	new URL('../src/platform/ui/icons.svg', import.meta.url),
	`<!-- Icons of Lucide, ISC licence, https://lucide.dev/license; drawn by scripts/icons.mjs. -->
<svg xmlns="http://www.w3.org/2000/svg">
${symbols.join('\n')}
</svg>
`
);
