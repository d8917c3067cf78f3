"""Where the software meets files, databases, calendars and printers."""
