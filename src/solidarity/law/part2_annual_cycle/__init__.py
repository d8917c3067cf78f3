"""Part II, Chapter II: the annual migration management cycle (Arts 7-15)."""
