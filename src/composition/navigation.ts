import * as messages from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { NavigationEntry } from '#platform/server/module.ts';
import type { Caller } from '#platform/server/perform.ts';
import { modules } from './registry.ts';

/** An area of the association's life, as the shell draws it. */
export interface NavigationArea {
	readonly area: NavigationEntry['area'];
	readonly label: string;
	readonly entries: readonly { href: string; label: string; icon: string }[];
}

const AREAS: readonly NavigationEntry['area'][] = [
	'association',
	'money',
	'decide',
	'work',
	'talk',
	'show',
	'settings'
];

type Label = (parameters: Record<string, never>, options: { locale: Locale }) => string;

/** What the caller may open, by area of the association's life, as plain data for the shell. */
export function navigationOf({ actor, association }: Caller): NavigationArea[] {
	const entries = modules
		.flatMap((module) => module.navigation)
		.filter(({ permission }) => actor.permissions.has(permission));
	const label = (key: string) =>
		(messages as unknown as Record<string, Label>)[key]?.({}, { locale: actor.locale }) ?? key;
	const toEntry = (entry: NavigationEntry) => ({
		href: `/${association.slug}/${entry.path}`,
		label: label(entry.label),
		icon: entry.icon
	});
	return AREAS.map((area) => ({
		area,
		label: label(`platform_area_${area}`),
		entries: entries.filter((entry) => entry.area === area).map(toEntry)
	})).filter((area) => area.entries.length > 0);
}
