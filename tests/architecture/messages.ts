import path from 'node:path';
import { sourceFiles } from './source-files.ts';

/** A message of one language: its wordings (several for plurals) and the parameters they name. */
export interface MessageText {
	readonly wordings: readonly string[];
	readonly parameters: readonly string[];
}

export type Messages = ReadonlyMap<string, MessageText>;

/** Messages of one folder `i18n`. */
export interface MessageFolder {
	/** `platform`, or the module, or what `composition` does across modules: its keys start with it. */
	readonly name: string;
	readonly fr: Messages;
	readonly en: Messages;
}

/** What `composition` itself says is about founding an association. */
export const FOUNDING = 'founding';

export function messageFolders(): MessageFolder[] {
	return sourceFiles('src/**/i18n/fr.json').map((french) => {
		const folder = path.dirname(french.path);
		const [english] = sourceFiles(`${folder}/en.json`);
		return {
			name: path.basename(path.dirname(folder)).replace('composition', FOUNDING),
			fr: readMessages(french.text),
			en: readMessages(english?.text ?? '{}')
		};
	});
}

export function readMessages(text: string): Messages {
	const content = JSON.parse(text) as Record<string, unknown>;
	return new Map(
		Object.entries(content)
			.filter(([key]) => !key.startsWith('$'))
			.map(([key, value]) => [key, readMessage(value)])
	);
}

interface Variants {
	readonly declarations?: readonly string[];
	readonly match: Readonly<Record<string, string>>;
}

function readMessage(value: unknown): MessageText {
	if (typeof value === 'string') return { wordings: [value], parameters: parametersOf([value]) };
	const variants = value as readonly Variants[];
	const wordings = variants.flatMap(({ match }) => Object.values(match));
	const inputs = variants.flatMap(({ declarations = [] }) =>
		declarations.flatMap((line) => /^input (\w+)$/.exec(line)?.[1] ?? [])
	);
	return { wordings, parameters: [...new Set([...inputs, ...parametersOf(wordings)])].sort() };
}

function parametersOf(wordings: readonly string[]): string[] {
	const names = wordings.flatMap((wording) =>
		[...wording.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
	);
	return [...new Set(names)].sort();
}
