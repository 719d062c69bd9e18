/** What every field takes. */
export interface FieldProps {
	name: string;
	label: string;
	/** One sentence that helps to answer, under the label. */
	help?: string;
	/** What is wrong and what to do, in one sentence. */
	error?: string;
	/** Marked « facultatif »; every other field is required. */
	optional?: boolean;
	/** `field-<name>` when absent, where `ErrorSummary` links to. */
	id?: string;
}

/** The id of a field; a name such as `lines.2.debit` is kept as it is. */
export function fieldId(name: string): string {
	return `field-${name}`;
}

/** Ids for `aria-describedby`: the error first, then the help. */
export function describedBy(id: string, help?: string, error?: string): string | undefined {
	return [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ') || undefined;
}

const CLICK_MS = 200;

/** Leaving a field by a press on a button: what moves the page waits until the press is over, or it would miss. */
export function afterClick(change: () => void): void {
	setTimeout(change, CLICK_MS);
}
