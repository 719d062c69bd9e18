/** Rows of a table, of which some are looked at at a time. */
export interface Rows {
	readonly length: number;
	slice(start?: number, end?: number): readonly (readonly string[])[];
}
