import type { SubmitFunction } from '$app/forms';
import { invalidateAll } from '$app/navigation';

/**
 * For `use:enhance` of a form that says which version it was made of: what the page shows is read again after a
 * refusal too, as it is without scripts, so that the next try is made of the newest.
 */
export const readAnew: SubmitFunction =
	() =>
	async ({ result, update }) => {
		// First: what the refusal brings back, such as what was typed, is then shown over it.
		if (result.type === 'failure') await invalidateAll();
		await update();
	};
