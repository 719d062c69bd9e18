import { squeeze } from '../cleaned.ts';

// Google writes the groups of its own with a star: `* myContacts`.
const SYSTEM = /^\* ?(my ?contacts|starred|friends|family|coworkers)$/i;

/**
 * The names of groups in one cell: `Bureau; Buvette`, Google’s `Bureau ::: * myContacts`, Mailchimp’s
 * `"Bureau","Buvette"`. A name between quotes may hold a semicolon.
 */
export function splitGroupNames(text: string): string[] {
	const separated = /^\s*"[^"]*"(\s*,\s*"[^"]*")*\s*$/.test(text)
		? text.replace(/"\s*,\s*"/g, '";"')
		: text.replaceAll(':::', ';');
	const parts = separated.match(/(?:"(?:[^"]|"")*"|[^;\n])+/g) ?? [];
	const names = parts
		.map((part) => squeeze(part))
		.map((name) => (/^".*"$/s.test(name) ? squeeze(name.slice(1, -1).replaceAll('""', '"')) : name))
		.filter((name) => name !== '' && !SYSTEM.test(name));
	return [...new Set(names)];
}

/** The cell that `splitGroupNames` reads back. */
export function joinGroupNames(names: readonly string[]): string {
	return names
		.map((name) => (/[;"]|:::|^\*/.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
		.join('; ');
}
