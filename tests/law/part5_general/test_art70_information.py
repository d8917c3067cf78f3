"""Article 70: informing the Commission."""

from __future__ import annotations

from solidarity.law.part5_general.art70_information import uninformed_measures


class TestArticle70:
    """Member States keep the Commission informed of every measure they carry out."""

    def test_what_was_not_reported_is_named_in_order(self) -> None:
        found = uninformed_measures(
            carried_out=frozenset({"c", "a", "b"}), reported=frozenset({"b", "z"})
        )
        assert found == ("a", "c")

    def test_nothing_is_owed_when_all_is_told(self) -> None:
        assert uninformed_measures(carried_out=frozenset("ab"), reported=frozenset("abc")) == ()
