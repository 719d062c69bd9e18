-- A list by number is read in its order both ways, whoever is archived apart.
CREATE INDEX person_by_number ON people.person (association_id, archived, number_key, id);
