"""Arts 7 to 16 IR: forms of requests, notifications and answers."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from solidarity.law.implementing import (
    art07_take_charge_form,
    art08_acceptance,
    art09_rejection,
    art10_dependency,
    art11_minors,
    art12_take_back_form,
    art13_earlier_regulation,
    art14_confirmation,
    art15_cessation,
    art16_wrong_entry,
)
from solidarity.law.implementing.art07_take_charge_form import RestsOn
from solidarity.law.implementing.art12_take_back_form import Basis
from solidarity.law.part3_responsibility.art41_take_back import Ground

THREE = list(product([True, False], repeat=3))


class TestArticle7:
    """What a take charge request encloses."""

    def test_form(self) -> None:
        assert art07_take_charge_form.form(old_criteria=True) == "XII"
        assert art07_take_charge_form.form(old_criteria=False) == "II"

    @pytest.mark.parametrize(
        ("basis", "expected"),
        [
            (RestsOn(), {"biometrics"}),
            (RestsOn(template=True), {"biometrics", "template"}),
            (RestsOn(eurodac=True), {"eurodac_hit"}),
            (RestsOn(visa=True), {"biometrics", "visa_record"}),
        ],
    )
    def test_enclosures(self, basis: RestsOn, expected: set[str]) -> None:
        found = art07_take_charge_form.enclosures_missing((), basis)
        always = {"reasons", "evidence", "list_references", "statements", "photographs"}
        assert {item.name for item in found} == always | expected

    @pytest.mark.parametrize(
        ("family", "together", "expected"),
        [(True, True, True), (True, False, False), (False, True, False)],
    )
    def test_one_form(self, *, family: bool, together: bool, expected: bool) -> None:
        found = art07_take_charge_form.one_form_for_family(
            same_family=family, simultaneous=together
        )
        assert found is expected

    @pytest.mark.parametrize("facts", THREE)
    @pytest.mark.parametrize("article", [26, 33])
    def test_originals(self, article: int, facts: tuple[bool, bool, bool]) -> None:
        coherent, verifiable, detailed = facts
        found = art07_take_charge_form.needs_formal_proof(
            article=article, coherent=coherent, verifiable=verifiable, detailed=detailed
        )
        assert found is not (article == 26 and sum(facts) == 3)


class TestArticles8And9:
    """Accepting names the provision; rejecting gives reasons and evidence; asking again."""

    @pytest.mark.parametrize(
        ("provision", "details", "expected"),
        [("Art. 33(1)", True, True), ("", True, False), ("Art. 33(1)", False, False)],
    )
    def test_acceptance(self, *, provision: str, details: bool, expected: bool) -> None:
        found = art08_acceptance.is_complete(provision=provision, transfer_details=details)
        assert found is expected

    @pytest.mark.parametrize("facts", THREE)
    def test_rejection(self, facts: tuple[bool, bool, bool]) -> None:
        reasons, evidence, exists = facts
        found = art09_rejection.is_complete(
            reasons=reasons, evidence=evidence, evidence_exists=exists
        )
        assert found is (reasons and not (exists and not evidence))

    @pytest.mark.parametrize(("day", "expected"), [(21, True), (22, True), (23, False)])
    def test_asking_again(self, *, day: int, expected: bool) -> None:
        found = art09_rejection.may_ask_again(asked=date(2026, 9, day), last_day=date(2026, 9, 22))
        assert found is expected

    def test_it_changes_nothing_else(self) -> None:
        assert art09_rejection.silence_accepts() is False
        assert art09_rejection.extends_limits() is False


class TestArticles10And11:
    """Queries on dependency and on the family of minors."""

    def test_dependency(self) -> None:
        asked = {item.name for item in art10_dependency.query_missing((), cannot_travel=False)}
        assert "cannot_travel" not in asked
        assert len(art10_dependency.query_missing((), cannot_travel=True)) == len(asked) + 1

    def test_clock(self) -> None:
        answer_clock = art10_dependency.answer_clock
        assert answer_clock(more_time_announced=False) == "family-query"
        assert answer_clock(more_time_announced=True) == "family-query-extended"

    def test_search(self) -> None:
        found = art11_minors.search_missing({"minor"})
        assert [item.name for item in found] == ["template", "other"]

    @pytest.mark.parametrize(("persons", "owed"), [(0, 0), (1, 0), (2, 4)])
    def test_comparison(self, persons: int, owed: int) -> None:
        assert len(art11_minors.comparison_missing((), persons_found=persons)) == owed


class TestArticles12To14:
    """What a notification encloses, and a confirmation says."""

    @pytest.mark.parametrize(
        ("basis", "fingerprints", "early", "expected"),
        [
            (
                Basis.RESPONSIBLE,
                True,
                False,
                ["hit_responsible", "all_other_hits", "cessation_signs"],
            ),
            (Basis.ADMITTED, True, False, ["hit_admitted"]),
            (Basis.ADMITTED, True, True, ["proof_of_admission"]),
            (Basis.DETERMINING, True, True, ["hit_determining"]),
            (Basis.RELOCATION, True, False, ["hit_relocation"]),
            (Basis.RESPONSIBLE, False, False, ["other_evidence"]),
            (Basis.ADMITTED, False, True, ["other_evidence"]),
        ],
    )
    def test_enclosures(
        self, *, basis: Basis, fingerprints: bool, early: bool, expected: list[str]
    ) -> None:
        found = art12_take_back_form.enclosures_missing(
            (), basis, fingerprints=fingerprints, admitted_early=early
        )
        assert [item.name for item in found] == expected

    def test_by_default_nobody_was_admitted_early(self) -> None:
        found = art12_take_back_form.enclosures_missing((), Basis.ADMITTED, fingerprints=True)
        assert found[0].name == "hit_admitted"

    @pytest.mark.parametrize("facts", THREE)
    def test_old_rules(self, facts: tuple[bool, bool, bool]) -> None:
        hit, evidence, known = facts
        found = art13_earlier_regulation.is_complete(hit=hit, evidence=evidence, in_eurodac=known)
        assert found is (hit and bool(evidence + known))

    @pytest.mark.parametrize("facts", THREE)
    def test_confirmation(self, facts: tuple[bool, bool, bool]) -> None:
        details, earlier, updated = facts
        found = art14_confirmation.is_complete(
            transfer_details=details, earlier_rules=earlier, eurodac_updated=updated
        )
        assert found is (details and not (earlier and not updated))


class TestArticles15And16:
    """Not confirming: with evidence, with Eurodac put right; reconsideration where cessation."""

    @pytest.mark.parametrize("ground", Ground)
    @pytest.mark.parametrize(("evidence", "entered"), list(product([True, False], repeat=2)))
    def test_cessation(self, ground: Ground, *, evidence: bool, entered: bool) -> None:
        found = art15_cessation.is_complete(ground, evidence=evidence, in_eurodac=entered)
        needed = [evidence, entered] if ground is Ground.SHIFTED else [evidence]
        assert found is all(needed)

    def test_reconsideration(self) -> None:
        found = [one for one in Ground if not art15_cessation.may_ask_reconsideration(one)]
        assert found == [Ground.SHIFTED, Ground.WRONG_ENTRY]
        assert art15_cessation.silence_confirms() is False

    def test_wrong_entry(self) -> None:
        assert art16_wrong_entry.is_complete(entering_state_told=True)
        assert not art16_wrong_entry.is_complete(entering_state_told=False)
        assert art16_wrong_entry.new_notification_carries() == ("wrong_entry", "told_state")
