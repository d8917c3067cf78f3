"""Art. 60(4): reasonable preferences, vulnerable persons first, and grounds that need a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.law.part4_solidarity.art60_preferences import (
    VULNERABLE_FIRST,
    may_be_voiced,
    prohibited_grounds,
)


class TestGrounds:
    """A wish that names a ground of Art. 21 of the Charter is marked with it."""

    @pytest.mark.parametrize(
        ("wish", "ground"),
        [
            ("no single men of nationality X", "nationality"),
            ("Syrians and Eritreans", "nationality"),
            ("citizens of one country", "nationality"),
            ("no Roma", "race, colour or ethnic origin"),
            ("light skin", "race, colour or ethnic origin"),
            ("preferably Christian families", "religion or belief"),
            ("no MUSLIMS", "religion or belief"),
            ("women only", "sex or gender"),
            ("no single men", "sex or gender"),
            ("no LGBT applicants", "sexual orientation"),
            ("young adults", "age"),
            ("French-speaking applicants", "language"),
            ("healthy applicants", "disability or health"),
            ("skilled workers", "social origin, property or birth"),
            ("no political activists", "political opinion"),
            ("no minority groups", "membership of a minority"),
            ("a DNA test passed", "genetic features"),
        ],
    )
    def test_is_named(self, wish, ground):
        assert ground in prohibited_grounds(wish)

    @pytest.mark.parametrize(
        "wish",
        [
            "families with children",
            "unaccompanied minors",
            "families of four to six people, departures on Tuesdays",
            "persons with links to the Member State",
            "Germany can take 40 people a week from March on",
            "",
        ],
    )
    def test_a_reasonable_wish_is_not_marked(self, wish):
        assert prohibited_grounds(wish) == ()

    @pytest.mark.parametrize(
        "wish", ["no unaccompanied minors", "families without disabled members", "except children"]
    )
    def test_vulnerable_persons_come_first(self, wish):
        assert prohibited_grounds(wish)[-1] == VULNERABLE_FIRST

    def test_several_grounds_keep_their_order(self):
        found = prohibited_grounds("No single men of nationality X")
        assert found == ("nationality", "sex or gender")

    @given(st.text())
    def test_any_text_can_be_read_and_case_and_spaces_do_not_matter(self, wish):
        assert prohibited_grounds(f"  {wish}\n") == prohibited_grounds(wish.casefold())


class TestReason:
    """A marked wish needs a reason; an unmarked one does not."""

    def test_is_asked_for(self):
        assert may_be_voiced(wish="families", reason="")
        assert not may_be_voiced(wish="women only", reason="  ")
        assert may_be_voiced(wish="women only", reason="a shelter for victims of violence")
