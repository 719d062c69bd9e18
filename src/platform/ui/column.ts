/** A column of `DataTable`. */
export interface Column<Row> {
	key: string;
	label: string;
	/** The text of a cell; the table's `cell` snippet may draw it otherwise. */
	text?: (row: Row) => string;
	/**
	 * `primary` names the row and carries its link; `figure` is set right, also on narrow screens;
	 * `detail` (the usual one) goes to the second line there; `wide` is left out there.
	 */
	role?: 'primary' | 'figure' | 'detail' | 'wide';
	/** For further figures, left out on narrow screens. */
	align?: 'end';
	sortable?: boolean;
	/** The person may hide it (`shown`) or add it (`extra`). */
	choice?: 'shown' | 'extra';
}
