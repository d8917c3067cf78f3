"""A row of the columnar path as a case of the readable one: the same facts, the same result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_DOCUMENTS: Final = ("doc1", "doc2")


def case_of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """
    Write a row as the document of a case.

    Args:
        row: Values by the names of `bulk_determination.COLUMNS`; days as days or as text.
    """
    day = str(row["registered_at"])
    place = row["place"] or "territory"
    first = {"state": row["registered_in"], "registered_at": day, "place": place}
    person: dict[str, Any] = {
        "id": "person",
        "birth_date": str(row["birth_date"]),
        "unaccompanied": bool(row["unaccompanied"]),
        "present_in": row["present_in"],
        "registrations": [first],
        "documents": [_document(row, one) for one in _DOCUMENTS if row[f"{one}_kind"]],
        "kin": [_kin(row)] if row["kin_relation"] else [],
        "entry": _entry(row),
        "bic": {"outcome": _interests(row)},
    }
    if row["threat_by"]:
        person["security"] = {"checked_by": row["threat_by"], "result": "threat"}
    if row["msr_recorded"]:
        hit = {"received_at": day, "category": 15, "origin_state": row["msr_recorded"]}
        person["eurodac_hits"] = [{**hit, "msr_recorded": row["msr_recorded"]}]
    if row["diploma_state"]:
        person["diplomas"] = [
            {
                "state": row["diploma_state"],
                "issued_on": str(row["diploma_on"]),
                "study_length": row["diploma_months"],
                "on_site": True,
                "isced": 6,
                "recognised": True,
            }
        ]
    return {"id": row["id"], "persons": [person]}


def _document(row: Mapping[str, Any], one: str) -> dict[str, Any]:
    return {
        "kind": row[f"{one}_kind"],
        "issuing_state": row[f"{one}_state"],
        "type": row[f"{one}_type"],
        "valid_from": _day(row[f"{one}_from"]),
        "valid_to": _day(row[f"{one}_to"]),
    }


def _kin(row: Mapping[str, Any]) -> dict[str, Any]:
    wishes = bool(row["kin_wishes"])
    return {
        "relation": row["kin_relation"],
        "state": row["kin_state"],
        "legal_basis": row["kin_basis"],
        "written_wish_applicant": wishes,
        "written_wish_kin": wishes,
        "family_formed_on": _day(row["kin_formed_on"]),
        "kin_arrived_on": _day(row["kin_arrived_on"]),
        "capacity_to_care": row["kin_able"],
    }


def _interests(row: Mapping[str, Any]) -> dict[str, str]:
    """Both answers by state; where kin are in the state of registration, that about kin counts."""
    pairs = ((row["registered_in"], row["bic_first"]), (row["kin_state"], row["bic_kin"]))
    return {state: answer for state, answer in pairs if state and answer}


def _entry(row: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"arrived_on": _day(row["arrived_on"])}
    for name, key in (("rescue", "sar"), ("crossing", "irregular_crossing")):
        if row[f"{name}_state"]:
            entry[key] = {"state": row[f"{name}_state"], "date": str(row[f"{name}_on"])}
    if row["visa_free_state"]:
        also = row["visa_free_also"]
        waived = None if also is None else [row["registered_in"]] if also else []
        entry["visa_free_entry"] = {
            "state": row["visa_free_state"],
            "date": str(row["visa_free_on"]),
            "waived_in": waived,
        }
    if row["relocated_to"]:
        entry["relocated"] = {
            "to": row["relocated_to"],
            "date": str(row["relocated_at"]),
            "determined_before": bool(row["relocated_determined"]),
        }
    return entry


def _day(value: object) -> str | None:
    return None if value is None else str(value)
