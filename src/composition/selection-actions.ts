import * as messages from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { Caller } from '#platform/server/perform.ts';
import { modules } from './registry.ts';

type Label = (parameters: Record<string, never>, options: { locale: Locale }) => string;

/** What the caller may do with people chosen in a list; `chosen` is the query that names them. */
export function selectionActionsOf({ actor, association }: Caller, chosen: URLSearchParams) {
	const words = messages as unknown as Record<string, Label>;
	return modules
		.flatMap((module) => module.selectionActions ?? [])
		.filter(({ permission }) => actor.permissions.has(permission))
		.map(({ path, label }) => {
			const query = chosen.size > 0 ? `${path.includes('?') ? '&' : '?'}${chosen}` : '';
			return {
				href: `/${association.slug}/${path}${query}`,
				label: words[label]?.({}, { locale: actor.locale }) ?? label
			};
		});
}
