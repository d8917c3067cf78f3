"""Time limits around the day of a transfer (Implementing Regulation (EU) 2025/2055)."""

from __future__ import annotations

from solidarity.law.part5_general.clock import Clock, Way, days
from solidarity.terms.citations import ir

LOGISTICS: tuple[Clock, ...] = (
    Clock(
        "transfer-form-earliest",
        ir(24),
        days(14),
        "planned arrival",
        "transferring Member State",
        "sent earlier, the form is not in order",
        way=Way.EARLIEST,
    ),
    Clock(
        "transfer-form",
        ir(24),
        days(7),
        "planned arrival",
        "transferring Member State",
        "the receiving Member State may ask for another day",
        way=Way.BACKWARDS,
    ),
    Clock(
        "transfer-form-special-needs",
        ir(25),
        days(21),
        "planned arrival with special needs, of an unaccompanied minor, or with a threat",
        "transferring Member State",
        "the receiving Member State may ask for another day",
        way=Way.BACKWARDS,
    ),
    Clock(
        "transfer-form-group",
        ir(26),
        days(21),
        "planned arrival of a group of ten or more",
        "transferring Member State",
        "the receiving Member State may ask for another day",
        way=Way.BACKWARDS,
    ),
    Clock(
        "transfer-form-answer",
        ir(25),
        days(5),
        "receipt of the transfer form",
        "receiving Member State",
        "the fallback airport may be used",
    ),
    Clock(
        "arrival-silence-voluntary",
        ir(24),
        days(7),
        "day by which the person had to appear",
        "receiving Member State",
        "the transfer counts as carried out",
    ),
    Clock(
        "arrival-silence-supervised",
        ir(25),
        days(7),
        "day on which the person travelling alone to the authority was due",
        "receiving Member State",
        "the transfer counts as carried out",
    ),
)
