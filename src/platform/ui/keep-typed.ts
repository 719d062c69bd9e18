import type { SubmitFunction } from '$app/forms';

/** For `use:enhance` of a form that stays after it was sent: what its fields hold is not taken back to what they held first. */
export const keepTyped: SubmitFunction =
	() =>
	({ update }) =>
		update({ reset: false });
