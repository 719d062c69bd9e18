/** One bar or one point; amounts are in the unit of the caller (cents, hours, persons). */
export interface Datum {
	label: string;
	value: number;
}

export interface Point {
	x: number;
	y: number;
}

/** Bounds that hold every value and zero; never empty. */
export function boundsOf(data: readonly Datum[]): { low: number; high: number } {
	const values = data.map(({ value }) => value);
	const low = Math.min(0, ...values);
	const high = Math.max(0, ...values);
	return high > low ? { low, high } : { low, high: low + 1 };
}

/** Places the values in a box of `width` × `height`, the first at the left edge, the highest at the top. */
export function placeOf(data: readonly Datum[], width: number, height: number): Point[] {
	const { low, high } = boundsOf(data);
	const step = data.length > 1 ? width / (data.length - 1) : 0;
	return data.map(({ value }, index) => ({
		x: index * step,
		y: height - ((value - low) / (high - low)) * height
	}));
}

const round = (value: number) => Math.round(value * 100) / 100;

/**
 * SVG path of a smooth line through `points` that never swings past a value
 * (monotone cubic interpolation, Fritsch and Carlson 1980).
 */
export function smoothPath(points: readonly Point[]): string {
	const [first, ...rest] = points;
	if (!first) return '';
	const slopes = points.slice(1).map((point, index) => {
		const before = points[index] as Point;
		return (point.y - before.y) / (point.x - before.x);
	});
	const tangents = points.map((_, index) => {
		const left = slopes[index - 1] ?? slopes[index] ?? 0;
		const right = slopes[index] ?? left;
		return left * right <= 0 ? 0 : (2 * left * right) / (left + right);
	});
	let path = `M${round(first.x)},${round(first.y)}`;
	rest.forEach((point, index) => {
		const before = points[index] as Point;
		const third = (point.x - before.x) / 3;
		const leave = before.y + third * (tangents[index] ?? 0);
		const arrive = point.y - third * (tangents[index + 1] ?? 0);
		path += `C${round(before.x + third)},${round(leave)} ${round(point.x - third)},${round(arrive)} ${round(point.x)},${round(point.y)}`;
	});
	return path;
}
