import { redirect } from '@sveltejs/kit';
import { readHome } from '#composition/home/read-home.ts';
import { callerOf, demand } from '#platform/page/perform.server.ts';
import { editAssociation } from '#platform/server/operations/index.ts';
import { mayRemoveDemo, removeDemo } from '#seeds/demo.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const caller = callerOf(event);
	return { home: await readHome(caller), mayRemoveDemo: await mayRemoveDemo(caller) };
};

export const actions: Actions = {
	async removeDemo(event) {
		demand(event, editAssociation);
		if (await mayRemoveDemo(callerOf(event))) await removeDemo();
		redirect(303, '/');
	}
};
