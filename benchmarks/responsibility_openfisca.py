"""Three criteria in OpenFisca-core on the columns that `responsibility.py` wrote."""

from __future__ import annotations

import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2026-09"
Person = build_entity(key="person", plural="persons", label="", is_person=True)
COLUMNS = ("registered", "start", "end", "visa_limit", "crossing", "crossing_limit", "visa")


def column(name: str) -> type[Variable]:
    """An input variable."""
    kind = bool if name == "visa" else int
    members = {"value_type": kind, "entity": Person, "definition_period": DateUnit.MONTH}
    return type(name, (Variable,), {**members, "label": name})


class article(Variable):  # noqa: N801 - the name is the variable's
    """The criterion that applies: 29, 33 or 16."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "article"

    def formula(person, period):  # noqa: ANN001, ANN201, N805 - the form OpenFisca asks for
        """Valid or recently ended visa, then crossing, then first registration."""
        on, end = person("registered", period), person("end", period)
        valid = (person("start", period) <= on) & (on <= end)
        ended = (end < on) & (on < person("visa_limit", period))
        crossing = person("crossing", period)
        crossed = (crossing <= on) & (on <= person("crossing_limit", period))
        held = person("visa", period) & (valid | ended)
        return np.where(held, 29, np.where(crossed, 33, 16))


def main() -> None:
    """Compute, compare, tell."""
    rows = np.load(sys.argv[1])
    system = TaxBenefitSystem([Person])
    system.add_variables(*(column(name) for name in COLUMNS), article)
    simulation = SimulationBuilder().build_default_simulation(system, count=len(rows["visa"]))
    for name in COLUMNS:
        simulation.set_input(name, PERIOD, rows[name])
    started = time.perf_counter()
    found = simulation.calculate("article", PERIOD)
    seconds = time.perf_counter() - started
    same = int((found == rows["article"]).sum())
    print(f"          {len(found):,} rows in {seconds:.3f} s in OpenFisca-core, {same:,} the same")


if __name__ == "__main__":
    main()
