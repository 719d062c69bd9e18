/** Areas of an association's life, in the order of the navigation. */
export type AreaKey = 'association' | 'money' | 'decide' | 'work' | 'talk' | 'show' | 'settings';

export interface Entry {
	href: string;
	label: string;
	/** One of `ICON_NAMES`; any other draws nothing. */
	icon: string;
	/** How many things wait there. */
	badge?: number;
}

export interface Area {
	area: AreaKey;
	label: string;
	entries: readonly Entry[];
}

/** What the shell must know of the association. */
export interface ShellAssociation {
	name: string;
	slug: string;
	/** Hue of the accent in oklch degrees (0–359). */
	accentHue?: number;
	logoUrl?: string;
}

/** `true` on the page of the entry and below it. */
export function isCurrent(href: string, currentPath: string): boolean {
	return currentPath === href || currentPath.startsWith(`${href}/`);
}

/** Address of the entry the person is in: of two that fit, the longer one. */
export function currentHref(navigation: readonly Area[], currentPath: string): string | undefined {
	return navigation
		.flatMap(({ entries }) => entries.map(({ href }) => href))
		.filter((href) => isCurrent(href, currentPath))
		.reduce<string | undefined>(
			(best, href) => (href.length > (best?.length ?? 0) ? href : best),
			undefined
		);
}

/** The areas that have entries: an empty one is not shown. */
export function filledAreas(navigation: readonly Area[]): Area[] {
	return navigation.filter(({ entries }) => entries.length > 0);
}

/** The area the person is in, if any. */
export function currentArea(navigation: readonly Area[], currentPath: string): Area | undefined {
	return navigation.find(({ entries }) => entries.some(({ href }) => isCurrent(href, currentPath)));
}

/** First area of `areas` that has entries: where a door of the narrow screen leads. */
export function firstOf(navigation: readonly Area[], areas: readonly AreaKey[]): Area | undefined {
	return areas
		.map((key) => navigation.find(({ area, entries }) => area === key && entries.length > 0))
		.find((area) => area !== undefined);
}
