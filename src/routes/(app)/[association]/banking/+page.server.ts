import { banking } from '#modules/banking/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => read(event, banking.listAccounts, {});
