import { m } from '#i18n';

export interface AudienceFacts {
	readonly total: number;
	readonly kind: 'chosen' | 'found' | 'all';
	readonly person?: { readonly name: string };
	readonly group?: string;
}

/** For whom a document will be, as a sentence. */
export function audienceSentence({ total: count, kind, person, group }: AudienceFacts): string {
	if (person) return m.documents_for_person({ name: person.name });
	if (kind === 'chosen') return m.documents_for_chosen({ count });
	if (group) return m.documents_for_group({ count, group });
	return kind === 'found' ? m.documents_for_found({ count }) : m.documents_for_all({ count });
}
