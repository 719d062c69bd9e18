import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { requireBankAccount } from '../bank-accounts.ts';
import type { BankAccount } from '../bank-accounts.ts';
import { accountField } from '../fields.ts';
import { proposeAll } from './propose.ts';
import type { ProposedLine } from './propose.ts';
import { recordEntry, settleExpected, wholeOf } from './record.ts';
import { writeReconciliation } from './write-reconciliation.ts';

export const acceptProposals = defineOperation({
	name: 'banking.accept-proposals',
	summary:
		'Accept what is proposed for lines of the bank: these ones, or all that are sure to be in the books',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/accounts/{account}/accept' },
	input: z.strictObject({
		account: accountField,
		/** These lines, whatever is proposed for each; all the sure ones unless said. */
		lines: z.array(z.uuid()).min(1).max(200).optional()
	}),
	output: z.object({ matched: z.int(), recorded: z.int() }),
	async run(context, { account: ref, lines }) {
		const account = await requireBankAccount(context, ref);
		const proposed = await proposeAll(context, account);
		const chosen = lines
			? lines.map((id) => withProposal(proposed, id))
			: proposed.filter(({ proposal }) => proposal?.kind === 'match' && proposal.sure);
		const counts = { matched: 0, recorded: 0 };
		for (const one of chosen) counts[await accept(context, account, one)]++;
		context.about('bank-account', account.id, counts);
		return counts;
	}
});

/** @throws {Refusal} `banking.nothing-proposed` when the line waits no more, or nothing is thought of it */
function withProposal(proposed: readonly ProposedLine[], id: string): ProposedLine {
	const found = proposed.find(({ line }) => line.id === id);
	if (!found?.proposal) throw new Refusal('conflict', 'banking.nothing-proposed');
	return found;
}

async function accept(
	context: OperationContext,
	account: BankAccount,
	{ line, proposal }: ProposedLine
): Promise<'matched' | 'recorded'> {
	if (proposal?.kind === 'match') {
		const movementIds = proposal.movements.map(({ id }) => id);
		await writeReconciliation(context, {
			account,
			lineIds: [line.id],
			movementIds,
			how: 'matched'
		});
		return 'matched';
	}
	if (proposal?.kind === 'settle') {
		const ids = proposal.items.map(({ id }) => id);
		await settleExpected(context, account, line, { source: proposal.source, ids });
		return 'recorded';
	}
	const target = proposal?.kind === 'rule' ? proposal : { account: proposal?.account };
	await recordEntry(
		context,
		account,
		{ ...line, reconciliationId: null },
		{
			label: proposal?.kind === 'rule' ? (proposal.label ?? undefined) : undefined,
			parts: wholeOf(line, target),
			learn: false
		}
	);
	return 'recorded';
}
