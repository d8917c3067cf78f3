"""The ledger of solidarity: append-only, hash-chained, bitemporal."""
