import { error, type RequestEvent } from '@sveltejs/kit';
import { banking } from '#modules/banking/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import { translateCode } from '#platform/server/locale.ts';

/** The bank account that the address names by its number in the books. */
export async function accountOf(event: RequestEvent) {
	const { accounts } = await read(event, banking.listAccounts, {});
	const account = accounts.find(({ code }) => code === event.params.account);
	if (!account) error(404, translateCode('platform.page-not-found', {}, event.locals.locale));
	return account;
}
