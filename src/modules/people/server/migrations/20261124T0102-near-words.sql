-- Words of names and places with each of their letters left out in turn: two words that one fault of typing tells
-- apart (a letter too many, too few, another, two swapped) have such a key in common. Below row-level security only
-- equality uses an index; trigrams don’t (docs/adr/0008-near-words.md).
CREATE FUNCTION people.near_keys(word text) RETURNS SETOF text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	BEGIN ATOMIC
		SELECT word
		UNION
		SELECT left(word, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) i;
	END;

CREATE TABLE people.near_word (
	association_id uuid NOT NULL,
	key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 3 AND 30),
	word text COLLATE "C" NOT NULL CHECK (word ~ '^[a-z]{4,30}$'),
	PRIMARY KEY (association_id, key, word)
);

-- The words of those who are known already.
ALTER TABLE people.person NO FORCE ROW LEVEL SECURITY;
INSERT INTO people.near_word (association_id, key, word)
SELECT w.association_id, k.key, w.word
FROM (
	SELECT DISTINCT p.association_id, u.word
	FROM people.person p, unnest(string_to_array(concat_ws(' ', p.sort_name, p.sort_city), ' ')) AS u(word)
	WHERE u.word ~ '^[a-z]{4,30}$'
) w, people.near_keys(w.word) AS k(key);
ALTER TABLE people.person FORCE ROW LEVEL SECURITY;

ALTER TABLE people.near_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.near_word FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.near_word
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
