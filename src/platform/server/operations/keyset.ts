import { z } from 'zod';

/** Input of a list paged by id: `cursor` is the id of the last row seen. */
export const keysetInput = {
	cursor: z.uuid().optional(),
	limit: z.number().int().min(1).max(200).default(50)
};

/** A page of `limit` rows out of `limit + 1`; the cursor is absent on the last one. */
export function pageOf<Row extends { id: string }>(
	found: readonly Row[],
	limit: number
): { rows: Row[]; nextCursor: string | null } {
	const rows = found.slice(0, limit);
	return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
