-- A list that is narrowed and sorted on a field asks for one value of each person found: the index answers alone.
DROP INDEX people.field_value_person;
CREATE INDEX field_value_person ON people.field_value (association_id, person_id, field_id, key);
