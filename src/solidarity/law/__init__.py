"""The Regulation: pure functions, one module per Article; no I/O, no clock, no chance."""
