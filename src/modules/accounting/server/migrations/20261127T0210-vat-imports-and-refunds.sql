-- What was imported from outside the European Union, declared by whoever imports since 2022.
ALTER TABLE accounting.vat_line
	DROP CONSTRAINT vat_line_kind_check,
	ADD CONSTRAINT vat_line_kind_check CHECK (
		kind IN (
			'collected', 'deductible', 'asset', 'exempt',
			'acquired-goods', 'acquired-services', 'acquired-import'
		)
	);
ALTER TABLE accounting.vat_return_item
	DROP CONSTRAINT vat_return_item_kind_check,
	ADD CONSTRAINT vat_return_item_kind_check CHECK (
		kind IN (
			'collected', 'deductible', 'asset', 'exempt',
			'acquired-goods', 'acquired-services', 'acquired-import'
		)
	);

-- In cents of whole euros: what was asked back of the credit, rather than carried over.
ALTER TABLE accounting.vat_return
	ADD COLUMN refund_cents bigint NOT NULL DEFAULT 0
		CHECK (refund_cents >= 0 AND refund_cents % 100 = 0),
	ADD CONSTRAINT vat_return_due_or_refund CHECK (due_cents = 0 OR refund_cents = 0);
