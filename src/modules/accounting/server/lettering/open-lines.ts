import { sql } from 'kysely';

/**
 * Of a line `l` and its entry `e`: it is not of an opening that repeats the years before. Only the opening of the
 * first year says something new.
 */
export const NOT_CARRIED = sql`not exists (select from accounting.journal cj, accounting.fiscal_year cy
	where cj.association_id = e.association_id and cj.id = e.journal_id and cj.kind = 'opening'
		and cy.association_id = e.association_id and cy.id = e.fiscal_year_id and cy.follows_day is not null)`;
