"""Papers over real HTTP: what leaves under which name, noted on the trail, and what is refused in a sentence."""

from urllib.parse import unquote

import pytest

from tests.server.test_leaving import held, reasons  # noqa: F401  (fixture)
from tests.server.test_routes import (  # noqa: F401  (fixtures)
    COUNCIL,
    MANAGER,
    POLICE,
    as_,
    downloads,
    engine,
    home,
    made,
    served,
    server,
)
from tracker import clock
from tracker.queries import history
from tracker.queries.papers import ENDINGS
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE

MEETING = "/export/paper.{}?paper=meeting&on=2026-03-02"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_paper_leaves_in_each_format_under_its_name(server, engine, as_, ending):  # noqa: F811
    answer = server.get(MEETING.format(ending), **as_("cy-subgroup"))
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == ENDINGS[ending].media_type
    name = f"Meeting paper, 2026-03-02.{ending}"
    assert unquote(answer.headers["content-disposition"].split("''")[1]) == name
    taken = history.entries(engine, sight=WHOLE, verb="download")
    assert [(e.entity, e.entity_id, e.by) for e in taken] == [("paper", name, "cy-subgroup")]
    assert verify(engine).ok


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (f"paper=agency&agency={POLICE}", "Agency sheet, "),
        ("paper=thread&recommendation=SOTON-K:10.2.1", "Golden thread, SOTON-K 10.2.1, "),
        ("paper=year&year=2026", "Yearly chapter, 2026"),
        ("paper=theme&theme=domestic-abuse", "Theme, Domestic abuse, "),
        ("paper=theme_briefing&theme=domestic-abuse", "Briefing, Domestic abuse, "),
        ("paper=review_briefing&review=SOTON-K", "Briefing, SOTON-K, "),
        ("paper=year&since=2026-04-01&until=2027-03-31", "Yearly chapter, 2026-04-01 to 2027-03-31"),
    ],
)
def test_each_paper_has_its_address(server, as_, query, name):  # noqa: F811
    answer = server.get(f"/export/paper.xlsx?{query}", **as_(MANAGER))
    assert answer.status == 200, answer.text
    assert name in unquote(answer.headers["content-disposition"])


@pytest.mark.parametrize(
    ("address", "status", "why"),
    [
        ("/export/paper.exe?paper=meeting&on=2026-03-02", 404, "kind of file"),
        ("/export/paper.pdf?paper=essay", 404, "paper"),
        ("/export/paper.pdf?paper=meeting", 400, "needs to know of a meeting"),
        ("/export/paper.pdf?paper=meeting&meeting=M-1", 404, "meeting"),
        ("/export/paper.pdf?paper=meeting&on=soon", 400, "is not a day"),
        ("/export/paper.pdf?paper=meeting&on=2026-03-02&as_at=2199-01-01", 400, "is still to come"),
        ("/export/paper.pdf?paper=agency&agency=nobody", 404, "agency"),
        ("/export/paper.pdf?paper=thread", 400, "needs to know of a recommendation"),
        ("/export/paper.pdf?paper=theme", 400, "needs to know of a theme"),
        ("/export/paper.pdf?paper=review_briefing&review=NONE", 404, "review"),
        ("/export/paper.pdf?paper=year&year=soon", 400, "is not a year"),
        ("/export/paper.pdf?paper=year&year=99999999999999999999", 400, "is not a year"),
        ("/export/paper.pdf?paper=year&since=2026-04-01&until=2026-03-01", 400, "is no year"),
        ("/export/paper.pdf?paper=year&year=2198", 400, "had not begun"),
    ],
)
def test_what_cannot_be_given_is_refused_in_a_sentence(server, engine, as_, address, status, why):  # noqa: F811
    answer = server.get(address, **as_(MANAGER))
    assert (answer.status, why in answer.text) == (status, True), answer.text
    assert downloads(engine) == []


def test_a_paper_that_may_identify_somebody_waits_for_a_reason(server, engine, held, as_):  # noqa: F811
    address = f"/export/paper.xlsx?paper=agency&agency={POLICE}"
    answer = server.get(address, **as_(MANAGER))
    assert answer.status == 409 and "The paper has not left yet" in answer.text
    assert held in answer.text and "SO14 7LT" not in answer.text
    answer = server.post(address, {"why": "For the court"}, **as_(MANAGER))
    assert answer.status == 200 and "download the paper" in answer.text
    assert server.get(answer.headers["refresh"].removeprefix("1; url="), **as_(MANAGER)).status == 200
    assert {who for who, _, _ in reasons(engine)} == {MANAGER}
    assert clock.today() and verify(engine).ok
