import { describe, expect, it } from 'vitest';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { getTask, getTaskFile } from '#platform/server/operations/index.ts';
import { runTasks } from '#platform/server/tasks/run-tasks.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anAssociationWithDues, onTheSameDay, TODAY } from './dues.testing.ts';
import * as membership from './operations.ts';

useTestProgram();
onTheSameDay();

/** All that a PDF says. */
async function pdfText(body: AsyncIterable<Uint8Array | string> | Uint8Array | string) {
	if (typeof body === 'string' || body instanceof Uint8Array) throw new Error('not streamed');
	const chunks: Uint8Array[] = [];
	for await (const chunk of body) chunks.push(chunk as Uint8Array);
	return textOfPdf(Buffer.concat(chunks))
		.flat()
		.map(({ text }) => text)
		.join(' ');
}

const cash = { means: 'cash', date: TODAY } as const;

/** Aïcha owes 20 €. */
async function aDebt() {
	const house = await anAssociationWithDues();
	const { system, personId, tariffId } = house;
	const { membershipId: id } = await perform(membership.recordMembership, system, {
		personId,
		tariffId
	});
	const dues = async () => (await perform(membership.getMembership, system, { id })).membership;
	const lines = async (entryId: string) => {
		const entry = await perform(accounting.getEntry, system, { entryId });
		return entry.lines.map(({ account, debitCents, creditCents }) =>
			[account, debitCents, creditCents].join(' ')
		);
	};
	const pay = (amountCents: number, giftCents?: number) =>
		perform(membership.takePayment, system, {
			...cash,
			memberships: [{ id, amountCents }],
			...(giftCents && { giftCents })
		});
	return { ...house, id, dues, lines, pay };
}

const plan = [
	{ dueOn: '2026-11-01', amountCents: 700, reference: '0012' },
	{ dueOn: '2026-12-01', amountCents: 700 },
	{ dueOn: '2027-01-01', amountCents: 600 }
];

describe('instalments', () => {
	it('are refused to secretaries, for another sum, and once all is paid', async () => {
		const { id, system, as, pay } = await aDebt();
		await expectRefusal(
			perform(membership.planInstalments, as('secretary'), { id, instalments: plan }),
			'platform.not-allowed'
		);
		const [first, second] = plan;
		await expectRefusal(
			perform(membership.planInstalments, system, {
				id,
				instalments: [first, second].flatMap((line) => line ?? [])
			}),
			'membership.instalments-sum'
		);
		await expectRefusal(
			perform(membership.planInstalments, system, { id, instalments: plan.slice(0, 1) }),
			'platform.input-invalid'
		);
		const other = await aDebt();
		await expectRefusal(
			perform(membership.planInstalments, other.system, { id, instalments: plan }),
			'membership.membership-not-found'
		);
		await pay(2000);
		await expectRefusal(
			perform(membership.planInstalments, system, { id, instalments: plan }),
			'membership.nothing-left-due'
		);
	});

	it('are followed by what is paid, replaced, and taken away', async () => {
		const { id, system, pay } = await aDebt();
		await perform(membership.planInstalments, system, { id, instalments: plan });
		await pay(1000);
		const { instalments } = await perform(membership.getMembership, system, { id });
		expect(
			instalments.map(({ state, leftCents, reference }) => [state, leftCents, reference])
		).toEqual([
			['paid', 0, '0012'],
			['upcoming', 400, null],
			['upcoming', 600, null]
		]);
		await perform(membership.planInstalments, system, {
			id,
			instalments: [
				{ dueOn: '2026-11-01', amountCents: 1500 },
				{ dueOn: '2026-12-01', amountCents: 500 }
			]
		});
		expect((await perform(membership.getMembership, system, { id })).instalments).toMatchObject([
			{ state: 'late', leftCents: 500 },
			{ state: 'upcoming', leftCents: 500 }
		]);
		expect(await perform(membership.removeInstalments, system, { id })).toEqual({ removed: 2 });
	});
});

describe('discounts and exemptions', () => {
	it('are refused to secretaries, for more than is due, for nothing, and without a reason', async () => {
		const { id, system, as, pay } = await aDebt();
		const reason = 'Coup de main';
		await pay(500);
		for (const [amountCents, code] of [
			[1501, 'membership.discount-too-large'],
			[0, 'membership.amount-not-positive'],
			[-5, 'membership.amount-not-positive']
		] as const) {
			await expectRefusal(
				perform(membership.grantDiscount, system, { id, amountCents, reason }),
				code
			);
		}
		await expectRefusal(
			perform(membership.grantDiscount, system, { id, amountCents: 100, reason: ' ' }),
			'platform.input-invalid'
		);
		for (const role of ['secretary', 'member', 'accountant'] as const) {
			await expectRefusal(
				perform(membership.exemptMembership, as(role), { id, reason }),
				'platform.not-allowed'
			);
		}
	});

	it('lower what is due, and are taken back once', async () => {
		const { id, system, dues, pay } = await aDebt();
		await perform(membership.grantDiscount, system, { id, amountCents: 300, reason: 'Fratrie' });
		expect(await dues()).toMatchObject({ dueCents: 1700, state: 'owing' });
		await pay(500);
		const exempt = await perform(membership.exemptMembership, system, { id, reason: 'Chômage' });
		expect(exempt.amountCents).toBe(1200);
		expect(await dues()).toMatchObject({ dueCents: 500, paidCents: 500, state: 'up-to-date' });
		await expectRefusal(
			perform(membership.exemptMembership, system, { id, reason: 'Encore' }),
			'membership.nothing-left-due'
		);
		await perform(membership.cancelAdjustment, system, { id: exempt.adjustmentId });
		expect(await dues()).toMatchObject({ dueCents: 1700, paidCents: 500 });
		await expectRefusal(
			perform(membership.cancelAdjustment, system, { id: exempt.adjustmentId }),
			'membership.adjustment-already-cancelled'
		);
		const { adjustments } = await perform(membership.getMembership, system, { id });
		expect(adjustments.map(({ kind, cancelled, reason }) => [kind, cancelled, reason])).toEqual([
			['discount', false, 'Fratrie'],
			['exemption', true, 'Chômage']
		]);
	});
});

describe('a refund', () => {
	it('is refused without payment, beyond it, and to secretaries', async () => {
		const { id, system, as, pay } = await aDebt();
		const refund = { id, ...cash, reason: 'Départ' };
		await expectRefusal(
			perform(membership.refundMembership, as('secretary'), refund),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(membership.refundMembership, system, refund),
			'membership.nothing-paid'
		);
		await pay(1500);
		await expectRefusal(
			perform(membership.refundMembership, system, { ...refund, amountCents: 1501 }),
			'membership.refund-too-large'
		);
		await expectRefusal(
			perform(membership.refundMembership, system, { ...refund, date: '2025-12-31' }),
			'accounting.no-year-on-day'
		);
	});

	it('takes the money off the dues and out of the till, and is taken back', async () => {
		const { id, system, dues, lines, pay } = await aDebt();
		const paid = await pay(1500);
		const refund = await perform(membership.refundMembership, system, {
			id,
			...cash,
			amountCents: 1000,
			reason: 'Départ'
		});
		expect(await dues()).toMatchObject({ dueCents: 1000, paidCents: 500 });
		expect(await lines(refund.entryId)).toEqual(['7561 1000 0', '530 0 1000']);
		await expectRefusal(
			perform(membership.cancelPayment, system, { id: paid.paymentId }),
			'membership.payment-refunded'
		);
		await perform(membership.cancelAdjustment, system, { id: refund.adjustmentId });
		expect(await dues()).toMatchObject({ dueCents: 2000, paidCents: 1500 });
		await perform(membership.cancelPayment, system, { id: paid.paymentId });
		expect(await dues()).toMatchObject({ dueCents: 2000, paidCents: 0 });
	});
});

describe('a gift with dues', () => {
	it('is one payment and one entry of three lines', async () => {
		const { dues, lines, pay, system, id } = await aDebt();
		const paid = await pay(2000, 500);
		expect(paid.amountCents).toBe(2500);
		expect(await dues()).toMatchObject({ paidCents: 2000 });
		expect(await lines(paid.entryId)).toEqual(['530 2500 0', '7561 0 2000', '75411 0 500']);
		const { payments } = await perform(membership.getMembership, system, { id });
		expect(payments[0]).toMatchObject({ amountCents: 2500, giftCents: 500 });
		await perform(membership.cancelPayment, system, { id: paid.paymentId });
		expect(await dues()).toMatchObject({ paidCents: 0 });
	});

	it('comes in a collection too, with dues only', async () => {
		const { system, tariffId, fee } = await aDebt();
		const personId = await aPerson(system);
		const shown = await perform(membership.previewCollection, system, {
			...cash,
			tariffId,
			lines: [{ personId, giftCents: 1000 }]
		});
		expect(shown).toMatchObject({ totalCents: 3000, lines: [{ giftCents: 1000 }] });
		const nothing = fee.tariffs.find(({ label }) => label === 'Bénévole');
		await expectRefusal(
			perform(membership.takePayments, system, {
				...cash,
				tariffId: nothing?.id ?? '',
				lines: [{ personId, giftCents: 1000 }]
			}),
			'membership.gift-without-dues'
		);
	});
});

describe('a receipt', () => {
	it('is for whoever paid, whom it is for, and those who read dues', async () => {
		const { as, personId, pay } = await aDebt();
		const { paymentId: id } = await pay(2000, 500);
		for (const caller of [
			as('member'),
			as('member', await aPerson(as('administrator'))),
			(await aDebt()).system
		]) {
			await expectRefusal(
				performDownload(membership.printReceipt, caller, { id }),
				'membership.payment-not-found'
			);
		}
		const { name, body } = await performDownload(membership.printReceipt, as('member', personId), {
			id
		});
		const text = await pdfText(body);
		expect(name).toMatch(/^recu-de-paiement-.*\.pdf$/);
		for (const words of ['Aïcha Bernard', '25,00', '20,00', '5,00', 'pas un reçu fiscal']) {
			expect(text).toContain(words);
		}
	});

	it('of a refund is a credit note', async () => {
		const { system, id, pay } = await aDebt();
		await pay(2000);
		const { adjustmentId } = await perform(membership.refundMembership, system, {
			id,
			...cash,
			reason: 'Départ à Rennes'
		});
		const { body } = await performDownload(membership.printReceipt, system, { id: adjustmentId });
		const text = await pdfText(body);
		expect(text).toContain('Avoir');
		expect(text).toContain('Départ à Rennes');
	});
});

describe('the receipts of many', () => {
	it('are refused to members, of nobody, and when nothing is paid', async () => {
		const { system, as, personId, pay } = await aDebt();
		const print = (caller: Caller, input: object) =>
			performDownload(membership.printReceipts, caller, input);
		const selection = { ids: [personId] };
		await expectRefusal(print(as('member', personId), { selection }), 'platform.not-allowed');
		await expectRefusal(print(system, {}), 'membership.receipts-of-whom');
		await expectRefusal(print(system, { selection }), 'membership.receipts-none');
		const { paymentId } = await pay(500);
		await perform(membership.cancelPayment, system, { id: paymentId });
		await expectRefusal(print(system, { selection }), 'membership.receipts-none');
		const other = await anAssociationWithDues();
		await pay(500);
		await expectRefusal(print(other.system, { selection }), 'membership.receipts-none');
	});

	it('are one file of a page each, of the days that are asked for', async () => {
		const { system, as, personId, tariffId, pay } = await aDebt();
		await pay(500);
		const other = await aPerson(system, { firstName: 'Brieuc', lastName: 'Quéré' });
		await perform(membership.takePayments, system, {
			...cash,
			tariffId,
			lines: [{ personId: other }]
		});
		const print = async (more: object = {}) => {
			const input = { selection: { ids: [personId, other] }, ...more };
			const { body } = await performDownload(membership.printReceipts, as('secretary'), input);
			return pdfText(body);
		};
		const text = await print();
		expect(text).toContain('2 reçus');
		expect(text).toContain('Aïcha Bernard');
		expect(text).toContain('Brieuc Quéré');
		expect(await print({ selection: { ids: [other] } })).not.toContain('Aïcha');
		await expectRefusal(print({ to: '2026-11-20' }), 'membership.receipts-none');
	});

	it('are made by a task for many, as the same file', async () => {
		const { system, as, personId, pay } = await aDebt();
		const selection = { ids: [personId] };
		const start = (caller: Caller, input: object) =>
			perform(membership.startReceipts, caller, input);
		await expectRefusal(start(as('member', personId), { selection }), 'platform.not-allowed');
		await expectRefusal(start(system, {}), 'membership.receipts-of-whom');
		await expectRefusal(start(system, { selection }), 'membership.receipts-none');
		await pay(500);
		await pay(700);
		const treasurer = await aSignedIn(system.association.id, 'treasurer');
		const { taskId: id } = await start(treasurer, { selection });
		await runTasks();
		const seen = await perform(getTask, treasurer, { id });
		expect(seen).toMatchObject({ state: 'done', done: 1, total: 1, hasFile: true });
		const { body } = await performDownload(getTaskFile, treasurer, { id });
		expect(await pdfText(body)).toContain('2 reçus');
	});
});
