import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { exampleOf } from '#modules/banking/domain/rule.ts';
import { requireBankAccount } from '../bank-accounts.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { accountField, dayView, lineVatField } from '../fields.ts';
import { proposeAll } from './propose.ts';
import type { Proposal, ProposedLine } from './propose.ts';

export const movementView = z.object({
	/** To be named in `banking.match-lines`. */
	id: z.string(),
	entryId: z.string(),
	number: z.string(),
	day: dayView,
	amountCents: z.int(),
	label: z.string(),
	reference: z.string().nullable(),
	thirdParty: z.string().nullable()
});

export const expectedView = z.object({
	id: z.string(),
	party: z.string(),
	label: z.string(),
	/** What is left to pay, signed like the line. */
	amountCents: z.int(),
	day: dayView
});

const proposalView = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('match'),
		because: z.enum(['reference', 'words', 'amount', 'parts']),
		sure: z.boolean(),
		movements: z.array(movementView)
	}),
	z.object({
		kind: z.literal('settle'),
		because: z.enum(['reference', 'words', 'sum', 'amount']),
		/** Who settles it: `accounting.open-items`, `membership.dues`… */
		source: z.string(),
		/** Each is settled in full. */
		items: z.array(expectedView)
	}),
	z.object({
		kind: z.literal('rule'),
		ruleId: z.string(),
		contains: z.string(),
		meaning: z.string().nullable(),
		account: z.string().nullable(),
		label: z.string().nullable(),
		vat: lineVatField.nullable()
	}),
	z.object({
		kind: z.literal('habit'),
		account: z.string(),
		accountLabel: z.string(),
		word: z.string(),
		uses: z.int()
	})
]);

export const listProposals = defineOperation({
	name: 'banking.list-proposals',
	summary: 'List the lines of the bank that wait, the oldest first, with what is proposed for each',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/accounts/{account}/proposals' },
	input: z.strictObject({
		account: accountField,
		cursor: z.string().max(200).optional(),
		limit: z.int().min(1).max(100).default(25)
	}),
	output: z.object({
		/** Of all pages. */
		waiting: z.int(),
		sure: z.int(),
		lines: z.array(
			z.object({
				id: z.string(),
				day: dayView,
				amountCents: z.int(),
				label: z.string(),
				detail: z.string().nullable(),
				counterparty: z.string().nullable(),
				reference: z.string().nullable(),
				/** Words that a rule for such lines might look for. */
				example: z.string(),
				proposal: proposalView.nullable()
			})
		),
		next: z.string().nullable()
	}),
	async run(context, { account: ref, cursor, limit }) {
		const account = await requireBankAccount(context, ref);
		const all = await proposeAll(context, account);
		const after = cursor === undefined ? undefined : readCursor(cursor);
		const rest = after
			? all.filter(
					({ line }) => line.day > after.day || (line.day === after.day && line.id > after.id)
				)
			: all;
		const shown = rest.slice(0, limit);
		const last = rest.length > limit ? shown.at(-1)?.line : undefined;
		return {
			waiting: all.length,
			sure: all.filter(({ proposal }) => proposal?.kind === 'match' && proposal.sure).length,
			lines: shown.map(toView),
			next: last ? writeCursor(last) : null
		};
	}
});

function toView({ line, proposal }: ProposedLine) {
	const { id, day, cents, label, facts } = line;
	return {
		id,
		day,
		amountCents: cents,
		label,
		detail: facts.detail ?? null,
		counterparty: facts.counterparty ?? null,
		reference: facts.reference ?? null,
		example: exampleOf(label),
		proposal: proposal && viewOf(proposal)
	};
}

function viewOf(proposal: Proposal): z.output<typeof proposalView> {
	if (proposal.kind === 'settle') {
		const items = proposal.items.map(({ id, party, label, cents, day }) => {
			return { id, party, label, amountCents: cents, day };
		});
		return { ...proposal, items };
	}
	if (proposal.kind === 'rule') {
		const { keptUnder: _, ...rule } = proposal;
		return rule;
	}
	if (proposal.kind !== 'match') return proposal;
	const movements = proposal.movements.map(({ cents, ...rest }) => ({
		...rest,
		amountCents: cents
	}));
	return { ...proposal, movements };
}
