"""Whether a text names an agency: one of the register's, or what is plainly the name of a body."""

from collections.abc import Callable
from functools import lru_cache

from tracker.sheets.meaning.owners import Owners
from tracker.sheets.other.contents import BODY

AgencyNamed = Callable[[str], bool]
LONGEST_NAME = 80


def named_by(owners: Owners) -> AgencyNamed:
    """The question, put to a register's agencies; each text once."""

    @lru_cache(maxsize=2048)
    def is_agency(text: str) -> bool:
        said = " ".join(text.split())
        if not said or len(said) > LONGEST_NAME:
            return False
        found = owners.find(said)
        return (bool(found.agency_ids) and not found.unmatched) or (found.exact and bool(found.agency_ids))

    return is_agency


def looks_like_a_body(text: str) -> bool:
    """Whether a text holds a word for a body, such as "council" or "trust"."""
    return len(text) <= LONGEST_NAME and bool(BODY.search(text))
