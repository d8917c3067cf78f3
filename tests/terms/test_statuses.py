"""Statuses."""

from __future__ import annotations

import pytest

from solidarity.terms.statuses import UNDER_PRESSURE, Status


def test_pressure_by_disembarkations_is_pressure() -> None:
    assert {Status.MIGRATORY_PRESSURE, Status.MIGRATORY_PRESSURE_SAR} == UNDER_PRESSURE


@pytest.mark.parametrize("status", [Status.AT_RISK, Status.SIGNIFICANT_MIGRATORY_SITUATION])
def test_risk_and_a_significant_situation_are_not(status: Status) -> None:
    assert status not in UNDER_PRESSURE


def test_each_is_written_as_it_is_called() -> None:
    assert [status for status in Status if status.value != status.name.lower()] == []
