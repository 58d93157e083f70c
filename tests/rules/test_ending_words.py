"""On what something was ended, in words that agendas and papers keep for everybody."""

from datetime import date

import pytest

from tracker.rules.ending import Ending, on_what
from tracker.rules.records import Evidence
from tracker.rules.register import Register
from tracker.rules.words import Ended, EvidenceKind, Rung


@pytest.mark.parametrize(("restricted", "says"), [(False, "audit of 24 December 2025"), (True, "audit")])
def test_the_day_that_restricted_evidence_is_about_is_told_to_nobody(restricted, says):
    one = Evidence(
        "E1", "A1", EvidenceKind.STATEMENT, "Notes", rung=Rung.AUDIT, about=date(2025, 12, 24), restricted=restricted
    )
    said = on_what(Register(), Ending(Ended.ASSURED, date(2026, 1, 5), one))
    assert said == f"the strongest evidence then: {says}"
