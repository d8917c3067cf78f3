"""One cycle told once: what happened before each station, for given-when-then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import ModuleType
from typing import Any

import pytest

from solidarity.cycle import year as years
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s02_determination import Determined
from solidarity.cycle.s03_proposal import Proposed
from solidarity.cycle.s04_pledging import ForumConvened, Pledged
from solidarity.cycle.s05_pool import PledgeFixed, PoolActAdopted
from solidarity.cycle.s06_access import TechnicalForumConvened, UseIntended
from solidarity.errors import NotLawful
from solidarity.ledger.events import Event
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind, Persons
from solidarity.terms.statuses import Status

SOURCE = Source("a test")


class Story:
    """The cycle for 2027: IT and EL under pressure, AT and PL full, IT uses the Pool."""

    year = 2027
    source = SOURCE
    report = ReportAdopted("COM(2026) 1", date(2026, 10, 15), SOURCE)
    determined = Determined(
        "C(2026) 2",
        date(2026, 10, 15),
        (
            ("IT", Status.MIGRATORY_PRESSURE_SAR),
            ("EL", Status.MIGRATORY_PRESSURE),
            ("AT", Status.SIGNIFICANT_MIGRATORY_SITUATION),
            ("PL", Status.AT_RISK),
            ("PL", Status.SIGNIFICANT_MIGRATORY_SITUATION),
        ),
        SOURCE,
    )
    proposed = Proposed(
        "COM(2026) 3",
        date(2026, 10, 15),
        Persons(30_000),
        Euro.whole(600_000_000),
        Fraction(40),
        exceptional=False,
        source=SOURCE,
    )
    forum = ForumConvened(date(2026, 10, 28), 1)
    pledged = Pledged("DE", Kind.RELOCATION, Persons(4555), Basis.PUBLISHED, SOURCE, "", 1)
    act = PoolActAdopted(
        "2026/9999",
        date(2026, 12, 15),
        date(2026, 12, 20),
        date(2027, 1, 1),
        Persons(21_000),
        Euro.whole(420_000_000),
        Fraction(40),
        SOURCE,
    )
    fixed = (
        PledgeFixed("DE", Kind.RELOCATION, Persons(4555), Basis.PUBLISHED, SOURCE),
        PledgeFixed("FR", Kind.FINANCIAL, Euro.whole(67_220_000), Basis.PUBLISHED, SOURCE),
        PledgeFixed("BE", Kind.ALTERNATIVE, Euro.whole(2_000_000), Basis.PUBLISHED, SOURCE),
        PledgeFixed("NL", Kind.FINANCIAL, None, Basis.REPORTED, SOURCE),
    )
    intended = UseIntended(
        "IT",
        date(2027, 1, 11),
        ((Kind.RELOCATION, "9 000 persons"), (Kind.FINANCIAL, "EUR 50 million")),
        "",
        ("AMIF",),
        SOURCE,
    )
    technical = TechnicalForumConvened(date(2027, 1, 18), "IT")

    documents = (report, determined, proposed)
    pledging = (*documents, forum, pledged)
    pool = (*pledging, act, *fixed)
    access = (*pool, intended, technical)

    def at(self, station: str, events: Sequence[Event]) -> Any:
        """State of a station after events."""
        return getattr(self.told(events), station)

    def told(self, events: Sequence[Event]) -> years.Year:
        """The year after events."""
        year = years.start(self.year)
        for event in events:
            year = years.evolve(year, event)
        return year

    def changed(self, event: Event, **fields: object) -> Any:
        """The same event with other fields."""
        return replace(event, **fields)  # type: ignore[type-var]


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def refuses() -> Callable[..., str]:
    """Check that a command is refused in exactly this way, and give the reason."""

    def check(
        station: ModuleType, command: Any, state: Any, error: type[NotLawful], source: Art
    ) -> str:
        with pytest.raises(NotLawful) as caught:
            station.decide(command, state)
        assert type(caught.value) is error, caught.value
        assert caught.value.source == source, caught.value
        return caught.value.why

    return check
