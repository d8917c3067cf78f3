"""Art. 49: information on a danger to security."""

from __future__ import annotations

from solidarity.law.part3_responsibility.art49_security_information import must_indicate


class TestArticle49:
    """Its existence is indicated; the rest goes between other authorities."""

    def test_indication(self) -> None:
        assert must_indicate(reasonable_grounds=True)
        assert not must_indicate(reasonable_grounds=False)
