"""Art. 40(3) to (6): proof and circumstantial evidence."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.law.part3_responsibility.art40_evidence import (
    is_shown,
    may_ask_for_more,
    must_accept,
)

THREE = list(product([True, False], repeat=3))


class TestParagraphs3And4:
    """Proof settles it unless refuted by proof; indications are weighed by a person."""

    @pytest.mark.parametrize(("proof", "contrary", "enough"), THREE)
    def test_weight(self, *, proof: bool, contrary: bool, enough: bool) -> None:
        found = is_shown(proof=proof, proof_to_the_contrary=contrary, circumstantial_enough=enough)
        assert found is (not contrary and bool(proof + enough))


class TestParagraph5:
    """No more than necessary."""

    @pytest.mark.parametrize(
        ("needed", "originals", "expected"),
        [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
    )
    def test_more(self, *, needed: bool, originals: bool, expected: bool) -> None:
        assert may_ask_for_more(needed=needed, originals_in_family_case=originals) is expected


class TestParagraph6:
    """Coherent, verifiable and detailed: then it is enough."""

    @pytest.mark.parametrize("facts", THREE)
    def test_threshold(self, facts: tuple[bool, bool, bool]) -> None:
        coherent, verifiable, detailed = facts
        found = must_accept(coherent=coherent, verifiable=verifiable, detailed=detailed)
        assert found is (sum(facts) == 3)
