"""
Every paragraph the coverage table must account for, counted in the published text.

A numbered Article is listed by its paragraphs; an Article without numbers by its points
("75(a)") or subparagraphs ("79, subparagraph 2"). `LATER` names the rest of the Regulation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solidarity.terms.citations import Act, Art, crisis, ir

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERED: Final[dict[int, tuple[str, int]]] = {
    7: ("National strategies", 6),
    8: ("The Union's long-term strategy", 3),
    9: ("The yearly Report", 10),
    10: ("Information for the assessment", 3),
    11: ("The decision on statuses", 4),
    12: ("The proposal for the Pool", 6),
    13: ("The High-Level Forum", 4),
    14: ("The Technical-Level Forum", 5),
    15: ("The Coordinator", 5),
    16: ("Access to the procedure", 5),
    17: ("Obligations of the applicant", 5),
    18: ("Consequences of non-compliance", 4),
    19: ("Right to information", 2),
    20: ("How the information is given", 3),
    21: ("Legal counselling", 8),
    22: ("The interview", 7),
    23: ("Guarantees for minors", 7),
    24: ("Order of the criteria", 2),
    25: ("Unaccompanied minors", 7),
    26: ("Family members with status", 3),
    29: ("Residence documents and visas", 5),
    30: ("Diplomas", 2),
    31: ("Visa-free entry", 2),
    33: ("Entry", 3),
    34: ("Dependent persons", 4),
    35: ("Discretion", 2),
    36: ("Obligations of the Member State responsible", 3),
    37: ("End and shift of responsibility", 5),
    38: ("Start of the procedure", 5),
    39: ("Take charge requests", 3),
    40: ("Replies to them", 8),
    41: ("Take back notifications", 5),
    42: ("The transfer decision", 5),
    43: ("Remedies", 5),
    44: ("Detention", 5),
    45: ("Limits for detained persons", 4),
    46: ("Transfers", 4),
    47: ("Costs of transfers", 3),
    48: ("Information before a transfer", 5),
    50: ("Health data", 6),
    51: ("Information sharing", 9),
    52: ("Authorities", 4),
    53: ("Arrangements between Member States", 5),
    55: ("Conciliation", 3),
    56: ("The Annual Solidarity Pool", 3),
    57: ("The Council act", 4),
    58: ("Use of the Pool after a decision", 3),
    59: ("Use of the Pool after a notification", 7),
    60: ("Operation of the Pool", 6),
    61: ("Deductions under migratory pressure", 4),
    62: ("Deductions in a significant migratory situation", 5),
    63: ("Responsibility offsets", 9),
    64: ("Financial contributions", 6),
    65: ("Alternative measures", 3),
    69: ("Procedure for offsets", 3),
}
"""Article: its subject in our words, and how many paragraphs it has."""

UNNUMBERED: Final[dict[str, tuple[Art, ...]]] = {
    "Family members who are applicants": (Art(27),),
    "The family group": (Art(28),),
    "Airport transit areas": (Art(32),),
    "Information on security": (Art(49),),
    "The network of units": (Art(54),),
    "The reference key": (Art(66), Art(0, annex="I")),
    "Keeping the Commission informed": (Art(70),),
    "Counting time": tuple(Art(75, point=letter) for letter in "abcd"),
    "Monitoring and evaluation": tuple(Art(79, subparagraph=number) for number in (1, 2, 3)),
    "Entry into force and application": tuple(Art(85, subparagraph=number) for number in (1, 2, 3)),
    "The reference number": (ir(5),),
    "DubliNet": (ir(6),),
    "The take charge request": (ir(7),),
    "Acceptance": (ir(8),),
    "Rejection and re-examination": (ir(9),),
    "Queries on dependency": (ir(10),),
    "Queries on the family of minors": (ir(11),),
    "The take back notification": (ir(12),),
    "Responsibility found under the old rules": (ir(13),),
    "Confirmation": (ir(14),),
    "Cessation and reconsideration": (ir(15),),
    "A wrong entry": (ir(16),),
    "The transfer form": (ir(22),),
    "Places of arrival": (ir(23),),
    "Voluntary transfers": (ir(24),),
    "Supervised departure": (ir(25),),
    "Escort and groups": (ir(26),),
    "Transfers that are late": (ir(28),),
    "The health certificate": (ir(29),),
    "Money due after the year": (ir(30),),
    "Sharing the money": (ir(31),),
    "Credit for offsets in a crisis": (crisis(9, 4), crisis(9, 5)),
    "Longer limits in a crisis": tuple(crisis(12, number) for number in (1, 2, 3, 4)),
}
"""Subject: its provisions, each of which must be accounted for by itself."""

LATER: Final[tuple[tuple[int, int, str], ...]] = (
    (1, 1, "Subject matter"),
    (2, 2, "Definitions: used as nouns in `terms`, where this part needs them"),
    (3, 6, "Comprehensive approach, solidarity and fair sharing: principles, no rule to compute"),
    (67, 68, "Relocation of a family, before and after"),
    (71, 71, "Financial support for relocations"),
    (72, 74, "Security, data protection, confidentiality, penalties"),
    (76, 78, "Territory of France (reading R-007), committee, delegation"),
    (80, 84, "Statistics, amendments, repeal, transition"),
)
"""First Article, last Article, subject: what a later part of this software brings."""


def paragraphs(article: int) -> tuple[Art, ...]:
    """Give the paragraphs of a numbered Article."""
    return tuple(Art(article, number) for number in range(1, NUMBERED[article][1] + 1))


def sections() -> Iterator[tuple[str, tuple[Art, ...]]]:
    """Give every section of the table in the order of the law: its heading and its provisions."""
    whole = [(article, f"Art. {article}: {NUMBERED[article][0]}") for article in NUMBERED]
    headed = [(number, heading, paragraphs(number)) for number, heading in whole]
    for subject, provisions in UNNUMBERED.items():
        first = provisions[0]
        if first.act is Act.AMMR:
            headed.append((first.article, f"Art. {first.article}: {subject}", provisions))
        else:
            heading = f"{first.act.title}, Art. {first.article}: {subject}"
            headed.append((1000 + first.article, heading, provisions))
    for _, heading, provisions in sorted(headed, key=lambda section: section[0]):
        yield heading, provisions


def meets(entry: Art, wanted: Art) -> bool:
    """
    Tell whether a provision cited in the register accounts for one of the table.

    A numbered paragraph is met by anything cited inside it. Points and subparagraphs of an
    unnumbered Article must be cited themselves: citing the Article whole is not enough.
    """
    same = (entry.act, entry.article, entry.annex) == (wanted.act, wanted.article, wanted.annex)
    if not same:
        return False
    if wanted.paragraph:
        return entry.paragraph == wanted.paragraph
    if wanted.point or wanted.subparagraph:
        return (entry.point, entry.subparagraph) == (wanted.point, wanted.subparagraph)
    return True
