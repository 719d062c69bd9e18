import { now } from './clock.ts';

/** How long what another process wrote may stay unseen. */
const LIFETIME_MS = 30_000;
const ASSOCIATIONS = 1_000;
const ANSWERS = 50;

interface Memory {
	readonly answers: Map<string, { readonly answer: unknown; readonly until: number }>;
}

/** By id of association; those used last come last. */
const memories = new Map<string, Memory>();

/**
 * What `compute` answers, or what it answered before when nothing has been written in the association since: counts
 * over thousands of rows, asked by each page. Kept by this process, whose own writes are seen at once; those of
 * another process, half a minute later at the latest.
 */
export async function remember<T>(
	associationId: string,
	key: string,
	compute: () => Promise<T>
): Promise<T> {
	const memory = memoryOf(associationId);
	const moment = now().getTime();
	const known = memory.answers.get(key);
	if (known && known.until > moment) return known.answer as T;
	const answer = await compute();
	// When something was written meanwhile, `memory` is no longer looked at.
	if (memory.answers.size >= ANSWERS) memory.answers.clear();
	memory.answers.set(key, { answer, until: moment + LIFETIME_MS });
	return answer;
}

/** To be called once a transaction that wrote in the association has been committed. */
export function forget(associationId: string): void {
	memories.delete(associationId);
}

function memoryOf(associationId: string): Memory {
	const memory = memories.get(associationId) ?? { answers: new Map() };
	memories.delete(associationId);
	memories.set(associationId, memory);
	for (const oldest of memories.keys()) {
		if (memories.size <= ASSOCIATIONS) break;
		memories.delete(oldest);
	}
	return memory;
}
