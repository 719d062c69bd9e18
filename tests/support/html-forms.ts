/** A form of a page, as it would be sent untouched. */
export interface HtmlForm {
	/** Where it goes: `?/save`, or an address; empty for the page itself. */
	readonly action: string;
	/** Names and values; a name may come several times. Files are left out. */
	readonly fields: readonly (readonly [name: string, value: string])[];
}

/** The forms of a page that are posted, and the other actions that their buttons send them to. */
export function formsIn(html: string): HtmlForm[] {
	return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
		([, head = '', body = '']) => {
			if (attribute(head, 'method')?.toLowerCase() !== 'post') return [];
			const fields = fieldsIn(body);
			const others = [...body.matchAll(/<button([^>]*)>/g)].flatMap(
				([, button = '']) => attribute(button, 'formaction') ?? []
			);
			const actions = new Set([attribute(head, 'action') ?? '', ...others]);
			return [...actions].map((action) => ({ action, fields }));
		}
	);
}

function fieldsIn(body: string): [string, string][] {
	const fields: [string, string][] = [];
	const controls = /<(input|textarea|select)([^>]*)>(?:([\s\S]*?)<\/(?:textarea|select)>)?/g;
	// An `input` has no end: what follows it is not its own.
	const parts = body.replaceAll(/<input([^>]*)>/g, '<input$1></select>');
	for (const [, kind, head = '', inside = ''] of parts.matchAll(controls)) {
		const name = attribute(head, 'name');
		if (name === undefined || attribute(head, 'disabled') !== undefined) continue;
		const type = attribute(head, 'type');
		if (type === 'file') continue;
		const chosen = /checkbox|radio/.test(type ?? '');
		if (chosen && attribute(head, 'checked') === undefined && has(fields, name)) continue;
		fields.push([name, kind === 'input' ? (attribute(head, 'value') ?? '') : textOf(kind, inside)]);
	}
	return fields;
}

const has = (fields: readonly [string, string][], wanted: string) =>
	fields.some(([name]) => name === wanted);

function textOf(kind: string | undefined, inside: string): string {
	if (kind === 'textarea') return decoded(inside);
	const options = [...inside.matchAll(/<option([^>]*)>/g)].map(([, head = '']) => head);
	const option = options.find((head) => attribute(head, 'selected') !== undefined) ?? options[0];
	return attribute(option ?? '', 'value') ?? '';
}

function attribute(head: string, name: string): string | undefined {
	const found = new RegExp(`(?:^|\\s)${name}(?:="([^"]*)")?(?=[\\s/]|$)`).exec(head);
	return found ? decoded(found[1] ?? '') : undefined;
}

function decoded(text: string): string {
	return text
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');
}
