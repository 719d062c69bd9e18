/** Action for a row of links that goes sideways (class `sideways`): the open one is in sight, whatever comes before it. */
export function openInSight(row: HTMLElement): void {
	const open = row.querySelector<HTMLElement>('[aria-current]');
	if (open)
		row.scrollLeft = open.offsetLeft - row.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
}
