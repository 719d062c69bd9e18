import { describe, expect, it } from 'vitest';
import { possibleOrders, readDay } from './date-order.ts';

describe('days of bank files', () => {
	it.each([
		['22/11/2026', 'dmy', '2026-11-22'],
		["22/11'26", 'dmy', '2026-11-22'],
		["11/22' 5", 'mdy', '2005-11-22'],
		['1.2.26', 'dmy', '2026-02-01'],
		['12/15/2018', 'mdy', '2018-12-15'],
		['2026-11-22', 'mdy', '2026-11-22'],
		['20261122', 'dmy', '2026-11-22'],
		['02-11-2026 08:00:00', 'dmy', '2026-11-02'],
		['22 nov. 2026', 'dmy', '2026-11-22'],
		['1er août 2026', 'dmy', '2026-08-01'],
		['26/11/22', 'ymd', '2026-11-22']
	] as const)('reads %s as %s', (text, order, day) => {
		expect(readDay(text, order)).toBe(day);
	});

	it.each(['31/02/2026', '22/13/2026', '', 'solde', '2026', '1/2/3000'])('refuses %s', (text) => {
		expect(readDay(text, 'dmy')).toBeUndefined();
	});

	it.each([
		[['8/12/13', '8/15/13'], ['mdy']],
		[['13/8/13', '12/8/13'], ['dmy']],
		[
			['03/04/2026', '05/06/2026'],
			['dmy', 'mdy']
		],
		[['04/04/2026'], ['dmy']],
		[['2026-04-03'], ['dmy']],
		[['13/08/2026', '08/13/2026'], []]
	])('orders of %j are %j', (texts, orders) => {
		expect(possibleOrders(texts)).toEqual(orders);
	});
});
