import { inHost } from '#platform/server/database/db.ts';
import { accountCaller, placesOf, type Place } from '#platform/server/identity/index.ts';
import { runtime } from '#platform/server/runtime.ts';
import { sessionOf } from './session.server.ts';

interface PageEvent {
	readonly locals: App.Locals;
}

export function placesOfEvent(event: PageEvent): Promise<Place[]> {
	return inHost(runtime().database.db, (tx) => placesOf(tx, sessionOf(event).accountId));
}

/** For a page of the account that acts in an association its address doesn't name: who acts there, if anybody. */
export async function eventIn(event: PageEvent, slug: string): Promise<PageEvent> {
	const { accountId } = sessionOf(event);
	const caller = await inHost(runtime().database.db, (tx) =>
		accountCaller(tx, accountId, { slug })
	);
	return { locals: { ...event.locals, caller } };
}
