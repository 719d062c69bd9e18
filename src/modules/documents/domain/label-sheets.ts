/** A sheet of labels on A4; lengths in millimetres. */
export interface LabelSheet {
	readonly columns: number;
	readonly rows: number;
	readonly width: number;
	readonly height: number;
	/** From the edges of the sheet to the first label. */
	readonly left: number;
	readonly top: number;
	/** From the left edge of a label to that of the next; labels touch in height. */
	readonly step: number;
}

/**
 * Labels of Avery on A4, by product number: what the packets and the templates of the maker say (avery.fr). A test
 * holds that each sheet fills A4 evenly, which the makers’ sheets do.
 */
export const LABEL_SHEETS = {
	L7160: { columns: 3, rows: 7, width: 63.5, height: 38.1, left: 7.25, top: 15.15, step: 66 },
	L7159: { columns: 3, rows: 8, width: 63.5, height: 33.9, left: 7.25, top: 12.9, step: 66 },
	L7161: { columns: 3, rows: 6, width: 63.5, height: 46.6, left: 7.25, top: 8.7, step: 66 },
	L7162: { columns: 2, rows: 8, width: 99.1, height: 33.9, left: 4.65, top: 12.9, step: 101.6 },
	L7163: { columns: 2, rows: 7, width: 99.1, height: 38.1, left: 4.65, top: 15.15, step: 101.6 },
	L7165: { columns: 2, rows: 4, width: 99.1, height: 67.7, left: 4.65, top: 13.1, step: 101.6 },
	'3474': { columns: 3, rows: 8, width: 70, height: 37, left: 0, top: 0.5, step: 70 },
	'3475': { columns: 3, rows: 8, width: 70, height: 36, left: 0, top: 4.5, step: 70 },
	'3422': { columns: 3, rows: 8, width: 70, height: 35, left: 0, top: 8.5, step: 70 }
} as const satisfies Record<string, LabelSheet>;

export type LabelFormat = keyof typeof LABEL_SHEETS;
export const LABEL_FORMATS = Object.keys(LABEL_SHEETS) as [LabelFormat, ...LabelFormat[]];

/** How many labels a sheet of this format has. */
export function labelsOn(format: LabelFormat): number {
	const { columns, rows } = LABEL_SHEETS[format];
	return columns * rows;
}

/**
 * Where the label at a place of its sheet stands, row by row.
 * @param index from 0
 * @returns millimetres from the top left corner
 */
export function placeOfLabel(format: LabelFormat, index: number) {
	const { columns, left, top, step, width, height } = LABEL_SHEETS[format];
	return {
		x: left + (index % columns) * step,
		y: top + Math.floor(index / columns) * height,
		width,
		height
	};
}
