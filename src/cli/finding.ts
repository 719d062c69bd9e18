/** What an examination of the installation says of one subject. */
export interface Finding {
	readonly subject: string;
	/** `note`: works, but worth knowing. */
	readonly state: 'fine' | 'note' | 'wrong';
	readonly detail: string;
	readonly advice?: string;
}
