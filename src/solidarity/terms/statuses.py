"""Statuses a Member State can carry in a year; a state carries a set of them (Art. 2(19)-(25))."""

from __future__ import annotations

from enum import Enum


class Status(Enum):
    """What a decision, a notice or the law makes of a Member State for a year."""

    MIGRATORY_PRESSURE = "migratory_pressure"  # Art. 2(24), by decision under Art. 11 or 59(4)
    MIGRATORY_PRESSURE_SAR = "migratory_pressure_sar"  # Art. 11(3): recurring disembarkations
    AT_RISK = "at_risk"  # Art. 11(1): at risk of migratory pressure in the coming year
    SIGNIFICANT_MIGRATORY_SITUATION = "significant_migratory_situation"  # Art. 2(25)
    BENEFITTING = "benefitting"  # Art. 2(19): Art. 58(1) or 59(4)
    CONTRIBUTING = "contributing"  # Art. 2(20)
    SYSTEMIC_SHORTCOMINGS = "systemic_shortcomings"  # Art. 60(3), fourth subparagraph
    CRISIS = "crisis"  # Regulation (EU) 2024/1359


UNDER_PRESSURE = frozenset({Status.MIGRATORY_PRESSURE, Status.MIGRATORY_PRESSURE_SAR})
"""Both forms of migratory pressure; the second is the first with its cause named."""
