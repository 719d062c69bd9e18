import { banking } from '#modules/banking/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** The slip of a deposit, to print and to hand over with the cheques. */
export const GET: RequestHandler = (event) =>
	download(event, banking.printDeposit, { id: event.params.deposit, format: 'pdf' });
