import { sql } from 'kysely';

/** Of a registration `r`: its place on the waiting list, from 1; nothing for who does not wait. */
export const WAITING_RANK = sql<number | null>`
	CASE WHEN r.state = 'waiting' THEN (
		SELECT count(*) FROM activities.registration w
		WHERE w.association_id = r.association_id AND w.activity_id = r.activity_id AND w.state = 'waiting'
			AND (w.registered_at, w.id) <= (r.registered_at, r.id)) END`;
