"""Art. 54: the network of responsible units."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded

not_encoded(
    Art(54),
    Coverage.OUT_OF_SCOPE,
    where="",
    note="networks of the units are set up by the Asylum Agency",
)
