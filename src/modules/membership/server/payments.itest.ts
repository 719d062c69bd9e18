import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { perform } from '#platform/server/perform.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { people } from '#modules/people/server/index.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFee, tariffOf } from '../testing/dues.ts';
import { anAssociationWithDues, onTheSameDay, TODAY } from './dues.testing.ts';
import * as membership from './operations.ts';

const program = useTestProgram();
onTheSameDay();

const cheque = { means: 'cheque', date: TODAY } as const;

type House = Awaited<ReturnType<typeof anAssociationWithDues>>;

/** Nothing was written: no membership, no payment, no entry. */
async function expectNothingWritten({ system }: House): Promise<void> {
	const { total } = await perform(membership.listMemberships, system, {});
	const { entries } = await perform(accounting.listEntries, system, {});
	expect({ total, entries: entries.length }).toEqual({ total: 0, entries: 0 });
}

describe('taking payments refuses', () => {
	it('secretaries, who may record memberships without money', async () => {
		const house = await anAssociationWithDues();
		const { tariffId, personId } = house;
		const secretary = house.as('secretary');
		await expectRefusal(
			perform(membership.takePayments, secretary, { ...cheque, tariffId, lines: [{ personId }] }),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(membership.recordMembership, secretary, { personId, tariffId, payment: cheque }),
			'membership.may-not-collect'
		);
		await expectNothingWritten(house);
		const recorded = await perform(membership.recordMembership, secretary, { personId, tariffId });
		expect(recorded).toMatchObject({ startsOn: TODAY, endsOn: '2027-08-31', payment: null });
	});

	it('members, accountants, and whoever is of another association', async () => {
		const [here, elsewhere] = [await anAssociationWithDues(), await anAssociationWithDues()];
		const { personId, tariffId } = here;
		const lines = [{ personId }];
		for (const role of ['member', 'accountant'] as const) {
			await expectRefusal(
				perform(membership.takePayments, here.as(role), { ...cheque, tariffId, lines }),
				'platform.not-allowed'
			);
		}
		await expectRefusal(
			perform(membership.takePayments, elsewhere.system, { ...cheque, tariffId, lines }),
			'membership.tariff-not-found'
		);
		await expectRefusal(
			perform(membership.takePayments, elsewhere.system, {
				...cheque,
				tariffId: elsewhere.tariffId,
				lines
			}),
			'membership.person-unknown'
		);
		await expectNothingWritten(here);
		await expectNothingWritten(elsewhere);
	});

	it('a day without an open year, and writes nothing', async () => {
		const house = await anAssociationWithDues();
		const { system, personId, tariffId } = house;
		for (const date of ['2025-12-31', '2027-01-01']) {
			await expectRefusal(
				perform(membership.takePayments, system, {
					means: 'cash',
					date,
					tariffId,
					lines: [{ personId }]
				}),
				'membership.no-open-year'
			);
		}
		await expectRefusal(
			perform(membership.previewCollection, system, {
				means: 'cash',
				date: '2025-12-31',
				tariffId,
				lines: [{ personId }]
			}),
			'membership.no-open-year'
		);
		await expectRefusal(
			perform(membership.recordMembership, system, {
				personId,
				tariffId,
				payment: { means: 'cash', date: '2025-12-31' }
			}),
			'accounting.no-year-on-day'
		);
		await expectNothingWritten(house);
	});

	it('more than is due, zero or less, less than the least, each on its line', async () => {
		const house = await anAssociationWithDues();
		const { system, fee, tariffId, personId } = house;
		const others = [await aPerson(system), await aPerson(system)];
		const refusal = await expectRefusal(
			perform(membership.takePayments, system, {
				...cheque,
				tariffId,
				lines: [
					{ personId, amountCents: 2001 },
					{ personId: others[0] ?? '', amountCents: 0 },
					{ personId: others[1] ?? '', amountCents: -5 },
					{ personId }
				]
			}),
			'membership.amount-over-due'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'lines.0.amountCents membership.amount-over-due',
			'lines.1.amountCents membership.amount-not-positive',
			'lines.2.amountCents membership.amount-not-positive',
			'lines.3 membership.named-twice'
		]);
		const free = tariffOf(fee, 'Soutien');
		for (const [amountCents, code] of [
			[undefined, 'membership.amount-needed'],
			[2999, 'membership.amount-under-minimum']
		] as const) {
			await expectRefusal(
				perform(membership.takePayments, system, {
					...cheque,
					tariffId: free,
					lines: [{ personId, amountCents }]
				}),
				code
			);
		}
		await expectNothingWritten(house);
	});

	it('unknown and archived people, and nobody', async () => {
		const house = await anAssociationWithDues();
		const { system, tariffId, personId } = house;
		await perform(people.archivePerson, system, { id: personId });
		const refusal = await expectRefusal(
			perform(membership.takePayments, system, {
				...cheque,
				tariffId,
				lines: [{ personId }, { personId: newId() }]
			}),
			'membership.person-archived'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'lines.0.personId membership.person-archived',
			'lines.1.personId membership.person-unknown'
		]);
		const nobody = await expectRefusal(
			perform(membership.takePayments, system, { ...cheque, tariffId, lines: [] }),
			'platform.input-invalid'
		);
		expect(nobody.faults[0]?.code).toBe('membership.nobody-chosen');
		await expectNothingWritten(house);
	});

	it('a membership that overlaps another of the same fee, even recorded at the same moment', async () => {
		const { system, fee, tariffId, personId } = await anAssociationWithDues();
		const input = { personId, tariffId };
		const outcomes = await Promise.allSettled([
			perform(membership.recordMembership, system, input),
			perform(membership.recordMembership, system, input),
			perform(membership.recordMembership, system, { ...input, startsOn: '2026-09-10' })
		]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const outcome of outcomes) {
			if (outcome.status === 'rejected') {
				expect(outcome.reason).toMatchObject({ code: 'membership.overlapping' });
			}
		}
		await expectRefusal(
			perform(membership.recordMembership, system, {
				personId,
				tariffId: tariffOf(fee, 'Bénévole'),
				startsOn: '2027-08-31'
			}),
			'membership.overlapping'
		);
		await perform(membership.recordMembership, system, { ...input, startsOn: '2027-09-01' });
	});

	it('to be paid twice, even at the same moment', async () => {
		const { system, tariffId, personId } = await anAssociationWithDues();
		const { membershipId: id } = await perform(membership.recordMembership, system, {
			personId,
			tariffId
		});
		const pay = () => perform(membership.takePayment, system, { ...cheque, memberships: [{ id }] });
		const outcomes = await Promise.allSettled([pay(), pay(), pay()]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		await expectRefusal(pay(), 'membership.already-paid');
		const { entries } = await perform(accounting.listEntries, system, {});
		expect(entries).toHaveLength(1);
	});

	it('what the database would refuse all the same', async () => {
		const { id: associationId, system, tariffId, personId } = await anAssociationWithDues();
		await perform(membership.takePayments, system, { ...cheque, tariffId, lines: [{ personId }] });
		const owner = await program.owner();
		await owner.query(`SELECT set_config('app.association_id', $1, false)`, [associationId]);
		for (const [statement, constraint] of [
			['UPDATE membership.membership SET paid_cents = due_cents + 1', 'membership_paid'],
			['UPDATE membership.membership SET cancelled_at = now()', 'membership_cancelled_unpaid'],
			['UPDATE membership.payment SET amount_cents = 1', 'payment_kept'],
			['DELETE FROM membership.payment_share', 'payment_kept']
		]) {
			await expect(owner.query(statement ?? '')).rejects.toMatchObject({ constraint });
		}
		await owner.end();
	});
});

describe('the payments of ten members', () => {
	it('write ten balanced entries, each in its journal, and show on the page of each person', async () => {
		const { system, tariffId } = await anAssociationWithDues();
		const treasurer = system;
		const ids = [];
		for (let count = 0; count < 10; count += 1) ids.push(await aPerson(system));
		const groups = [
			['cheque', ids.slice(0, 4), 'BQ', '5112'],
			['cash', ids.slice(4, 7), 'CA', '53'],
			['transfer', ids.slice(7), 'BQ', '512']
		] as const;
		for (const [means, persons, journal, account] of groups) {
			const taken = await perform(membership.takePayments, treasurer, {
				means,
				date: '2026-11-18',
				tariffId,
				lines: persons.map((personId, index) => ({ personId, reference: `n° ${index + 1}` }))
			});
			expect(taken).toMatchObject({ totalCents: 2000 * persons.length, joined: persons.length });
			for (const [index, { entryId, entryNumber }] of taken.payments.entries()) {
				const entry = await perform(accounting.getEntry, system, { entryId });
				expect(entry).toMatchObject({
					journal,
					number: entryNumber,
					date: '2026-11-18',
					totalCents: 2000,
					reference: `n° ${index + 1}`,
					source: { module: 'membership', type: 'payment' }
				});
				expect(entry.label).toMatch(/^Cotisation Camille Exemple \d+, Adhésion \d+ 2026-2027$/);
				const [debit, credit] = entry.lines;
				expect(debit?.account.startsWith(account)).toBe(true);
				expect([debit?.debitCents, credit?.account, credit?.creditCents]).toEqual([
					2000,
					'7561',
					2000
				]);
			}
		}
		const page = await perform(membership.personMemberships, treasurer, {
			personId: ids[0] ?? ''
		});
		expect(page.standing).toEqual({ kind: 'up-to-date', until: '2027-08-31' });
		expect(page.memberships).toMatchObject([
			{ season: '2026-2027', startsOn: '2026-11-18', dueCents: 2000, paidCents: 2000 }
		]);
		expect(page.payments).toMatchObject([
			{ means: 'cheque', amountCents: 2000, reference: 'n° 1', cancelled: false }
		]);
		const summary = await perform(membership.membershipSummary, treasurer, {});
		expect(summary).toMatchObject({ people: 11, upToDate: 10, owing: 0, none: 1, owedCents: 0 });
	});

	it('may be previewed: the same sums, and nothing written', async () => {
		const house = await anAssociationWithDues();
		const { system, tariffId, personId } = house;
		const preview = await perform(membership.previewCollection, system, {
			...cheque,
			tariffId,
			lines: [{ personId, amountCents: 1500 }]
		});
		expect(preview).toEqual({
			totalCents: 1500,
			lines: [
				{
					personId,
					personName: 'Aïcha Bernard',
					joins: true,
					endsOn: '2027-08-31',
					dueCents: 2000,
					amountCents: 1500,
					giftCents: 0,
					remainingCents: 500
				}
			]
		});
		await expectNothingWritten(house);
	});

	it('are offered: who has not paid first, or who is searched, with what each still owes', async () => {
		const { system, as, tariffId, personId } = await anAssociationWithDues();
		const input = { tariffId };
		await expectRefusal(
			perform(membership.listPayers, as('secretary'), input),
			'platform.not-allowed'
		);
		const [paid, owing] = [await aPerson(system), await aPerson(system, { lastName: 'Zélie' })];
		const lines = [{ personId: paid }, { personId: owing, amountCents: 500 }];
		await perform(membership.takePayments, system, { ...cheque, tariffId, lines });
		const { payers } = await perform(membership.listPayers, system, input);
		expect(payers.map((payer) => [payer.personId, payer.remainingCents])).toEqual([
			[owing, 1500],
			[personId, null]
		]);
		const found = await perform(membership.listPayers, system, {
			...input,
			search: 'zelie',
			chosen: [paid]
		});
		expect(found.payers).toMatchObject([
			{ personId: paid, chosen: true, remainingCents: 0, endsOn: '2027-08-31' },
			{ personId: owing, chosen: false }
		]);
	});

	it('complete what was begun, and record who pays nothing', async () => {
		const { system, fee, tariffId, personId } = await anAssociationWithDues();
		const lines = [{ personId, amountCents: 1500 }];
		await perform(membership.takePayments, system, {
			means: 'cash',
			date: '2026-11-09',
			tariffId,
			lines
		});
		const owing = await perform(membership.listOwing, system, {});
		expect(owing).toMatchObject({
			people: 1,
			owedCents: 500,
			lines: [{ personId, owedCents: 500, since: '2026-11-09', days: 12 }]
		});
		const statuses = await perform(membership.statusOfPersons, system, { ids: [personId] });
		expect(statuses.statuses[0]?.standing).toEqual({
			kind: 'owing',
			owedCents: 500,
			since: '2026-11-09',
			days: 12
		});
		const rest = await perform(membership.takePayments, system, {
			...cheque,
			tariffId,
			lines: [{ personId }]
		});
		expect(rest).toMatchObject({ totalCents: 500, joined: 0 });
		const helper = await aPerson(system);
		const free = await perform(membership.takePayments, system, {
			...cheque,
			tariffId: tariffOf(fee, 'Bénévole'),
			lines: [{ personId: helper }]
		});
		expect(free).toMatchObject({ totalCents: 0, joined: 1, payments: [] });
		const shown = await perform(membership.getCollection, system, { id: free.collectionId });
		expect(shown.free).toMatchObject([{ personId: helper, tariffLabel: 'Bénévole' }]);
		expect(await perform(membership.listOwing, system, {})).toMatchObject({ people: 0, lines: [] });
	});

	it('may come in one cheque for a family, whoever signs it', async () => {
		const { system, tariffId, personId } = await anAssociationWithDues();
		const child = await aPerson(system, { firstName: 'Lila', lastName: 'Bernard' });
		const ids = [];
		for (const id of [personId, child]) {
			const recorded = await perform(membership.recordMembership, system, {
				personId: id,
				tariffId
			});
			ids.push(recorded.membershipId);
		}
		await expectRefusal(
			perform(membership.takePayment, system, {
				...cheque,
				memberships: [{ id: ids[0] ?? '' }, { id: ids[0] ?? '' }]
			}),
			'membership.named-twice'
		);
		const paid = await perform(membership.takePayment, system, {
			...cheque,
			reference: '0001234',
			memberships: [{ id: ids[0] ?? '' }, { id: ids[1] ?? '', amountCents: 500 }]
		});
		expect(paid.amountCents).toBe(2500);
		const entry = await perform(accounting.getEntry, system, { entryId: paid.entryId });
		expect(entry.label).toMatch(/^Cotisation Aïcha Bernard, Lila Bernard, Adhésion/);
		const page = await perform(membership.personMemberships, system, { personId: child });
		expect(page.payments).toMatchObject([{ personName: 'Aïcha Bernard', amountCents: 2500 }]);
		expect(page.standing).toMatchObject({ kind: 'owing', owedCents: 1500 });
	});
});

describe('cancelling', () => {
	it('refuses secretaries, unknown payments, and what is cancelled already', async () => {
		const { system, as, tariffId, personId } = await anAssociationWithDues();
		const taken = await perform(membership.takePayments, system, {
			...cheque,
			tariffId,
			lines: [{ personId }]
		});
		const id = taken.payments[0]?.paymentId ?? '';
		await expectRefusal(
			perform(membership.cancelPayment, as('secretary'), { id }),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(membership.cancelPayment, system, { id: newId() }),
			'membership.payment-not-found'
		);
		await perform(membership.cancelPayment, system, { id });
		await expectRefusal(
			perform(membership.cancelPayment, system, { id }),
			'membership.already-cancelled'
		);
	});

	it('a payment writes the opposite entry, and the dues are owed again', async () => {
		const { system, tariffId, personId } = await anAssociationWithDues();
		const { membershipId, payment } = await perform(membership.recordMembership, system, {
			personId,
			tariffId,
			payment: cheque
		});
		await expectRefusal(
			perform(membership.cancelMembership, system, { id: membershipId }),
			'membership.paid-membership'
		);
		const reversal = await perform(membership.cancelPayment, system, {
			id: payment?.paymentId ?? '',
			reason: 'chèque sans provision'
		});
		const entry = await perform(accounting.getEntry, system, { entryId: reversal.entryId });
		expect(entry.reversesId).toBe(payment?.entryId);
		expect(entry.lines[0]).toMatchObject({ creditCents: 2000, debitCents: 0 });
		const page = await perform(membership.personMemberships, system, { personId });
		expect(page.standing).toMatchObject({ kind: 'owing', owedCents: 2000 });
		expect(page.payments).toMatchObject([
			{
				cancelled: true,
				cancelReason: 'chèque sans provision',
				reversalEntryNumber: entry.number
			}
		]);
		await perform(membership.cancelMembership, system, { id: membershipId });
		const after = await perform(membership.personMemberships, system, { personId });
		expect(after).toMatchObject({ standing: { kind: 'none' }, memberships: [] });
	});

	it('a collection takes back its payments and the memberships it recorded, no others', async () => {
		const { system, tariffId, personId } = await anAssociationWithDues();
		const before = await aPerson(system);
		await perform(membership.recordMembership, system, { personId: before, tariffId });
		const { collectionId: id } = await perform(membership.takePayments, system, {
			...cheque,
			tariffId,
			lines: [{ personId }, { personId: before }]
		});
		expect(await perform(membership.cancelCollection, system, { id })).toEqual({
			payments: 2,
			memberships: 1
		});
		const { memberships } = await perform(membership.listMemberships, system, {});
		expect(memberships).toMatchObject([{ personId: before, paidCents: 0, state: 'owing' }]);
		expect((await perform(membership.getCollection, system, { id })).totalCents).toBe(0);
		await expectRefusal(
			perform(membership.cancelCollection, system, { id }),
			'membership.collection-not-found'
		);
	});
});

describe('reading dues', () => {
	it('is refused to members, but for their own', async () => {
		const { system, as, tariffId, personId } = await anAssociationWithDues();
		const other = await aPerson(system);
		await perform(membership.recordMembership, system, { personId, tariffId });
		const member = as('member', personId);
		const own = await perform(membership.personMemberships, member, { personId });
		expect(own.memberships).toHaveLength(1);
		await expectRefusal(
			perform(membership.personMemberships, member, { personId: other }),
			'membership.person-unknown'
		);
		await expectRefusal(perform(membership.listMemberships, member, {}), 'platform.not-allowed');
		await expectRefusal(perform(membership.listOwing, member, {}), 'platform.not-allowed');
	});

	it('goes page by page, filtered, with the sums of all pages', async () => {
		const { system, fee, tariffId } = await anAssociationWithDues();
		for (let count = 0; count < 5; count += 1) {
			await perform(membership.recordMembership, system, {
				personId: await aPerson(system),
				tariffId,
				startsOn: `2026-10-0${count + 1}`,
				...(count === 0 && { payment: cheque })
			});
		}
		const pages = [];
		let cursor: string | undefined;
		do {
			const page = await perform(membership.listMemberships, system, {
				feeId: fee.id,
				season: '2026-2027',
				state: 'owing',
				limit: 3,
				cursor
			});
			expect(page).toMatchObject({ total: 4, dueCents: 8000, paidCents: 0 });
			pages.push(page.memberships.map(({ startsOn }) => startsOn));
			cursor = page.next ?? undefined;
		} while (cursor);
		expect(pages).toEqual([['2026-10-05', '2026-10-04', '2026-10-03'], ['2026-10-02']]);
		const owing = await perform(membership.listOwing, system, { limit: 3 });
		const rest = await perform(membership.listOwing, system, { cursor: owing.next ?? '' });
		expect([...owing.lines, ...rest.lines].map(({ days }) => days)).toEqual([50, 49, 48, 47]);
		await expectRefusal(
			perform(membership.listOwing, system, { cursor: 'x' }),
			'membership.cursor-unreadable'
		);
	});
});

describe('dues whose tariff names an account', () => {
	it('go to what takes its place under the chart of the year: 757 became 7583', async () => {
		const { system } = await anAssociation();
		const open = (year: number, chart: 'associations-2018' | 'associations-2025') =>
			perform(accounting.openFiscalYear, system, {
				...{ start: `${year}-01-01`, end: `${year}-12-31`, chart }
			});
		await open(2025, 'associations-2018');
		const tariffs = [{ label: 'Individuel', amountCents: 2000, incomeAccount: '757' }];
		const tariffId = tariffOf(await aFee(system, { tariffs }));
		await open(2026, 'associations-2025');
		const personId = await aPerson(system, { firstName: 'Aïcha', lastName: 'Bernard' });
		await perform(membership.takePayments, system, { ...cheque, tariffId, lines: [{ personId }] });
		const { entries } = await perform(accounting.listEntries, system, {});
		const entryId = String(entries[0]?.id);
		const { lines } = await perform(accounting.getEntry, system, { entryId });
		expect(lines.map(({ account }) => account)).toContain('7583');
	});
});
