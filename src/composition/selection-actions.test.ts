import { expect, it } from 'vitest';
import * as messages from '#i18n';
import type { Caller } from '#platform/server/perform.ts';
import { modules } from './registry.ts';
import { selectionActionsOf } from './selection-actions.ts';

function hrefsFor(permissions: readonly string[], chosen: string): string[] {
	const caller: Caller = {
		association: { id: '', slug: 'amis', name: 'Amis', siren: null },
		actor: {
			kind: 'account',
			accountId: null,
			personId: null,
			role: 'member',
			permissions: new Set(permissions),
			locale: 'fr'
		}
	};
	return selectionActionsOf(caller, new URLSearchParams(chosen)).map(({ href }) => href);
}

it('offers what may be done, and nothing else', () => {
	expect(hrefsFor([], 'id=1')).toEqual([]);
	const offered = hrefsFor(['people.lead', 'documents.print'], 'id=1&id=2');
	expect(offered).toContain('/amis/people/actions/mail?id=1&id=2');
	expect(offered.some((href) => href.includes('archive'))).toBe(false);
	expect(offered.some((href) => href.startsWith('/amis/documents/'))).toBe(true);
	expect(hrefsFor(['people.write'], 'q=x')).toContain('/amis/people/actions/change?do=archive&q=x');
});

it('names only messages that exist', () => {
	for (const { label } of modules.flatMap((module) => module.selectionActions ?? [])) {
		expect(messages).toHaveProperty(label);
	}
});
