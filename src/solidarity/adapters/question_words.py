"""The words of the questionnaire, in plain language: what is asked, and why or how to answer."""

from __future__ import annotations

from typing import Final

_GROUNDS: Final = (
    "beneficiary: has protection. ltr_directive, ltr_national_no_directive: long-term permit. "
    "citizen_ex_beneficiary: had protection, is a citizen now. applicant_no_first_decision: "
    "waits for a first decision. other_legal_stay: any other permit. none: no permit."
)

WORDS: Final = {
    "registered_in": (
        "In which state was the application registered first?",
        "The state whose authority entered it first, not where the person wants to go. Code: IT.",
    ),
    "registered_on": (
        "On which day was it registered there?",
        "As on the paper the person was given: 2026-09-01. Asking may have been earlier.",
    ),
    "birth_date": ("When was the person born?", "As on the papers, or as the person says."),
    "recorded": (
        "Does Eurodac already name a responsible state? Which?",
        "The code of the state, or an empty line if none is named.",
    ),
    "elsewhere": (
        "Is the person now in another state, or has one registered an application later on?",
        "The code of that state, or an empty line.",
    ),
    "threat": (
        "Has a security check found a threat to internal security?",
        "Only if an authority said so after a check.",
    ),
    "threat_by": ("Which state made that check?", "Its code."),
    "alone": (
        "Is the minor here without an adult who is responsible for him or her?",
        "Yes also if left alone after the arrival.",
    ),
    "married": ("Is the minor married?", "By the law of the place of the marriage."),
    "minor_kin": (
        "Is a parent, spouse, brother, sister, aunt, uncle or grandparent in a state taking part?",
        "Anyone who is there, in whatever situation; there is room for several.",
    ),
    "kin": (
        "Is a husband, wife, partner or minor child in a state taking part (of a minor: a parent)?",
        "Anyone who has protection, a long-term permit or an application there.",
    ),
    "more": ("Is there another one?", "Each is asked about by itself."),
    "relation": ("What is this person to the applicant?", ""),
    "state": ("In which state is this person?", "Its code."),
    "legal_basis": (
        "On what ground does this person stay there?",
        _GROUNDS,
    ),
    "treated_as_spouse": (
        "Does the law on foreigners there treat unmarried couples like married ones?",
        "Ask a counsellor of that state if you do not know.",
    ),
    "family_formed_on": (
        "Since when have they been a family (day of the marriage, of the birth)?",
        "If only the year is known, give its last day: 2015-12-31.",
    ),
    "kin_arrived_on": ("When did that person arrive in any of the states?", "A day, or empty."),
    "born_on": ("When was that person born?", "A day."),
    "wish_applicant": ("Has the applicant asked in writing to be brought together?", ""),
    "wish_kin": ("Has that person asked for it in writing too?", ""),
    "able": (
        "Has an authority found that this person can take care of the one who needs care?",
        "unknown if nobody has looked at it yet.",
    ),
    "interest": (
        "Is going to {state} good for the child, according to the recorded assessment?",
        "unknown if no assessment was made; then the result says that it is needed.",
    ),
    "interest_first": (
        "Is staying in {state} good for the child, according to the recorded assessment?",
        "unknown if no assessment was made.",
    ),
    "chosen": (
        "Which of these states does the assessment prefer?",
        "One of the codes, or an empty line if none is preferred.",
    ),
    "dependent": (
        "Does the applicant need the care of a child, sibling or parent, or the other way round?",
        "Because of pregnancy, a new-born child, illness, disability, trauma or old age.",
    ),
    "cause": ("Why?", ""),
    "direction": ("Who needs whom?", ""),
    "arrived_on": ("When did the applicant arrive in any of the states?", "A day, or empty."),
    "can_travel": ("Can the applicant travel to that state in the near future?", ""),
    "document": (
        "Did the applicant ever have a permit or a visa of a state taking part?",
        "Valid ones, permits that ended in the last three years, visas in the last 18 months.",
    ),
    "kind": ("Permit (residence) or visa?", ""),
    "issuing_state": ("Which state issued it?", "Its code."),
    "represented_state": ("Was it issued for another state? Which?", "A code, or empty."),
    "type": ("Type of the visa: A airport transit, C short stay, D long stay?", ""),
    "valid_from": ("Valid from?", "A day."),
    "valid_to": ("Valid until?", "A day. If it was taken away earlier, that day."),
    "diploma": (
        "Has the applicant a diploma from a school or university in a state taking part?",
        "After at least a school year there, on site, in the last six years.",
    ),
    "issued_on": ("When was it issued?", "A day."),
    "study_length": ("How many months of study?", "Whole months."),
    "academic_year": ("Was it at least one whole academic year?", ""),
    "visa_free": (
        "Did the applicant come in through a state where he or she needs no visa?",
        "Legally, at a border crossing point.",
    ),
    "entered_on": ("When?", "A day."),
    "waived_here": (
        "Does {state}, where the application was registered, waive the visa as well?",
        "For most nationalities the whole Schengen area does or does not.",
    ),
    "transit": ("Was the application made in the transit area of an airport?", ""),
    "rescued": ("Was the applicant rescued at sea and brought ashore in a state?", ""),
    "crossed": (
        "Did the applicant cross a border from outside without permission?",
        "By land, sea or air, into the first state reached.",
    ),
}
"""Question and help by name; {state} is filled in."""
