import { inflateSync } from 'node:zlib';

/** One run of text of a page, where it was drawn, in points from the bottom left. */
export interface TextRun {
	readonly text: string;
	readonly x: number;
	readonly y: number;
}

/** The texts of a PDF by page, found as a reader does: by the maps from glyphs to signs of its fonts. */
export function textOfPdf(bytes: Uint8Array): TextRun[][] {
	const file = Buffer.from(bytes).toString('latin1');
	const objects = new Map<string, string>();
	for (const [, id, body] of file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
		objects.set(id as string, body as string);
	}
	const streamOf = (id: string) => {
		const body = objects.get(id) ?? '';
		const start = body.indexOf('stream\n') + 7;
		const raw = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1');
		return (body.includes('FlateDecode') ? inflateSync(raw) : raw).toString('latin1');
	};
	const maps = new Map<string, Map<string, string>>();
	for (const body of objects.values()) {
		for (const [, name, font] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
			const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font as string) ?? '');
			if (map) maps.set(name as string, signs(streamOf(map[1] as string)));
		}
	}
	const kids = [...objects.values()].find((body) => body.includes('/Type /Pages')) ?? '';
	return [...(/\/Kids \[([^\]]*)\]/.exec(kids)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) => {
		const content = /\/Contents (\d+) 0 R/.exec(objects.get(id as string) ?? '');
		return runs(streamOf(content?.[1] ?? ''), maps);
	});
}

function signs(map: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const [, start, , list] of map.matchAll(/<([\da-f]+)> <([\da-f]+)> \[([^\]]*)\]/gi)) {
		let code = parseInt(start as string, 16);
		for (const [, hex] of (list as string).matchAll(/<([\da-f ]*)>/gi)) {
			const units = (hex as string).replaceAll(' ', '').match(/.{4}/g) ?? [];
			const text = units.map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
			found.set((code++).toString(16).padStart(4, '0'), text);
		}
	}
	return found;
}

function runs(content: string, maps: Map<string, Map<string, string>>): TextRun[] {
	const found: TextRun[] = [];
	for (const [, block] of content.matchAll(/BT\n([\s\S]*?)\nET/g)) {
		const place = /1 0 0 1 ([\d.-]+) ([\d.-]+) Tm/.exec(block as string);
		const map = maps.get(/\/(F\d+)/.exec(block as string)?.[1] ?? '');
		const hex = [...(block as string).matchAll(/<([\da-f]+)>/gi)].map(([, each]) => each).join('');
		const text = (hex.match(/.{4}/g) ?? []).map((code) => map?.get(code) ?? '?').join('');
		found.push({ text, x: Number(place?.[1]), y: Number(place?.[2]) });
	}
	return found;
}
