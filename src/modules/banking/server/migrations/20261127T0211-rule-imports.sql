-- A rule may say that what it stands for is imported from outside the European Union.
ALTER TABLE banking.rule
	DROP CONSTRAINT rule_vat_reverse_check,
	ADD CONSTRAINT rule_vat_reverse_check CHECK (vat_reverse IN ('goods', 'services', 'import'));
