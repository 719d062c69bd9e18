-- What other modules may read of the lines of an account: one row per line, with what its entry says. The opening
-- of every year but the first repeats the balances of the year before: it moves nothing and is left out.
CREATE VIEW accounting.movement WITH (security_invoker = true) AS
SELECT l.association_id, l.id, l.entry_id, l.account_id, l.fiscal_year_id, l.entry_date AS day,
	l.debit_cents - l.credit_cents AS amount_cents, coalesce(l.label, e.label) AS label, e.reference,
	e.third_party, j.code || '-' || y.code || '-' || lpad(e.number::text, 4, '0') AS number,
	e.reverses_id, e.source_module, e.source_type, e.source_id
FROM accounting.line l
JOIN accounting.entry e ON e.association_id = l.association_id AND e.id = l.entry_id
JOIN accounting.journal j ON j.association_id = e.association_id AND j.id = e.journal_id
JOIN accounting.fiscal_year y ON y.association_id = e.association_id AND y.id = e.fiscal_year_id
WHERE j.kind <> 'opening' OR y.follows_day IS NULL;
