import { activities } from '#modules/activities/server/index.ts';
import { seasonOn } from '#modules/activities/index.ts';
import { read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';

/** What the form of an activity offers to choose from. */
export async function formOptions(event: Parameters<typeof read>[0]) {
	const { kinds } = await read(event, activities.listDocumentKinds, {});
	return { kinds, season: seasonOn(today()) };
}
