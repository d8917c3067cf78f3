"""Parts V to VII: time limits, monitoring, entry into force, and what the other parts share."""
