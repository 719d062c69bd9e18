// Makes the static TrueType fonts beside this file from the variable WOFF2 ones of the fontsource package, which
// PDF writers can't embed: latin and latin-ext in one, at two weights, with a narrow no-break space added.
// Run by hand when the package changes: node src/platform/server/pdf/fonts/build.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// The reader of fonts that pdfkit brings along.
const fontkit = createRequire(import.meta.resolve('pdfkit'))('fontkit');
const WEIGHTS = { Regular: 400, Bold: 700 };
const SUBSETS = ['latin', 'latin-ext'];
const SOURCE = new URL(import.meta.resolve('@fontsource-variable/atkinson-hyperlegible-next'));
const NARROW_NO_BREAK_SPACE = 0x202f;

function open(subset, weight) {
	const file = new URL(`files/atkinson-hyperlegible-next-${subset}-wght-normal.woff2`, SOURCE);
	const bytes = readFileSync(file);
	const font = fontkit.create(bytes);
	void font.getGlyph(0).path;
	// fontkit varies plain TrueType only: for WOFF2 its processor is called on the unpacked outlines.
	const varied = new font.constructor(new font.stream.constructor(bytes), [weight]);
	varied._transformedGlyphs = font._transformedGlyphs;
	font._transformedGlyphs.forEach(({ points, components }, id) => {
		if (points?.length) vary(varied, id, points);
		if (!components) return;
		const offsets = components.map(({ dx, dy }) => new Point(dx, dy));
		vary(varied, id, offsets);
		components.forEach((each, i) => Object.assign(each, { dx: offsets[i].x, dy: offsets[i].y }));
	});
	return varied;
}

function vary(font, id, points) {
	const phantoms = [1, 2, 3, 4].map(() => new Point(0, 0));
	font._variationProcessor.transformPoints(id, [...points, ...phantoms]);
}

class Point {
	endContour = true;

	constructor(x, y) {
		this.x = x;
		this.y = y;
	}

	copy() {
		return new Point(this.x, this.y);
	}
}

function build(fonts, style) {
	const [first] = fonts;
	const glyphs = [glyphOf(first.getGlyph(0))];
	const map = new Map();
	for (const font of fonts) {
		for (const point of font.characterSet) {
			if (map.has(point) || point > 0xffff) continue;
			map.set(point, glyphs.length);
			// Figures of one width, so that columns of amounts line up.
			glyphs.push(glyphOf(font.layout(String.fromCodePoint(point), ['tnum']).glyphs[0]));
		}
	}
	map.set(NARROW_NO_BREAK_SPACE, glyphs.length);
	glyphs.push({ advance: Math.round(first.unitsPerEm / 6), bytes: Buffer.alloc(0) });
	return assemble(first, style, glyphs, map);
}

// A simple glyph of the `glyf` table, every outline flattened to its quadratic curves.
function glyphOf(glyph) {
	const contours = contoursOf(glyph.path.commands);
	const advance = Math.round(glyph.advanceWidth);
	const points = contours.flat();
	if (points.length === 0) return { advance, bytes: Buffer.alloc(0) };
	const xs = points.map(({ x }) => x);
	const ys = points.map(({ y }) => y);
	const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
	let end = -1;
	const ends = contours.map((contour) => (end += contour.length));
	const bytes = Buffer.concat([
		int16(contours.length, ...box, ...ends, 0),
		Buffer.from(points.map(({ on }) => (on ? 1 : 0))),
		int16(...deltas(xs)),
		int16(...deltas(ys))
	]);
	return { advance, bytes: pad(bytes), box, points: points.length, contours: contours.length };
}

function contoursOf(commands) {
	const contours = [];
	for (const { command, args } of commands) {
		const [x, y, endX, endY] = args.map(Math.round);
		if (command === 'moveTo') contours.push([{ x, y, on: true }]);
		if (command === 'lineTo') contours.at(-1).push({ x, y, on: true });
		if (command === 'quadraticCurveTo') {
			contours.at(-1).push({ x, y, on: false }, { x: endX, y: endY, on: true });
		}
		if (command === 'bezierCurveTo') throw new Error('Cubic curves are not for TrueType');
	}
	for (const contour of contours) {
		const [start, last] = [contour[0], contour.at(-1)];
		if (contour.length > 1 && last.on && last.x === start.x && last.y === start.y) contour.pop();
	}
	return contours;
}

const deltas = (values) => values.map((value, i) => value - (values[i - 1] ?? 0));

function assemble(font, style, glyphs, map) {
	const boxes = glyphs.filter(({ box }) => box).map(({ box }) => box);
	const box = [0, 1, 2, 3].map((i) => Math[i < 2 ? 'min' : 'max'](...boxes.map((each) => each[i])));
	const most = (key) => Math.max(...glyphs.map((glyph) => glyph[key] ?? 0));
	let offset = 0;
	const offsets = [0, ...glyphs.map(({ bytes }) => (offset += bytes.length))];
	const bold = style === 'Bold' ? 1 : 0;
	const head = Buffer.concat([
		uint32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
		int16(3, font.unitsPerEm),
		Buffer.alloc(16),
		int16(...box, bold, 8, 2, 1, 0)
	]);
	const hhea = Buffer.concat([
		uint32(0x00010000),
		int16(
			font.ascent,
			font.descent,
			font.lineGap,
			most('advance'),
			box[0],
			box[0],
			box[2],
			1,
			0,
			0
		),
		int16(0, 0, 0, 0, 0, glyphs.length)
	]);
	const maxp = Buffer.concat([
		uint32(0x00010000),
		int16(glyphs.length, most('points'), most('contours'), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
	]);
	const hmtx = int16(...glyphs.flatMap(({ advance, box: own }) => [advance, own?.[0] ?? 0]));
	const post = Buffer.concat([uint32(0x00030000, 0), int16(-100, 50), Buffer.alloc(20)]);
	const tables = {
		'OS/2': os2(font, bold),
		cmap: cmap(map),
		glyf: Buffer.concat(glyphs.map(({ bytes }) => bytes)),
		head,
		hhea,
		hmtx,
		loca: uint32(...offsets),
		maxp,
		name: names(style),
		post
	};
	return container(tables);
}

function os2(font, bold) {
	const source = font['OS/2'];
	return Buffer.concat([
		int16(4, 500, bold ? 700 : 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
		Buffer.alloc(10),
		uint32(0x00000007, 0, 0, 0),
		Buffer.from('NONE'),
		int16(bold ? 0x20 : 0x40, 0x20, 0xfb02, font.ascent, font.descent, font.lineGap),
		int16(font.ascent, -font.descent),
		uint32(1, 0),
		int16(source?.xHeight ?? 500, source?.capHeight ?? 700, 0, 32, 2)
	]);
}

// Format 4, one segment for each run of signs.
function cmap(map) {
	const points = [...map.keys()].sort((a, b) => a - b);
	const segments = [];
	for (const point of points) {
		const glyph = map.get(point);
		const last = segments.at(-1);
		if (last && last.end + 1 === point && last.delta === glyph - point) last.end = point;
		else segments.push({ start: point, end: point, delta: glyph - point });
	}
	segments.push({ start: 0xffff, end: 0xffff, delta: 1 });
	const count = segments.length;
	const power = 2 ** Math.floor(Math.log2(count));
	const body = int16(
		...[count * 2, power * 2, Math.log2(power), (count - power) * 2],
		...segments.map(({ end }) => end),
		0,
		...segments.map(({ start }) => start),
		...segments.map(({ delta }) => delta),
		...segments.map(() => 0)
	);
	return Buffer.concat([int16(0, 1, 3, 1), uint32(12), int16(4, body.length + 6, 0), body]);
}

function names(style) {
	const family = 'Atkinson Hyperlegible Next';
	const texts = {
		0: 'Copyright 2020-2024 The Atkinson Hyperlegible Next Project Authors (https://github.com/googlefonts/atkinson-hyperlegible-next)',
		1: family,
		2: style,
		4: `${family} ${style}`,
		6: `AtkinsonHyperlegibleNext-${style}`,
		13: 'SIL Open Font License, Version 1.1'
	};
	const records = [];
	let strings = Buffer.alloc(0);
	for (const [id, text] of Object.entries(texts)) {
		const bytes = Buffer.from(text, 'utf16le').swap16();
		records.push(int16(3, 1, 0x409, Number(id), bytes.length, strings.length));
		strings = Buffer.concat([strings, bytes]);
	}
	const header = int16(0, records.length, 6 + records.length * 12);
	return Buffer.concat([header, ...records, strings]);
}

function container(tables) {
	const entries = Object.entries(tables);
	const power = 2 ** Math.floor(Math.log2(entries.length));
	let offset = 12 + entries.length * 16;
	const directory = [
		uint32(0x00010000),
		int16(entries.length, power * 16, Math.log2(power), (entries.length - power) * 16)
	];
	for (const [tag, table] of entries) {
		directory.push(Buffer.from(tag), uint32(checksum(table), offset, table.length));
		offset += pad(table).length;
	}
	const file = Buffer.concat([...directory, ...entries.map(([, table]) => pad(table))]);
	file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, headOffset(entries) + 8);
	return file;
}

function headOffset(entries) {
	let offset = 12 + entries.length * 16;
	for (const [tag, table] of entries) {
		if (tag === 'head') return offset;
		offset += pad(table).length;
	}
	throw new Error('No head table');
}

function checksum(table) {
	const bytes = pad(table);
	let sum = 0;
	for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0;
	return sum;
}

function pad(bytes) {
	return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function int16(...values) {
	const bytes = Buffer.alloc(values.length * 2);
	values.forEach((value, i) => bytes.writeUInt16BE(Math.round(value) & 0xffff, i * 2));
	return bytes;
}

function uint32(...values) {
	const bytes = Buffer.alloc(values.length * 4);
	values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, i * 4));
	return bytes;
}

for (const [style, weight] of Object.entries(WEIGHTS)) {
	const fonts = SUBSETS.map((subset) => open(subset, weight));
	writeFileSync(
		new URL(`AtkinsonHyperlegibleNext-${style}.ttf`, import.meta.url),
		build(fonts, style)
	);
}
