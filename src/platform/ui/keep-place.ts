import type { SubmitFunction } from '$app/forms';

/**
 * For `use:enhance` of a form in a line of a list. The line often goes with what was done, and the focus with it:
 * the line that takes its place gets it, or else the page, so that whoever works by keyboard goes on from there.
 */
export const keepPlace: SubmitFunction = ({ formElement }) => {
	const list = formElement.closest('ul, ol, tbody');
	const place = buttonsOf(list).findIndex((button) => formElement.contains(button));
	return async ({ update }) => {
		await update();
		if (document.activeElement !== document.body) return;
		const left = list?.isConnected ? buttonsOf(list) : [];
		(left[Math.min(place, left.length - 1)] ?? document.querySelector('main'))?.focus();
	};
};

function buttonsOf(list: Element | null): HTMLElement[] {
	return [...(list?.querySelectorAll<HTMLElement>('form button') ?? [])];
}
