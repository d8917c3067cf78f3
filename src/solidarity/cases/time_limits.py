"""The time limits D1 to D42 of the specification and the clocks of the register they are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

NUMBERED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "D1": ("registration", "registration-many", "crisis-registration"),
        "D2": ("eurodac", "eurodac-fault"),
        "D3": ("information",),
        "D4": ("provisional-assistant", "representative", "representative-extended"),
        "D5": ("interview",),
        "D6": ("further-evidence",),
        "D7": ("take-charge-request", "crisis-take-charge-request"),
        "D8": ("take-charge-request-hit",),
        "D9": ("take-charge-urgent",),
        "D10": ("take-charge-reply", "crisis-take-charge-reply"),
        "D11": ("take-charge-reply-hit",),
        "D12": ("take-charge-reply-urgent",),
        "D13": ("take-charge-reasons",),
        "D14": ("re-examination", "re-examination-answer"),
        "D15": ("humanitarian-reply",),
        "D16": ("information-request",),
        "D17": ("family-query", "family-query-extended"),
        "D18": ("take-back-notification", "crisis-take-back-notification"),
        "D19": ("take-back-confirmation", "crisis-take-back-confirmation"),
        "D20": ("reconsideration", "reconsideration-answer"),
        "D21": ("transfer-decision",),
        "D22": ("transfer-notice",),
        "D23": ("appeal",),
        "D24": ("suspension-request",),
        "D25": ("suspension-ruling",),
        "D26": ("appeal-judgment",),
        "D27": ("transfer", "crisis-transfer", "crisis-transfer-to"),
        "D28": ("transfer-imprisonment",),
        "D29": ("transfer-absconding",),
        "D30": ("transfer-available-again",),
        "D31": ("erroneous-transfer",),
        "D32": (
            "transfer-form-earliest",
            "transfer-form",
            "transfer-form-special-needs",
            "transfer-form-group",
            "transfer-form-answer",
        ),
        "D33": ("arrival-silence-voluntary", "arrival-silence-supervised"),
        "D34": ("detained-request",),
        "D35": ("detained-later-request",),
        "D36": ("detained-reply",),
        "D37": ("detained-transfer",),
        "D38": ("detention-review", "detention-review-longest"),
        "D39": ("relocation-reply", "relocation-postponement", "relocation-reply-extended"),
        "D40": (
            "relocation-decision",
            "relocation-notice-applicant",
            "relocation-notice-beneficiary",
        ),
        "D41": ("relocation-transfer",),
        "D42": ("offset-reply",),
    }
)
"""Number of the time limit: names of its clocks, that of a crisis last."""
