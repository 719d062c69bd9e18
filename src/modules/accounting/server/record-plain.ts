import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { EntrySource } from '../domain/events.ts';
import type { Direction } from '../domain/meanings.ts';
import { checkAmount } from '../domain/plain-entry.ts';
import { attachFiles } from './attach-files.ts';
import { useDraft } from './drafts/discard-entry-draft.ts';
import {
	accountField,
	amountField,
	dayField,
	fileIdsField,
	idField,
	labelField,
	meaningField,
	referenceField
} from './fields.ts';
import { writeMovement } from './record-parts.ts';
import type { Part } from './record-parts.ts';
import { vatField } from './vat/entry-tax.ts';
import type { PostedEntry } from './write-entry.ts';

/** What it is about, in plain words; or `account`; or neither, when past labels tell. */
const aboutFields = {
	meaning: meaningField.optional(),
	account: accountField.optional(),
	/** Projects, activities, funders it is for: one on each axis. */
	valueIds: z.array(idField).max(10).optional(),
	/** The tax it is with; nothing outside the scope of the tax. */
	vat: vatField.optional()
};

export const plainInput = z.strictObject({
	date: dayField,
	label: labelField,
	amountCents: amountField,
	/** The account the money moves through. */
	means: accountField,
	...aboutFields,
	/** What of the amount is for something else; the rest of it is about what is said above. */
	parts: z
		.array(
			z.strictObject({ amountCents: amountField, label: labelField.optional(), ...aboutFields })
		)
		.max(50)
		.optional(),
	thirdParty: labelField.optional(),
	reference: referenceField.optional(),
	fileIds: fileIdsField.optional(),
	/** The draft that it finishes, which goes with it. */
	draftId: idField.optional()
});

export type PlainEntry = z.output<typeof plainInput> & { source?: EntrySource };

/** Writes an income or an expense told in plain words, and remembers where its labels went. */
export async function recordPlain(
	context: OperationContext,
	direction: Direction,
	entry: PlainEntry
): Promise<PostedEntry> {
	const { date, label, means, thirdParty, reference, source } = entry;
	const signed = direction === 'income' ? 1 : -1;
	const { entryId, number } = await writeMovement(context, {
		...{ date, label, means, thirdParty, reference, source },
		amountCents: signed * entry.amountCents,
		parts: partsOf(entry).map((part) => ({ ...part, amountCents: signed * part.amountCents })),
		learn: !source,
		usualSide: true
	});
	await attachFiles(context, entryId, entry.fileIds);
	await useDraft(context, entry.draftId);
	context.about('entry', entryId, { number });
	return { entryId, number };
}

/**
 * The parts, what is left of the amount first.
 * @throws {Refusal} `accounting.amount-not-positive`, `amount-too-large`, `parts-exceed`
 */
function partsOf({ amountCents, parts = [], ...about }: PlainEntry): Part[] {
	checkAmount(amountCents);
	for (const [index, part] of parts.entries()) {
		checkAmount(part.amountCents, `parts.${index}.amountCents`);
	}
	const left = amountCents - sum(parts.map((part) => part.amountCents));
	if (left < 0) throw refuseField('parts.0.amountCents', 'accounting.parts-exceed');
	const placed = parts.map((part, index) => ({ ...part, path: `parts.${index}.` }));
	if (left === 0) return placed;
	const { meaning, account, valueIds, vat } = about;
	return [{ amountCents: left, meaning, account, valueIds, vat, path: '' }, ...placed];
}
