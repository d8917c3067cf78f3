"""Art. 52: authorities."""

from __future__ import annotations

from solidarity.law.part3_responsibility.art52_authorities import is_competent


class TestParagraph1:
    """Those notified to the Commission."""

    def test_notified(self) -> None:
        assert is_competent("unit", notified=frozenset({"unit"}))
        assert not is_competent("other", notified=frozenset({"unit"}))
