-- What was bought abroad without tax: the association owes it in place of its supplier, at its rate.
ALTER TABLE accounting.vat_line
	DROP CONSTRAINT vat_line_kind_check,
	ADD CONSTRAINT vat_line_kind_check CHECK (
		kind IN ('collected', 'deductible', 'asset', 'exempt', 'acquired-goods', 'acquired-services')
	);

ALTER TABLE accounting.vat_return_item
	DROP CONSTRAINT vat_return_item_kind_check,
	ADD CONSTRAINT vat_return_item_kind_check CHECK (
		kind IN ('collected', 'deductible', 'asset', 'exempt', 'acquired-goods', 'acquired-services')
	),
	DROP CONSTRAINT vat_return_item_rate,
	ADD CONSTRAINT vat_return_item_rate CHECK (
		kind IN ('deductible', 'asset', 'exempt') OR rate IS NOT NULL
	);
