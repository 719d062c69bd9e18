import { sql } from 'kysely';
import { z } from 'zod';
import { fold } from '#shared/text.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { exampleOf } from '#modules/banking/domain/rule.ts';
import { dayView } from '../fields.ts';
import { lineById } from './bank-line.ts';
import { expectedFor } from './expected-for.ts';
import { expectedView, movementView } from './list-proposals.read.ts';
import { openMovements } from './open-items.ts';

const MOST_CANDIDATES = 50;

export const getLine = defineOperation({
	name: 'banking.get-line',
	summary: 'Read a line of the bank with all that is known of it, and the movements it may be',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/lines/{id}' },
	input: z.strictObject({
		id: z.uuid(),
		/** Words of the movements, or of what is expected, looked for. */
		search: z.string().max(100).optional()
	}),
	output: z.object({
		id: z.string(),
		/** Number of the account of the books. */
		account: z.string(),
		accountName: z.string(),
		day: dayView,
		valueDay: dayView.nullable(),
		amountCents: z.int(),
		label: z.string(),
		detail: z.string().nullable(),
		counterparty: z.string().nullable(),
		counterpartyIban: z.string().nullable(),
		reference: z.string().nullable(),
		/** `12.50 USD` and its rate, when it was paid in another currency. */
		original: z
			.object({ amount: z.string(), currency: z.string(), rate: z.string().nullable() })
			.nullable(),
		chargesCents: z.int().nullable(),
		parts: z.array(
			z.object({
				cents: z.int(),
				label: z.string().nullable(),
				counterparty: z.string().nullable(),
				reference: z.string().nullable()
			})
		),
		example: z.string(),
		/** How it was reconciled; null as long as it waits. */
		how: z.enum(['matched', 'recorded']).nullable(),
		/** The movements it agrees with. */
		movements: z.array(movementView),
		/** Movements that wait, those of the same amount first, then the nearest days. */
		candidates: z.array(movementView),
		/** Dues, claims and debts that it may pay, in the same order, to be named in `banking.settle-line`. */
		expected: z.array(expectedView.extend({ source: z.string() }))
	}),
	async run(context, { id, search }) {
		const { line, account } = await lineById(context, id);
		const { facts } = line;
		const { rows } = await sql<z.output<typeof movementView> & { how: 'matched' | 'recorded' }>`
			SELECT m.id, m.entry_id AS "entryId", m.number, m.day, m.amount_cents AS "amountCents", m.label,
				m.reference, m.third_party AS "thirdParty", c.how
			FROM banking.reconciled_entry r
			JOIN banking.reconciliation c ON c.association_id = r.association_id AND c.id = r.reconciliation_id
			JOIN accounting.movement m ON m.association_id = r.association_id AND m.id = r.ledger_line_id
			WHERE r.reconciliation_id = ${line.reconciliationId} ORDER BY m.day, m.id`.execute(context.tx);
		const open = line.reconciliationId ? [] : await openMovements(context.tx, account, line.day);
		const words = fold(search ?? '')
			.split(' ')
			.filter(Boolean);
		const expected = line.reconciliationId
			? []
			: await expectedFor(context, line, { words, limit: MOST_CANDIDATES });
		const distance = (day: string) => Math.abs(Date.parse(day) - Date.parse(line.day));
		const candidates = open
			.filter(({ label, thirdParty, number, reference }) => {
				const said = fold([label, thirdParty, number, reference].filter(Boolean).join(' '));
				return words.every((word) => said.includes(word));
			})
			.sort(
				(a, b) =>
					Number(b.cents === line.cents) - Number(a.cents === line.cents) ||
					distance(a.day) - distance(b.day)
			)
			.slice(0, MOST_CANDIDATES);
		return {
			id: line.id,
			account: account.code,
			accountName: account.name,
			day: line.day,
			valueDay: line.valueDay,
			amountCents: line.cents,
			label: line.label,
			detail: facts.detail ?? null,
			counterparty: facts.counterparty ?? null,
			counterpartyIban: facts.counterpartyIban ?? null,
			reference: facts.reference ?? null,
			original: facts.original ?? null,
			chargesCents: facts.chargesCents ?? null,
			parts: [...(facts.parts ?? [])],
			example: exampleOf(line.label),
			how: rows[0]?.how ?? null,
			movements: rows.map(({ how: _, ...movement }) => movement),
			candidates: candidates.map(({ cents, ...rest }) => ({ ...rest, amountCents: cents })),
			expected: expected.map(({ id, source, party, label, day, cents }) => {
				return { id, source, party, label, day, amountCents: cents };
			})
		};
	}
});
