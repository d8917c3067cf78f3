"""Preferences: recorded as said; with a prohibited ground also that ground and the reason."""

import pytest

from solidarity.cycle import s08_forum, year
from solidarity.cycle import s08_implementation as station
from solidarity.cycle.s08_preferences import (
    ExpressPreference,
    PreferenceExpressed,
    PreferenceMarked,
)
from solidarity.errors import InputError, NotLawful
from solidarity.terms.citations import Art

WISH = "No single men of nationality X"


class TestVoiced:
    """Art. 60(4): a wish that touches a prohibited ground needs a reason."""

    def test_a_marked_wish_without_a_reason_is_refused(self, story, refuses):
        access = story.at("implementation", story.access)
        command = ExpressPreference("DE", story.technical.on, WISH, " ")
        why = refuses(station, command, access, NotLawful, Art(60, 4))
        assert "nationality, sex or gender" in why

    def test_with_a_reason_it_is_recorded_with_its_grounds(self, story):
        day = story.technical.on
        before = story.told(story.access)
        events = year.decide(ExpressPreference("DE", day, WISH, "beds for families only"), before)
        assert events == (
            PreferenceExpressed("DE", day, WISH),
            PreferenceMarked(
                "DE", day, WISH, ("nationality", "sex or gender"), "beds for families only"
            ),
        )
        after = year.evolve(year.evolve(before, events[0]), events[1])
        assert after.technical_forum.marked == events[1:]
        assert after.implementation.preferences == events[:1]
        assert s08_forum.initial.marked == ()

    def test_an_empty_wish_cannot_be_read(self, story):
        access = story.at("implementation", story.access)
        with pytest.raises(InputError, match="preference is empty"):
            station.decide(ExpressPreference("DE", story.technical.on, " "), access)
