"""The year, one act at a time: read the stations from s01 to s10 and you have the cycle."""
