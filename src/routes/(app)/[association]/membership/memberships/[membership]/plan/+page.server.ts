import { redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { parseCents, toDecimal } from '#shared/money.ts';
import { membership } from '#modules/membership/server/index.ts';
import { monthlyInstalments } from '#modules/membership/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const USUAL_COUNT = 3;
const MOST = 24;

export const load: PageServerLoad = async (event) => {
	demand(event, membership.planInstalments);
	const { membership: line } = await read(event, membership.getMembership, {
		id: event.params.membership
	});
	const parameters = event.url.searchParams;
	const asked = Number(parameters.get('count')) || USUAL_COUNT;
	const count = Math.min(MOST, Math.max(2, Math.trunc(asked)));
	const first = parseDay(parameters.get('first') ?? '') ?? today();
	return {
		membership: line,
		count,
		first,
		lines: monthlyInstalments(line.dueCents, count, first).map(({ dueOn, amountCents }) => ({
			dueOn: dueOn as string,
			amount: toDecimal(amountCents),
			reference: ''
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const fields = readFields(await event.request.formData());
		const typed = Array.from({ length: MOST }, (_, index) => ({
			dueOn: fields[`instalments.${index}.dueOn`] ?? '',
			amount: fields[`instalments.${index}.amountCents`] ?? '',
			reference: fields[`instalments.${index}.reference`] ?? ''
		})).filter(({ dueOn, amount }) => dueOn || amount);
		const instalments = typed.map(({ dueOn, amount, reference }) => ({
			dueOn: parseDay(dueOn) ?? dueOn,
			amountCents: parseCents(amount) ?? Number.NaN,
			...(reference && { reference })
		}));
		const id = event.params.membership;
		const outcome = await act(event, membership.planInstalments, { id, instalments }, { typed });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/memberships/${id}`);
	}
};
