from datetime import date

import pytest
from given_web import Installation

from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s03_proposal import Proposed
from solidarity.ledger.entries import Draft
from solidarity.terms.findings import Source
from solidarity.terms.quantities import Euro, Persons


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("installation"))


@pytest.fixture
def fresh(tmp_path):
    return Installation(tmp_path)


def _with_a_proposal(folder, **settings):
    made = Installation(folder, **settings)
    on = date(2026, 10, 15)
    source = Source("COM secret")
    events = [
        ReportAdopted("COM report", on, source),
        Proposed("COM secret", on, Persons(30_000), Euro.whole(600_000_000), None, False, source),
    ]
    made.office.desk.journal.append(
        [Draft(2027, event, on, made.clock(), "test", "test") for event in events]
    )
    return made


@pytest.fixture(scope="module")
def restricted(tmp_path_factory):
    return _with_a_proposal(tmp_path_factory.mktemp("restricted"))


@pytest.fixture(scope="module")
def accredited(tmp_path_factory):
    return _with_a_proposal(tmp_path_factory.mktemp("accredited"), accredited=True)
