-- Payments leave with their association, and only with it.
DROP TRIGGER share_changed ON membership.payment_share;
CREATE TRIGGER share_changed BEFORE INSERT OR UPDATE ON membership.payment_share
	FOR EACH ROW EXECUTE FUNCTION membership.follow_share();
CREATE TRIGGER share_deleted BEFORE DELETE ON membership.payment_share
	FOR EACH ROW WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION membership.follow_share();

DROP TRIGGER payment_changed ON membership.payment;
CREATE TRIGGER payment_changed BEFORE UPDATE ON membership.payment
	FOR EACH ROW EXECUTE FUNCTION membership.follow_payment();
CREATE TRIGGER payment_deleted BEFORE DELETE ON membership.payment
	FOR EACH ROW WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION membership.follow_payment();
