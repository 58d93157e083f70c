"""Everybody that the matrix asks for: each role, in the agency that owns the action (own) and in another (other)."""

from tests.factories_store import Ledger
from tracker.commands import people
from tracker.rules.words import Role

OWN, OTHER = "own", "other"
AGENCY = {OWN: "police", OTHER: "schools"}
LETTERS = {
    "M": ("manager of", Role.ADMINISTRATOR),
    "S": ("subgroup of", Role.SUBGROUP),
    "I": ("scrutineer of", Role.SCRUTINEER),
    "L": ("lead of", Role.LEAD),
    "D": ("deputy of", Role.LEAD),
    "R": ("reader of", Role.READER),
    "U": ("auditor of", Role.AUDITOR),
    "N": ("nobody of", None),
    "G": ("gone from", Role.ADMINISTRATOR),
}
"""M business manager, S subgroup, I independent scrutineer, L lead, D deputy, R board member, U auditor, N somebody
without a role, G a business manager who was disabled."""


def name_of(letter, side):
    return f"{LETTERS[letter][0]} {AGENCY[side]}".capitalize()


def id_of(letter, side):
    return name_of(letter, side).lower().replace(" ", "-")


def gather(ledger: Ledger) -> None:
    """Put all of them in."""
    for letter, (_, role) in LETTERS.items():
        for side, agency_id in AGENCY.items():
            system = ledger.signed("system")
            person = people.add(ledger.engine, name=name_of(letter, side), **system)
            assert person.id == id_of(letter, side)
            if role:
                more = {"deputy": True} if letter == "D" else {}
                people.give_role(
                    ledger.engine,
                    person_id=person.id,
                    role=role,
                    agency_id=agency_id,
                    **more,
                    **ledger.signed("system"),
                )
            if letter == "G":
                people.disable(ledger.engine, person_id=person.id, **ledger.signed("system"))
