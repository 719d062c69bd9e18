import { describe, expect, it } from 'vitest';
import { LABEL_FORMATS, LABEL_SHEETS, labelsOn, placeOfLabel } from './label-sheets.ts';

describe.each(LABEL_FORMATS)('labels %s', (format) => {
	it('fill A4 evenly, none on another', () => {
		const { width, height, step, left, top } = LABEL_SHEETS[format];
		expect(step).toBeGreaterThanOrEqual(width);
		const last = placeOfLabel(format, labelsOn(format) - 1);
		expect(Math.abs(210 - (last.x + width) - left)).toBeLessThan(0.2);
		expect(Math.abs(297 - (last.y + height) - top)).toBeLessThan(0.2);
	});
});
