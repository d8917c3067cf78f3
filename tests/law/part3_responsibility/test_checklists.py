"""Lists of what must be there."""

from __future__ import annotations

import pytest

from solidarity.errors import InputError
from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art

LIST = (Item("one", Art(17, 3), "the first"), Item("two", Art(17, 3), "the second"))


class TestMissing:
    def test_what_is_not_given_is_missing_in_order(self) -> None:
        assert missing(LIST, ()) == LIST
        assert missing(LIST, {"one"}) == LIST[1:]
        assert missing(LIST, {"two", "one"}) == ()

    def test_what_is_not_on_the_list_is_named(self) -> None:
        with pytest.raises(InputError, match='"three" is not on this list; expected one of one'):
            missing(LIST, {"three"})
