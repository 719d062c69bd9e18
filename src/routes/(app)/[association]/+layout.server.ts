import { navigationOf } from '#composition/navigation.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import { getAssociation } from '#platform/server/operations/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	// Read here, so that another association's address loads another association.
	const slug = event.params.association;
	const { name, accentHue, logo } = await read(event, getAssociation, {});
	const logoUrl = logo ? `/${slug}/logo?v=${logo.slice(0, 12)}` : undefined;
	return {
		association: { slug, name, accentHue, logoUrl },
		navigation: navigationOf(callerOf(event)),
		user: { name: event.locals.session?.name || (event.locals.session?.email ?? '') }
	};
};
