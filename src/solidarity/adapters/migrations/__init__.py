"""How the tables of PostgreSQL and of the office came to be, release by release."""
