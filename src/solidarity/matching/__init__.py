"""Families to Member States of relocation: problem, rules, solve, verify, result, in that order."""
