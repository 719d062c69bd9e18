type Fields = Readonly<Record<string, string | undefined>>;

/** Of the form itself, and no part of what was typed. */
const OWN = new Set(['draftId', 'form', 'kept', 'then']);

/** What a form says, as far as it was filled. */
export function draftOf({ form, draftId, ...fields }: Fields, fileIds: readonly string[]) {
	const typed = Object.entries(fields).filter(
		([name, value]) => value !== undefined && !OWN.has(name)
	);
	return { form, draftId, fileIds, fields: Object.fromEntries(typed) };
}

/** Where each form is filled. */
export const ADDRESSES = {
	entry: 'entries/new',
	income: 'record/income',
	expense: 'record/expense',
	transfer: 'record/transfer'
} as const;
