import { accounting } from '#modules/accounting/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** Shown by the browser itself; whatever else a file claims to be is only downloaded. */
const SHOWN = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** A voucher, which anybody may have sent: nothing in it may run here. */
export const GET: RequestHandler = async (event) => {
	const voucherId = event.params.voucher;
	const response = await download(event, accounting.downloadVoucher, { voucherId });
	const { headers } = response;
	headers.set('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'");
	headers.set('x-content-type-options', 'nosniff');
	if (SHOWN.has(headers.get('content-type') ?? '')) {
		const disposition = headers.get('content-disposition') ?? '';
		headers.set('content-disposition', disposition.replace(/^attachment/, 'inline'));
	} else headers.set('content-type', 'application/octet-stream');
	return response;
};
