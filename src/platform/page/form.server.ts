/** Text fields of a form, trimmed; an empty one is absent. Files are left out. Repeated names keep the last. */
export function readFields(form: FormData): Record<string, string | undefined> {
	const fields: Record<string, string | undefined> = {};
	for (const [name, value] of form) {
		if (typeof value !== 'string') continue;
		const text = value.replace(/\r\n/g, '\n').trim();
		fields[name] = text === '' ? undefined : text;
	}
	return fields;
}

/** The chosen files of a field; a field left empty gives none. */
export function readFiles(form: FormData, name: string): File[] {
	return form
		.getAll(name)
		.filter((value): value is File => value instanceof File && value.size > 0);
}

/** The fields of a form as the address would say them. */
export async function parametersIn({ request }: { request: Request }): Promise<URLSearchParams> {
	const form = await request.formData();
	return new URLSearchParams(
		[...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
	);
}
