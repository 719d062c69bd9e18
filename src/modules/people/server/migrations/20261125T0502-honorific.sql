-- « M. », « Mme », or what the person goes by; unknown until it is said.
ALTER TABLE people.person ADD COLUMN honorific text CHECK (length(honorific) BETWEEN 1 AND 30);
