"""One family, weeks: what happens to a case of Part III, as tables of states, events and cells."""
