import { m } from '#i18n';

/** The documents that can be made for people, with the last part of the address of their page. */
export const DOCUMENT_KINDS = [
	{ path: 'cards', label: m.documents_cards_title, summary: m.documents_cards_summary },
	{ path: 'labels', label: m.documents_labels_title, summary: m.documents_labels_summary },
	{ path: 'letters', label: m.documents_letters_title, summary: m.documents_letters_summary },
	{
		path: 'attendance',
		label: m.documents_attendance_title,
		summary: m.documents_attendance_summary
	}
] as const;
