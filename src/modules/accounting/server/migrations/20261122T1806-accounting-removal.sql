-- Entries and lines leave with their association, and only with it.
DROP TRIGGER entry_changed ON accounting.entry;
CREATE TRIGGER entry_changed BEFORE UPDATE ON accounting.entry
	FOR EACH ROW EXECUTE FUNCTION accounting.check_changed_entry();
CREATE TRIGGER entry_deleted BEFORE DELETE ON accounting.entry
	FOR EACH ROW WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION accounting.check_changed_entry();

DROP TRIGGER lines_deleted ON accounting.line;
CREATE TRIGGER lines_deleted AFTER DELETE ON accounting.line
	REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION accounting.follow_lines();
