/** One line of a choice. */
export interface Option {
	value: string;
	label: string;
	/** A second, quieter line: the code of an account, the town of a person. */
	note?: string;
	/** Heading under which the line stands. */
	group?: string;
	disabled?: boolean;
}
