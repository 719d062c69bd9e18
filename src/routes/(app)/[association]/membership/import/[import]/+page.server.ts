import { redirect } from '@sveltejs/kit';
import { DUES_OUTCOMES, DUES_TARGETS } from '#modules/membership/index.ts';
import { membership, targetLabel } from '#modules/membership/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { isInHand } from '#platform/ui/task-in-hand.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const id = event.params.import;
	const { searchParams } = event.url;
	const { permissions } = callerOf(event).actor;
	const outcome = DUES_OUTCOMES.find((known) => known === searchParams.get('outcome'));
	const after = Math.max(0, Math.trunc(Number(searchParams.get('after'))) || 0);
	const view = await read(event, membership.getImport, { id });
	const draft = view.state === 'draft' && !isInHand(view.task);
	const { fees } = draft ? await read(event, membership.listFees, {}) : { fees: [] };
	return {
		view,
		preview: draft
			? await read(event, membership.previewImport, { id, outcome, after })
			: undefined,
		outcome,
		targets: DUES_TARGETS.map((value) => {
			return { value, label: targetLabel(value, event.locals.locale) };
		}),
		tariffs: fees.flatMap((fee) =>
			fee.tariffs
				.filter(({ archived }) => !archived)
				.map((tariff) => ({ value: tariff.id, label: tariff.label, group: fee.name }))
		),
		may: {
			collect: permissions.has('membership.collect'),
			addPeople: permissions.has('people.write')
		}
	};
};

const TARIFF = 'tariff:';

export const actions: Actions = {
	choices: async (event) => {
		const form = await event.request.formData();
		const tariffs = [...form].filter(([name, value]) => name.startsWith(TARIFF) && value !== '');
		const outcome = await act(event, membership.setImportChoices, {
			id: event.params.import,
			mapping: form.getAll('target'),
			money: form.get('money') ?? undefined,
			means: form.get('means') ?? undefined,
			unknownPeople: form.has('addPeople') ? 'add' : 'refuse',
			tariffs: Object.fromEntries(
				tariffs.map(([name, value]) => [name.slice(TARIFF.length), value])
			)
		});
		if (!outcome.ok) return outcome.failure;
		redirect(303, `${event.url.pathname}#preview`);
	},
	commit: async (event) => {
		const form = await event.request.formData();
		const leaveOutFaultyLines = form.has('leaveOut');
		const input = { id: event.params.import, leaveOutFaultyLines };
		const outcome = await act(event, membership.commitImport, input);
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	},
	undo: async (event) => {
		const outcome = await act(event, membership.undoImport, { id: event.params.import });
		return outcome.ok ? { undone: outcome.result } : outcome.failure;
	}
};
