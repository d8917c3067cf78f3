"""One module for each page or station; each answers one question."""
