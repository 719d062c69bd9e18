import { describe, expect, it } from 'vitest';
import * as messages from '#i18n';
import { ICON_NAMES } from '#platform/ui/icon-names.ts';
import type { Caller } from '#platform/server/perform.ts';
import { navigationOf } from './navigation.ts';
import { modules } from './registry.ts';

function callerWith(permissions: readonly string[]): Caller {
	return {
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
}

describe('the navigation', () => {
	it('shows nothing that may not be opened', () => {
		expect(navigationOf(callerWith([]))).toEqual([]);
	});

	it('groups what may be, in words, below the association', () => {
		expect(navigationOf(callerWith(['platform.read-mail']))).toEqual([
			{
				area: 'settings',
				label: 'Réglages',
				entries: [{ href: '/amis/settings/mail', label: 'Courrier envoyé', icon: 'mail' }]
			}
		]);
	});

	it('names only messages and icons that exist', () => {
		for (const { label, icon } of modules.flatMap((module) => module.navigation)) {
			expect(messages).toHaveProperty(label);
			expect(ICON_NAMES).toContain(icon);
		}
	});
});
