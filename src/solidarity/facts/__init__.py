"""Dated official figures with their provenance: read-only data, no code."""
