"""Nouns: member states, quantities, citations, findings, dates. Nothing here knows a rule."""
