import type { AnyOperation } from '#platform/server/operation.ts';
import type { Caller } from '#platform/server/perform.ts';
import { modules } from '../registry.ts';

export function may({ actor }: Caller, { permission }: AnyOperation): boolean {
	return actor.permissions.has(permission);
}

/** The address of a page of the navigation that the caller may open. */
export function pageOf({ actor, association }: Caller, path: string): string | undefined {
	const entry = modules
		.flatMap(({ navigation }) => navigation)
		.find((candidate) => candidate.path === path && actor.permissions.has(candidate.permission));
	return entry && `/${association.slug}/${path}`;
}
