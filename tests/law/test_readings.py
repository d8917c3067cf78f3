"""Every open point has a page, every page an open point, and both say the same."""

import re
from pathlib import Path

import pytest

from solidarity.errors import InputError
from solidarity.law.readings import DEFAULT, READINGS, SWITCHES
from solidarity.law.readings_fixed import FIXED
from solidarity.law.readings_met import MET

PAGES = Path(__file__).resolve().parents[2] / "docs" / "readings"
SECTIONS = (
    "The question",
    "What the text says",
    "Default, and why",
    "Alternatives",
    "Which figures change",
    "Who would decide",
    "Confidence",
)


def page_of(identifier: str) -> str:
    (page,) = PAGES.glob(f"{identifier}-*.md")
    return page.read_text(encoding="utf-8")


class TestPages:
    def test_every_page_has_a_reading_and_every_reading_one_page(self) -> None:
        pages = sorted(page.name[:5] for page in PAGES.glob("*.md"))
        assert pages == sorted(READINGS)

    @pytest.mark.parametrize("identifier", READINGS)
    def test_page_and_code_agree(self, identifier: str) -> None:
        reading, page = READINGS[identifier], page_of(identifier)
        assert page.startswith(f"# {identifier}: {reading.title}\n")
        assert f"- **Provision:** {reading.source}\n" in page
        assert f"- **Default:** `{reading.default}`\n" in page
        listed = re.search(r"- \*\*Options:\*\* (.*)\n", page)
        assert listed is not None
        assert tuple(re.findall(r"`(\w+)`", listed[1])) == reading.options
        assert ("a run can choose" in page) == reading.is_switch

    @pytest.mark.parametrize("identifier", READINGS)
    def test_page_has_every_section_and_explains_every_option(self, identifier: str) -> None:
        page = page_of(identifier)
        headings = re.findall(r"(?m)^## (.*)$", page)
        assert tuple(headings) == SECTIONS
        assert all(page.count(f"`{option}`") >= 2 for option in READINGS[identifier].options)


class TestRegister:
    def test_identifiers_run_without_gap(self) -> None:
        """Part IV from R-002, Part III from R-101, its procedure from R-131."""
        numbers = [int(identifier[2:]) for identifier in READINGS]
        first, second = [n for n in numbers if n <= 100], [n for n in numbers if 100 < n <= 130]
        third = [n for n in numbers if n > 130]
        assert first == list(range(2, 2 + len(first)))
        assert second == list(range(101, 101 + len(second)))
        assert third == list(range(131, 131 + len(third)))

    def test_options_are_distinct_words_in_snake_case(self) -> None:
        for reading in READINGS.values():
            assert len(set(reading.options)) == len(reading.options)
            assert all(re.fullmatch(r"[a-z][a-z0-9_]*", option) for option in reading.options)

    def test_only_switches_can_be_chosen(self) -> None:
        assert all(reading.is_switch for reading in SWITCHES)
        assert not any(reading.is_switch for reading in (*FIXED, *MET))
        with pytest.raises(InputError, match="not a reading a run can choose"):
            DEFAULT.choose("R-009", "accept_with_flag")

    def test_a_run_that_says_nothing_uses_the_defaults(self) -> None:
        assert DEFAULT.of("R-005") == "up"
        assert DEFAULT.choose("R-005", "down").of("R-005") == "down"
        with pytest.raises(InputError, match="up or nearest or down"):
            DEFAULT.choose("R-005", "sideways")
