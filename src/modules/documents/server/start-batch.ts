import { makeFile } from '#platform/server/tasks/make-file.ts';
import { m } from '#i18n';
import { countAudience } from './audience.ts';
import { loadLetter } from './letters.ts';
import { printCards } from './print-cards.ts';
import { checkStart, printLabels } from './print-labels.ts';
import { printLetters } from './print-letters.ts';

const cards = makeFile({
	name: 'documents.start-cards',
	task: 'documents.make-cards',
	summary: 'Has the member cards of the people of a list made as a PDF, after the answer: a task.',
	title: (locale) => m.documents_cards_title({}, { locale }),
	page: () => 'documents/cards',
	path: '/card-batches',
	download: printCards,
	count: (context, { layout: _, ...audience }) =>
		countAudience(context, { ...audience, upToDate: true })
});

const labels = makeFile({
	name: 'documents.start-labels',
	task: 'documents.make-labels',
	summary:
		'Has the address labels of the people of a list made as a PDF, after the answer: a task.',
	title: (locale) => m.documents_labels_title({}, { locale }),
	page: () => 'documents/labels',
	path: '/label-batches',
	download: printLabels,
	count(context, { format, start, perMailbox: _, ...audience }) {
		checkStart(format, start);
		return countAudience(context, audience);
	}
});

const letters = makeFile({
	name: 'documents.start-letters',
	task: 'documents.make-letters',
	summary: 'Has a letter to the people of a list made as a PDF, after the answer: a task.',
	title: (locale) => m.documents_letters_title({}, { locale }),
	page: () => 'documents/letters',
	path: '/letter-batches',
	download: printLetters,
	async count(context, { letterId, ...audience }) {
		await loadLetter(context.tx, letterId);
		return countAudience(context, audience);
	}
});

export const startCards = cards.start;
export const startLabels = labels.start;
export const startLetters = letters.start;
export const batchTasks = [cards.task, labels.task, letters.task];
