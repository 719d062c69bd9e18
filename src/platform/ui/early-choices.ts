const chosen = new Map<HTMLSelectElement, string>();

function note({ target }: Pick<Event, 'target'>): void {
	if (target instanceof HTMLSelectElement) chosen.set(target, target.value);
}

/**
 * Notes what is chosen from lists before components take the page over: they keep what was typed meanwhile, and put
 * lists back. Somebody with an old computer is quicker than they are.
 */
export function noteEarlyChoices(): void {
	for (const select of document.querySelectorAll('select')) {
		const offered =
			select.querySelector<HTMLOptionElement>('option[selected]') ?? select.options[0];
		if (offered && select.value !== offered.value) note({ target: select });
	}
	addEventListener('change', note, { capture: true });
}

/** Chooses it again, once they have. */
export function chooseAgain(): void {
	removeEventListener('change', note, { capture: true });
	for (const [select, value] of chosen) {
		if (!select.isConnected || select.value === value) continue;
		select.value = value;
		select.dispatchEvent(new Event('change', { bubbles: true }));
	}
	chosen.clear();
}
