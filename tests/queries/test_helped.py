"""What the tracker suggests of a report: nobody is suggested of whom nothing can be asked any more."""

from tests.factories_store import fresh_sqlite
from tracker import clock
from tracker.commands import first_data
from tracker.queries.register import current
from tracker.queries.reports import helped
from tracker.rules.sight import WHOLE
from tracker.rules.words import CandidateKind, Door
from tracker.rules.working_list import Item
from tracker.street import street


def test_of_an_agency_that_closed_its_successor_is_suggested(tmp_path):
    engine = fresh_sqlite(tmp_path)
    first_data.load(engine, street() / "data", by="system", at=clock.now(), door=Door.COMMAND_LINE)
    register = current(engine, sight=WHOLE)
    closed = next(one for one in register.agencies.values() if one.closed_on and one.successor_id)
    item = Item(
        "c1", (0,), CandidateKind.RECOMMENDATION, "It should act.", "It should act.", addressed_to=(closed.name,)
    )
    found = helped(register, (item,), None)["c1"]
    assert found.agencies == (closed.successor_id,)
    engine.dispose()
