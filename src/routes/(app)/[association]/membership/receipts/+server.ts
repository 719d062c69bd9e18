import { membership } from '#modules/membership/server/index.ts';
import { parametersIn } from '#platform/page/form.server.ts';
import { download } from '#platform/page/perform.server.ts';
import { actAndWait } from '#platform/page/wait.server.ts';
import { parseDay } from '#shared/day.ts';
import { selectedIn } from '../chosen-people.server.ts';
import type { RequestHandler } from './$types';

/** The receipts of one collection, or of the people chosen in a list between two days. */
export const GET: RequestHandler = (event) =>
	download(event, membership.printReceipts, receiptsIn(event.url.searchParams));

/** The same for many people: they are made meanwhile. */
export const POST: RequestHandler = async (event) =>
	actAndWait(event, membership.startReceipts, receiptsIn(await parametersIn(event)));

function receiptsIn(asked: URLSearchParams) {
	const collectionId = asked.get('collection');
	if (collectionId !== null) return { collectionId };
	return { selection: selectedIn(asked), from: dayIn(asked, 'from'), to: dayIn(asked, 'to') };
}

/** A day as it was typed; what is none is refused by the operation. */
function dayIn(asked: URLSearchParams, name: string): string | undefined {
	const typed = asked.get(name)?.trim();
	return typed ? (parseDay(typed) ?? typed) : undefined;
}
