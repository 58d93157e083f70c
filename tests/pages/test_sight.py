"""What is not for everybody stands on no page of anybody else, whatever the address asks for."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.factories_store import Ledger, fresh_sqlite
from tests.secret_things import DRAFT, SECRETS, restricted, unpublished
from tracker.commands import downloads, people, reviews
from tracker.rules.words import Role
from tracker.ui.look import JOINER

APP = Path(__file__).parents[2] / "app.py"
NOT_NAMED = ("chair", "police-lead", "health-lead", "reader", "auditor", None)
MAY_NOT_OPEN = ("health-lead", "reader", "auditor", None)
TABS = ("reviews", "recommendations", "actions", "agencies", "groups", "learning", "not_doing", "people", "thresholds")
ADDRESSES = [
    ("overview", {}),
    ("recommendations", {}),
    ("recommendation", {"id": "SOTON-K:1"}),
    ("overdue", {}),
    ("themes", {}),
    ("themes", {"by": "who", "review": DRAFT}),
    ("theme", {"id": "neglect"}),
    ("my_agency", {"agency": "police"}),
    ("workbook", {}),
    ("history", {}),
    *[("reviews", {"tab": tab}) for tab in TABS],
]


@pytest.fixture
def board(tmp_path, monkeypatch):
    engine = fresh_sqlite(tmp_path, furnished=True)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    for name in ("TRACKER_DATABASE_URL", "TRACKER_DEMO", "TRACKER_AS"):
        monkeypatch.delenv(name, raising=False)
    made = Ledger(engine)
    person = people.add(engine, name="Auditor", email="auditor@council.example", **made.signed())
    people.give_role(engine, person_id=person.id, role=Role.AUDITOR, **made.signed())
    made.one = restricted(made)
    made.mine, made.both = unpublished(made)
    yield made
    engine.dispose()


@pytest.fixture
def words_on(board, monkeypatch):
    """Every word on a page, as somebody who opens it by its address."""

    def go(page, person, /, **address):
        monkeypatch.setenv("TRACKER_AS", person or "nobody")
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.run()
        app.switch_page(f"pages/{page}.py")
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, [e.value for e in app.exception]
        assert not any("could not be drawn" in e.value for e in app.error), [e.value for e in app.error]
        return everything(app)

    return go


def everything(app):
    found = []
    for element in app.main:
        found.append(str(element.proto) if hasattr(element, "proto") else "")
    kinds = (app.title, app.header, app.markdown, app.error, app.warning, app.success, app.metric)
    found += [str(element.value) for kind in kinds for element in kind]
    found += [str(cell) for table in (*app.table, *app.dataframe) for cell in table.value.to_numpy().ravel()]
    found += [str(option) for box in (*app.selectbox, *app.multiselect, *app.radio) for option in box.options]
    return "\n".join(found).replace("\\", "").replace(JOINER, "")


@pytest.mark.parametrize(
    ("person", "past"), [*((person, False) for person in NOT_NAMED), ("chair", True), ("health-lead", True)]
)
@pytest.mark.parametrize(("page", "address"), ADDRESSES)
def test_no_page_says_a_word_of_what_somebody_may_not_see(words_on, page, address, person, past):
    day = {"as_at": "2026-01-05"} if past else {}
    text = words_on(page, person, **address, **day).casefold()
    hidden = SECRETS if person in MAY_NOT_OPEN else SECRETS[1:]
    assert [word for word in hidden if word in text] == []


def test_the_manager_sees_all_of_it_on_the_same_pages(words_on):
    text = "".join(words_on(page, "manager", **address) for page, address in ADDRESSES).casefold()
    assert [word for word in SECRETS if word not in text] == []


@pytest.mark.parametrize("page", ["recommendation", "reviews", "my_agency", "history", "recommendations"])
@pytest.mark.parametrize("person", ["police-lead", "chair", "reader"])
def test_the_address_of_a_hidden_thing_answers_as_that_of_nothing(words_on, board, page, person):
    for address, nowhere in (
        ({"id": f"{DRAFT}:1"}, {"id": "DRAFT-Y:1"}),
        ({"id": board.mine}, {"id": "DRAFT-Y-A001"}),
        ({"review": DRAFT}, {"review": "DRAFT-Y"}),
        ({"action": board.mine}, {"action": "DRAFT-Y-A001"}),
        ({"ask": f"{DRAFT}:1/a|police"}, {"ask": "DRAFT-Y:1/a|police"}),
    ):
        for day in ({}, {"as_at": "2026-01-05"}):
            hidden, nothing = (words_on(page, person, **asked, **day) for asked in (address, nowhere))
            assert hidden.replace(DRAFT, "DRAFT-Y") == nothing.replace(DRAFT, "DRAFT-Y")


def test_a_named_reader_sees_the_review(words_on, board):
    reviews.name_reader(board.engine, review_id=DRAFT, person_id="reader", **board.signed())
    assert "Secretum one" in words_on("recommendation", "reader", id=f"{DRAFT}:1")
    assert "No such recommendation" in words_on("recommendation", "chair", id=f"{DRAFT}:1")


def test_downloads_stand_at_the_evidence_for_everybody(words_on, board):
    for who in ("chair", "chair", "manager"):
        downloads.note(board.engine, entity="evidence", id_=board.one, **board.signed(who))
    for person in ("manager", "reader", "auditor"):
        text = words_on("recommendation", person, id="SOTON-K:1")
        assert "taken out 3 times, by Chair on" in text
        assert ("Notes on the mother" in text) is (person == "manager")
        assert ("Restricted evidence" in text) is (person != "manager")


def test_the_trail_says_how_many_entries_are_not_for_this_person(words_on, board):
    downloads.note(board.engine, entity="workbook", id_="All.xlsx", **board.signed("chair"))
    said = words_on("history", "reader", show="all")
    assert "entries are about things you may not see." in said
    assert "1 entry of a sign-in or a download is for the business manager and the auditor." in said
    assert "you may not see" not in words_on("history", "manager")
    assert "you may not see" not in words_on("history", "reader", id=f"{DRAFT}:1")


def test_addresses_stand_on_the_page_of_people_for_the_manager_and_for_oneself(words_on):
    for person, sees in (("manager", True), ("auditor", True), ("reader", False), ("police-lead", False)):
        assert ("auditor@council.example" in words_on("reviews", person, tab="people")) is sees


def test_readers_are_named_on_the_form_one_by_one_and_all_leads_at_once(board, monkeypatch):
    monkeypatch.setenv("TRACKER_AS", "manager")
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    app.switch_page("pages/reviews.py")
    for name, value in {"tab": "reviews", "do": "readers", "review": DRAFT}.items():
        app.query_params[name] = value
    app.run()
    assert "Nobody is named yet." in everything(app)
    press(app, "Name the leads of the agencies asked")
    assert "**Named.** 1 lead: Police lead" in app.success[0].value
    next(b for b in app.selectbox if "Who may read it" in b.label).select("Reader")
    press(app, "Name this reader")
    assert "**Named.** Reader now sees it" in app.success[0].value
    box = next(b for b in app.selectbox if "Whom to take off" in b.label)
    assert len(box.options) == 2
    box.select("Police lead")
    press(app, "Take this reader off")
    assert [r.person_id for r in board.register().review_readers.values()] == ["reader"]


def press(app, label):
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception, [e.value for e in app.exception]


def test_a_replay_is_not_for_somebody_from_whom_more_is_hidden(words_on):
    """The overview is drawn once and replayed: the manager's figures and the reader's are two drawings."""
    whole = words_on("overview", "manager")
    mine = words_on("overview", "reader")
    assert "Child Secretum" in whole
    assert "Child Secretum" not in mine
    assert words_on("overview", "manager").count("Secretum") == whole.count("Secretum")
