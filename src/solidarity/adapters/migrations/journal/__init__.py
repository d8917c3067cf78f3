"""How the tables of the journal in PostgreSQL came to be."""
