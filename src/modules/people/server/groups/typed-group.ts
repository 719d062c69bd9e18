/** The fields of the form of a group, as typed. */
export function typedGroup(typed: Readonly<Record<string, string | undefined>>) {
	const { name = '', description = '', parentId = '', joining = 'closed', keptByLeaders } = typed;
	return {
		name,
		description,
		parentId: parentId || null,
		joining,
		keptByLeaders: keptByLeaders !== undefined
	};
}
