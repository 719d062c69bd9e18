import type { z } from 'zod';
import { accounting } from '#modules/accounting/server/index.ts';
import type { membership } from '#modules/membership/server/index.ts';
import { privacy } from '#modules/privacy/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { listMail } from '#platform/server/operations/index.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { unproven, type Entry } from './last-movements.ts';
import { may, pageOf } from './may.ts';

export type Summary = z.output<typeof membership.membershipSummary.output>;

/** Something that waits; the page knows its words. */
export interface Task {
	readonly kind: 'corrections' | 'privacy' | 'owing' | 'expired' | 'drafts' | 'vouchers' | 'mail';
	readonly count: number;
	/** More than `count` of them. */
	readonly more?: boolean;
	readonly cents?: number;
	/** Where it is done; absent while that page is not there for the caller. */
	readonly href: string | undefined;
}

const COUNTED = 50;

/** What waits for this caller, from real data only. */
export async function readTasks(
	caller: Caller,
	summary: Summary | undefined,
	latest: readonly Entry[]
): Promise<Task[]> {
	const dues = pageOf(caller, 'membership');
	const books = pageOf(caller, 'accounting');
	const mayWrite = may(caller, accounting.recordExpense);
	const tasks: Task[] = [
		await correctionTask(caller),
		{
			kind: 'owing',
			count: summary?.owing ?? 0,
			cents: summary?.owedCents,
			href: dues && `${dues}/owing`
		},
		{ kind: 'expired', count: summary?.expired ?? 0, href: dues && `${dues}/list` },
		await draftTask(caller, books),
		{ kind: 'vouchers', count: mayWrite ? unproven(latest).length : 0, href: books },
		await privacyTask(caller),
		await mailTask(caller)
	];
	return tasks.filter(({ count }) => count > 0);
}

async function draftTask(caller: Caller, href: string | undefined): Promise<Task> {
	const asked = may(caller, accounting.validateEntries) && may(caller, accounting.listEntries);
	const drafts = asked
		? await perform(accounting.listEntries, caller, { validated: false, limit: COUNTED })
		: undefined;
	return {
		kind: 'drafts',
		count: drafts?.entries.length ?? 0,
		more: drafts?.next !== undefined,
		href
	};
}

/** Mail that can't leave, because the server has no way to send it. */
async function mailTask(caller: Caller): Promise<Task> {
	const mail = may(caller, listMail)
		? await perform(listMail, caller, { state: 'waiting', limit: COUNTED })
		: undefined;
	return {
		kind: 'mail',
		count: mail && !mail.serverSends ? mail.rows.length : 0,
		more: Boolean(mail?.nextCursor),
		href: pageOf(caller, 'settings/mail')
	};
}

/** What members ask to correct on their records. */
async function correctionTask(caller: Caller): Promise<Task> {
	const waiting = may(caller, people.listCorrections)
		? await perform(people.listCorrections, caller, { limit: COUNTED })
		: undefined;
	const href = pageOf(caller, 'people');
	return {
		kind: 'corrections',
		count: waiting?.rows.length ?? 0,
		more: Boolean(waiting?.nextCursor),
		href: href && `${href}/corrections`
	};
}

/** Former members whose record is kept no more. */
async function privacyTask(caller: Caller): Promise<Task> {
	const due = may(caller, privacy.listDue)
		? await perform(privacy.listDue, caller, { limit: COUNTED })
		: undefined;
	return {
		kind: 'privacy',
		count: due?.rows.length ?? 0,
		more: Boolean(due?.nextCursor),
		href: pageOf(caller, 'privacy')
	};
}
