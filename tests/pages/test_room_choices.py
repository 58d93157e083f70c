"""What the room offers to the subgroup is what its commands allow."""

import pytest

from tests.rules.factories import roles
from tracker.rules.permissions import why_not
from tracker.rules.words import Role
from tracker.ui.room_decide import VERBS


@pytest.mark.parametrize("what", VERBS)
def test_whoever_records_the_meeting_may_choose_it(what):
    assert why_not(roles((Role.SUBGROUP, None)), "record_meeting") is None
    assert why_not(roles((Role.SUBGROUP, None)), VERBS[what]) is None
