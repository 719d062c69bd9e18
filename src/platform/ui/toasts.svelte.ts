/** A short word on what has just happened, with the way back when there is one. */
export interface Toast {
	readonly id: number;
	readonly message: string;
	readonly undo?: () => unknown;
}

let last = 0;
export const toasts = $state<Toast[]>([]);

/** Says `message` for ten seconds; with `undo`, offers to take it back. */
export function toast(message: string, undo?: Toast['undo']): void {
	last += 1;
	toasts.push({ id: last, message, undo });
	if (toasts.length > 3) toasts.shift();
}

export function dismiss(id: number): void {
	const index = toasts.findIndex((one) => one.id === id);
	if (index >= 0) toasts.splice(index, 1);
}
