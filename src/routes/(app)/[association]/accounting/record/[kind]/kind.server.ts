import { error } from '@sveltejs/kit';
import { translateCode } from '#platform/server/locale.ts';
import { KINDS, type Kind } from './record-form.server.ts';

interface PageEvent {
	readonly params: { readonly kind: string };
	readonly locals: App.Locals;
}

/** What the address asks to note: `/record/expense`. */
export function kindOf({ params, locals }: PageEvent): Kind {
	const kind = KINDS.find((known) => known === params.kind);
	return kind ?? error(404, translateCode('platform.page-not-found', {}, locals.locale));
}
