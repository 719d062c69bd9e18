/** Whether a task, as `platform.get-task` tells it, waits or runs: what it is about is not to be changed meanwhile. */
export function isInHand(task: { readonly state: string } | null | undefined): boolean {
	return task?.state === 'waiting' || task?.state === 'running';
}
