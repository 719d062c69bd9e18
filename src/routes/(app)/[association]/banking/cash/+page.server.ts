import { redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { refuseField } from '#shared/errors.ts';
import { FACES } from '#modules/banking/index.ts';
import { banking } from '#modules/banking/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const before = event.url.searchParams.get('cursor') ?? '';
	const counts = await read(event, banking.listCashCounts, {
		before: isId(before) ? before : undefined,
		limit: 20
	});
	return { ...counts, today: today() };
};

/** How many of each face; an empty field is none. @throws {Refusal} `banking.count-unreadable` */
function piecesOf(values: Readonly<Record<string, string | undefined>>) {
	return Object.fromEntries(
		FACES.flatMap((face) => {
			const typed = values[`face-${face}`];
			if (typed === undefined) return [];
			if (!/^\d{1,5}$/.test(typed)) throw refuseField(`face-${face}`, 'banking.count-unreadable');
			return [[String(face), Number(typed)]];
		})
	);
}

export const actions: Actions = {
	default: async (event) => {
		const values = readFields(await event.request.formData());
		try {
			const { account, day = '', leaveDifference } = values;
			const outcome = await act(
				event,
				banking.countCash,
				{
					account,
					day: parseDay(day) ?? day,
					pieces: piecesOf(values),
					leaveDifference: leaveDifference !== undefined
				},
				values
			);
			if (!outcome.ok) return outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, values);
		}
		redirect(303, event.url.pathname);
	}
};
