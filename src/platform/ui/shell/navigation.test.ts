import { describe, expect, it } from 'vitest';
import {
	currentArea,
	currentHref,
	filledAreas,
	firstOf,
	isCurrent,
	type Area
} from './navigation.ts';

const navigation: Area[] = [
	{
		area: 'association',
		label: 'L’association',
		entries: [{ href: '/k/people', label: 'Membres', icon: 'users' }]
	},
	{ area: 'work', label: 'Travailler ensemble', entries: [] },
	{
		area: 'talk',
		label: 'Se parler',
		entries: [{ href: '/k/talk', label: 'Discussions', icon: 'messages-square' }]
	}
];

describe('the navigation', () => {
	it('does not take a page that begins alike for a page below', () => {
		expect(isCurrent('/k/people', '/k/people-import')).toBe(false);
		expect(isCurrent('/k/people', '/k/people/42')).toBe(true);
	});

	it('marks one entry only, the closest to the page', () => {
		const entries = ['/k/settings', '/k/settings/mail'].map((href) => ({
			href,
			label: '',
			icon: ''
		}));
		const navigation: Area[] = [{ area: 'settings', label: '', entries }];
		expect(currentHref(navigation, '/k/settings/mail/1')).toBe('/k/settings/mail');
		expect(currentHref(navigation, '/k/settings')).toBe('/k/settings');
		expect(currentHref(navigation, '/k/people')).toBeUndefined();
	});

	it('leaves out areas without entries', () => {
		expect(filledAreas(navigation).map(({ area }) => area)).toEqual(['association', 'talk']);
	});

	it('knows the area of a page, and of none', () => {
		expect(currentArea(navigation, '/k/people/42')?.area).toBe('association');
		expect(currentArea(navigation, '/k')).toBeUndefined();
	});

	it('leads a door to the first area that has something', () => {
		expect(firstOf(navigation, ['work', 'talk'])?.area).toBe('talk');
		expect(firstOf(navigation, ['money'])).toBeUndefined();
	});
});
