import { membership } from '#modules/membership/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { parseDay } from '#shared/day.ts';
import { selectedIn } from '../chosen-people.server.ts';
import type { RequestHandler } from './$types';

/** The receipts of one collection, or of the people chosen in a list between two days. */
export const GET: RequestHandler = (event) => {
	const { searchParams: asked } = event.url;
	const collectionId = asked.get('collection');
	return download(
		event,
		membership.printReceipts,
		collectionId === null
			? {
					selection: selectedIn(asked),
					from: dayIn(asked, 'from'),
					to: dayIn(asked, 'to')
				}
			: { collectionId }
	);
};

/** A day as it was typed; what is none is refused by the operation. */
function dayIn(asked: URLSearchParams, name: string): string | undefined {
	const typed = asked.get(name)?.trim();
	return typed ? (parseDay(typed) ?? typed) : undefined;
}
