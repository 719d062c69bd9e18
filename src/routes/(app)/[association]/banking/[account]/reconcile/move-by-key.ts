const TYPED = /^(INPUT|SELECT|TEXTAREA)$/;

/** `j` and `k` go from one line to the next and back: what stands first in it gets the focus, and Enter presses it. */
export function moveByKey(event: KeyboardEvent): void {
	if (event.altKey || event.ctrlKey || event.metaKey) return;
	const target = event.target as HTMLElement;
	if (TYPED.test(target.tagName) || (event.key !== 'j' && event.key !== 'k')) return;
	const rows = [...document.querySelectorAll<HTMLElement>('[data-row-action]')];
	const current = rows.findIndex((row) => row.closest('li')?.contains(document.activeElement));
	const next = event.key === 'j' ? current + 1 : Math.max(current - 1, 0);
	rows[Math.min(next, rows.length - 1)]?.focus();
	event.preventDefault();
}
