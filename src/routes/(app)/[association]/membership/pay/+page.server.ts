import { redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { parseCents } from '#shared/money.ts';
import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, membership.takePayment);
	const personId = event.url.searchParams.get('person') ?? '';
	const [person, { memberships }] = await Promise.all([
		read(event, people.getPerson, { id: personId }),
		read(event, membership.personMemberships, { personId })
	]);
	const owed = memberships.filter(({ dueCents, paidCents }) => paidCents < dueCents).reverse();
	const asked = event.url.searchParams;
	const instalment = { membershipId: asked.get('membership'), cents: Number(asked.get('amount')) };
	return { instalment, person: { id: personId, name: person.displayName }, owed, today: today() };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const fields = readFields(form);
		const memberships = form.getAll('membership').map((id) => {
			const typed = fields[`amount.${String(id)}`];
			return { id, ...(typed && { amountCents: parseCents(typed) ?? Number.NaN }) };
		});
		const { means, date = '', reference, gift } = fields;
		const ticked = form.getAll('membership').join(' ');
		const input = {
			memberships,
			means,
			date: parseDay(date) ?? date,
			reference,
			...(gift && { giftCents: parseCents(gift) ?? Number.NaN })
		};
		const outcome = await act(event, membership.takePayment, input, { ...fields, ticked });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/collect/${outcome.result.collectionId}`);
	}
};
