-- Looks entries up by their key, whatever the plan was when the tables were small: an import of a million lines
-- would otherwise read the entries whole for each of its batches.
ALTER FUNCTION accounting.follow_lines() SET enable_hashjoin = off;
ALTER FUNCTION accounting.follow_lines() SET enable_mergejoin = off;
ALTER FUNCTION accounting.follow_lines() SET enable_seqscan = off;
