import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { queueMail } from '#platform/server/mail.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { keepBatch } from './batch-row.ts';
import { leftOut } from './bulk-change.ts';
import { manyMail, planMail } from './plan-mail.ts';

const NAMED = 100;

export const previewMail = defineOperation({
	name: 'people.preview-mail',
	summary:
		'Shows a mail to the people of a selection as the first would read it, and who is left out.',
	permission: 'people.lead',
	kind: 'query',
	http: { method: 'post', path: '/mail-previews' },
	input: manyMail,
	output: z.object({
		total: z.int(),
		/** How many mails leave: people who share an address get one. */
		mails: z.int(),
		leftOutCount: z.int(),
		/** The first hundred, in the order of the list. */
		leftOut: z.array(leftOut),
		first: z.object({ recipient: z.string(), subject: z.string(), text: z.string() }).nullable()
	}),
	async run(context, mail) {
		const { total, mails, leftOut: left } = await planMail(context, mail);
		const [first] = mails;
		return {
			total,
			mails: mails.length,
			leftOutCount: left.length,
			leftOut: left.slice(0, NAMED),
			first: first ? { recipient: first.recipient, subject: first.subject, text: first.text } : null
		};
	}
});

export const writeToMany = defineOperation({
	name: 'people.write-to-many',
	summary:
		'Writes a mail to the people of a selection: one for each address, sent after the commit.',
	permission: 'people.lead',
	kind: 'command',
	http: { method: 'post', path: '/mails-to-many', success: 201 },
	input: manyMail.extend({
		/** Given by the caller: the same one twice is sent once. */
		id: z.uuid().optional()
	}),
	output: z.object({ id: z.uuid(), mails: z.int(), leftOut: z.int() }),
	/** @throws {Refusal} `people.bulk-nobody`, `people.batch-already-done`, those of `planMail` */
	async run(context, { id = newId(), ...mail }) {
		const { mails, leftOut: left } = await planMail(context, mail);
		if (mails.length === 0) throw new Refusal('conflict', 'people.bulk-nobody');
		const people = mails.flatMap(({ personIds }) =>
			personIds.map((personId) => ({ id: personId }))
		);
		await keepBatch(context, { id, kind: 'mail', groupId: null, people });
		for (const { recipient, subject, text } of mails) {
			await queueMail(context.tx, context.association.id, { recipient, subject, text });
		}
		context.about('batch', id, { subject: mail.subject, people: people.map((one) => one.id) });
		return { id, mails: mails.length, leftOut: left.length };
	}
});
