"""Art. 29 of Implementing Regulation (EU) 2025/2055: the common health certificate."""

from __future__ import annotations

from solidarity.terms.citations import ir
from solidarity.terms.findings import rule


@rule(ir(29))
def form() -> str:
    """Which annex is the certificate."""
    return "VIII"
