import type { RequestEvent } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';

const KEPT = /^(search|group):([0-9a-f-]{36})$/;

/** The saved search or the group whose conditions are being made anew, and goes on having its name. */
export interface KeptSearch {
	readonly kind: 'search' | 'group';
	readonly id: string;
	readonly name: string;
}

/** What `into` of an address names, unless its reader may not change it or it is no more. */
export async function keptSearch(
	event: RequestEvent,
	searches: readonly { id: string; name: string; mayEdit: boolean }[]
): Promise<KeptSearch | null> {
	const [, kind, id] = KEPT.exec(event.url.searchParams.get('into') ?? '') ?? [];
	if (id === undefined) return null;
	if (kind === 'search') {
		const search = searches.find((one) => one.id === id && one.mayEdit);
		return search ? { kind, id, name: search.name } : null;
	}
	if (!callerOf(event).actor.permissions.has(people.editSearchGroup.permission)) return null;
	const { groups } = await read(event, people.listGroups, {});
	if (!groups.some((one) => one.id === id)) return null;
	const group = await read(event, people.getGroup, { id });
	return group.search ? { kind: 'group', id, name: group.name } : null;
}
