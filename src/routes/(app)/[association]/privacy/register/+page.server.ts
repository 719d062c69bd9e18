import { privacy } from '#modules/privacy/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	register: await read(event, privacy.getRegister, {})
});
