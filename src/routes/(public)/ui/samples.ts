import type { Column } from '#platform/ui/column.ts';
import type { Area } from '#platform/ui/shell/navigation.ts';

/** Invented people and figures for the living page. */
export interface Member {
	id: string;
	name: string;
	contact: string;
	fee: string;
	groups: string;
	tone: 'good' | 'waiting' | 'late' | 'none';
	state: string;
	due: number;
}

const UP_TO_DATE = 'À jour jusqu’au 31 août';

const ROWS: [string, string, string, string, Member['tone'], string, number][] = [
	['Aïcha Bernard', 'aicha.bernard@example.org', 'Famille', '', 'good', UP_TO_DATE, 4500],
	['Yann Le Guen', '06 12 34 56 78', 'Individuel', 'Bureau · Compost', 'good', UP_TO_DATE, 2000],
	[
		'Madeleine Quéré',
		'madeleine.quere@example.org',
		'Solidaire',
		'',
		'waiting',
		'Doit 5,00 € depuis 12 jours',
		500
	],
	[
		'École Jules-Ferry',
		'ecole.jferry@example.org',
		'Structure',
		'Jardin des enfants',
		'good',
		UP_TO_DATE,
		6000
	],
	[
		'Sofiane Haddad',
		'sofiane.h@example.org',
		'Individuel',
		'Graines',
		'late',
		'Adhésion expirée le 31 août',
		2000
	],
	['Inès Dubois', 'ines.dubois@example.org', 'Individuel', '', 'good', UP_TO_DATE, 2000],
	['Paul N’Guyen', 'paul.nguyen@example.org', 'Famille', 'Bureau', 'good', UP_TO_DATE, 4500],
	['Odile Kermarrec', '02 98 11 22 33', 'Bénévole', 'Buvette', 'none', 'Sans adhésion', 0]
];

export const MEMBERS: readonly Member[] = ROWS.map(
	([name, contact, fee, groups, tone, state, due], index) => ({
		id: String(index + 1),
		name,
		contact,
		fee,
		groups,
		tone,
		state,
		due
	})
);

export const COLUMNS: readonly Column<Member>[] = [
	{ key: 'name', label: 'Personne', role: 'primary', sortable: true },
	{
		key: 'fee',
		label: 'Tarif',
		role: 'wide',
		choice: 'shown',
		sortable: true,
		text: (row) => row.fee
	},
	{ key: 'groups', label: 'Groupes', role: 'wide', choice: 'shown', text: (row) => row.groups },
	{
		key: 'contact',
		label: 'Coordonnées',
		role: 'wide',
		choice: 'extra',
		text: (row) => row.contact
	},
	{ key: 'state', label: 'Adhésion' },
	{ key: 'due', label: 'Cotisation', role: 'figure', sortable: true }
];

const entry = (path: string, label: string, icon: string, badge?: number) => ({
	href: `/kerlann/${path}`,
	label,
	icon,
	badge
});

export const NAVIGATION: readonly Area[] = [
	{
		area: 'association',
		label: 'L’association',
		entries: [
			entry('people', 'Membres', 'users'),
			entry('groups', 'Groupes', 'shapes'),
			entry('activities', 'Activités', 'calendar-check'),
			entry('volunteering', 'Bénévolat', 'hand-heart')
		]
	},
	{
		area: 'money',
		label: 'L’argent',
		entries: [
			entry('accounts', 'Comptes', 'book-open-text', 4),
			entry('gifts', 'Dons', 'gift'),
			entry('invoices', 'Factures', 'receipt-text')
		]
	},
	{ area: 'decide', label: 'Décider', entries: [entry('votes', 'Votes et assemblées', 'vote')] },
	{
		area: 'work',
		label: 'Travailler ensemble',
		entries: [
			entry('files', 'Fichiers', 'folder'),
			entry('documents', 'Documents', 'notebook-pen'),
			entry('agenda', 'Agenda', 'calendar')
		]
	},
	{
		area: 'talk',
		label: 'Se parler',
		entries: [entry('talk', 'Discussions', 'messages-square', 2)]
	},
	{ area: 'show', label: 'Se montrer', entries: [] },
	{ area: 'settings', label: 'Réglages', entries: [entry('settings', 'Réglages', 'settings')] }
];

const MONTHS = [
	'oct.',
	'nov.',
	'déc.',
	'janv.',
	'févr.',
	'mars',
	'avr.',
	'mai',
	'juin',
	'juil.',
	'août',
	'sept.'
];
const BALANCES = [3120, 3480, 3510, 4380, 5870, 5240, 4390, 4720, 6290, 5940, 7810, 8412];

export const TREASURY = MONTHS.map((label, index) => ({
	label,
	value: (BALANCES[index] ?? 0) * 100
}));

export const RESULTS = [
	{ label: 'Cotisations', value: 524000 },
	{ label: 'Dons', value: 131000 },
	{ label: 'Subvention de la mairie', value: 300000 },
	{ label: 'Buvette de juin', value: -4210 }
];
