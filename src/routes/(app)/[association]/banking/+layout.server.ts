import { callerOf } from '#platform/page/perform.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
	const { permissions } = callerOf(event).actor;
	return { mayWrite: permissions.has('banking.write') };
};
