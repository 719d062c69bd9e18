import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseInput } from './parse-input.ts';

const schema = z.strictObject({ name: z.string().optional(), note: z.string().nullish() });

it('takes a field that is undefined for one that was not given', () => {
	expect(Object.keys(parseInput(schema, { name: undefined, note: null }))).toEqual(['note']);
	expect(() => parseInput(z.strictObject({ name: z.string() }), { name: undefined })).toThrow(
		expect.objectContaining({
			faults: [{ path: 'name', code: 'platform.field-missing' }]
		})
	);
});

it('refuses a text with a sign that no database keeps, wherever it stands', () => {
	const lines = z.strictObject({ lines: z.array(z.strictObject({ label: z.string() })) });
	expect(() => parseInput(lines, { lines: [{ label: 'é' }, { label: 'a\0b' }] })).toThrow(
		expect.objectContaining({
			code: 'platform.input-invalid',
			faults: [{ path: 'lines.1.label', code: 'platform.field-invalid' }]
		})
	);
});
