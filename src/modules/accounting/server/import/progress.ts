/** How far an import that is being written has come: lines written, of lines in all. */
export interface ImportProgress {
	readonly written: number;
	readonly total: number;
}

const running = new Map<string, ImportProgress>();

export function reportProgress(importId: string, progress: ImportProgress | undefined): void {
	if (progress) running.set(importId, progress);
	else running.delete(importId);
}

/** `null` when it isn't being written by this process. */
export function progressOf(importId: string): ImportProgress | null {
	return running.get(importId) ?? null;
}
