import type { OperationContext } from './operation.ts';

/** Something that made an entry or was settled by it. */
export interface EntryLink {
	readonly entryId: string;
	/** In the reader's language: « Cotisation de Jeanne Martin, Adhésion 2026 ». */
	readonly label: string;
	/** Path below `/<association>/`. */
	readonly href: string;
}

/** What entries are for; contributed by the modules that wrote them or know what they settle. */
export interface EntrySource {
	/** `module.noun`; unique. */
	readonly key: string;
	/** Whoever does not hold it is told of nothing. */
	readonly permission: string;
	/** What this module knows of these entries, a page of them at most. */
	links(context: OperationContext, entryIds: readonly string[]): Promise<readonly EntryLink[]>;
}

let sources: readonly EntrySource[] = [];

/** Called once by `composition`, with the sources of every module. */
export function declareEntrySources(declared: readonly EntrySource[]): void {
	sources = declared;
}

/** All that the caller may know of what these entries are for, in the order of the modules. */
export async function entryLinks(
	context: OperationContext,
	entryIds: readonly string[]
): Promise<readonly EntryLink[]> {
	const links: EntryLink[] = [];
	for (const source of sources) {
		if (!context.actor.permissions.has(source.permission)) continue;
		links.push(...(await source.links(context, entryIds)));
	}
	return links;
}
