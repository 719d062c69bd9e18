import sharp from 'sharp';
import { people } from '#modules/people/server/index.ts';
import type { Day } from '#shared/day.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';
import type { Records } from './community.ts';
import { keyOf } from './households.ts';
import { AICHA, CLAIRE, MADELEINE, PAUL, type Persona } from './personas.ts';

interface Colours {
	readonly behind: string;
	readonly skin: string;
	readonly hair: string;
	readonly clothes: string;
}

/** Drawn, of nobody: who is recognised and by which colours. */
const PORTRAITS: readonly (readonly [Persona, Colours])[] = [
	[CLAIRE, { behind: '#cfe3d4', skin: '#f0c9a8', hair: '#8a4b2a', clothes: '#2f6b52' }],
	[MADELEINE, { behind: '#e9dcc3', skin: '#f2d3b8', hair: '#c9c5bd', clothes: '#7a3b52' }],
	[AICHA, { behind: '#d6dff0', skin: '#b97f56', hair: '#2b211d', clothes: '#c8742b' }],
	[PAUL, { behind: '#e3e6cf', skin: '#e8b892', hair: '#4a3a2c', clothes: '#35536f' }]
];

/** Gives a few of the people a portrait. */
export async function takePortraits(stage: Stage, secretary: Caller, records: Records) {
	const day = '2026-10-07' as Day;
	for (const [persona, colours] of PORTRAITS) {
		const id = records.get(keyOf(persona));
		if (id === undefined) continue;
		const content = await sharp(Buffer.from(drawn(colours)))
			.png()
			.toBuffer();
		const file = await stage.keep(secretary, {
			name: 'portrait.png',
			mediaType: 'image/png',
			content
		});
		await stage.play(day, secretary, people.setPhoto, { id, file });
	}
}

function drawn({ behind, skin, hair, clothes }: Colours): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="512" height="512">
		<rect width="128" height="128" fill="${behind}"/>
		<path d="M34 62c0-26 12-38 30-38s30 12 30 38v18H34z" fill="${hair}"/>
		<path d="M18 128c2-26 20-36 46-36s44 10 46 36z" fill="${clothes}"/>
		<path d="M54 78h20v18c-6 6-14 6-20 0z" fill="${skin}"/>
		<ellipse cx="64" cy="61" rx="22" ry="27" fill="${skin}"/>
		<path d="M41 58c2-18 12-24 24-24s21 6 22 24c-8-4-14-9-18-15-6 8-16 13-28 15z" fill="${hair}"/>
		<circle cx="56" cy="62" r="2.4" fill="#2b211d"/><circle cx="72" cy="62" r="2.4" fill="#2b211d"/>
		<path d="M56 74q8 6 16 0" fill="none" stroke="#7a3b32" stroke-width="2.4" stroke-linecap="round"/>
	</svg>`;
}
