"""People on the page: found among two hundred, handed over, let in by a link, and let go."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_write_pages import APP, board, field, open_page, press, seen, sound  # noqa: F401  (and fixtures)
from tracker import clock
from tracker.commands import identities, passwords, people, sessions
from tracker.queries.presence import opened_by, who_is
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import LinkKind, Role, Way
from tracker.settings import load
from tracker.ui import who

COUNCIL = {"issuer": "https://council.example", "subject": "s-1"}
TAB = {"tab": "people"}


@pytest.fixture
def signed_in(board, monkeypatch):  # noqa: F811
    """People sign in, with a password or at the council; the manager is signed in."""
    for name, value in {
        "TRACKER_SIGN_IN": "accounts,directory",
        "TRACKER_DIRECTORY_ISSUER": COUNCIL["issuer"],
        "TRACKER_DIRECTORY_CLIENT_ID": "tracker",
        "TRACKER_DIRECTORY_CLIENT_SECRET": "a-secret",
        "TRACKER_DIRECTORY_NAME": "Anytown *Council*",
        "TRACKER_PUBLIC_URL": "https://tracker.example.gov.uk",
    }.items():
        monkeypatch.setenv(name, value)
    cookie = sessions.begin(
        board.engine, way=Way.PASSWORD, address=None, browser=None, **board.signed("manager", at=clock.now())
    )
    monkeypatch.setattr(who, "claimed_secret", lambda settings: cookie)
    return board


@pytest.fixture
def as_manager(signed_in):
    def go(**address):
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.run()
        app.switch_page("pages/reviews.py")
        for name, value in (TAB | address).items():
            app.query_params[name] = value
        return sound(app.run())

    return go


def button(page, label):
    return next(b for b in page.button if b.label == label)


def rows(page):
    table = page.table[0].value
    return dict(zip(table["Person"], table.iloc[:, -1], strict=True))


def test_two_hundred_people_are_looked_through_by_a_word_of_name_role_or_agency(open_page, board):  # noqa: F811
    for number in range(192):
        people.add(board.engine, name=f"Person {number}", email=f"p{number}@example.org", **board.signed())
    page = open_page("reviews", "manager", **TAB)
    assert len(page.table[0].value) == 200
    for words, found in (("person 177", 1), ("p191@", 1), ("lead police", 1), ("AGENCY lead", 3), ("zzz", 0)):
        page = open_page("reviews", "manager", **TAB, who=words)
        assert (len(page.table[0].value) if page.table else 0) == found, words
        assert f"{found} of 200 people" in seen(page)
    assert "Nobody here has that" in seen(page)


def test_a_deputy_is_given_and_told_on_both_pages(open_page, board):  # noqa: F811
    page = open_page("reviews", "manager", **TAB, do="give", person="reader")
    field(page, "selectbox", "Role").set_value("deputy")
    field(page, "selectbox", "Agency").set_value("police")
    press(page, "Give this role")
    assert [(r.person_id, r.deputy) for r in current(board.engine, sight=WHOLE).contacts_of["police"]][-1] == (
        "reader",
        True,
    )
    assert "Police, deputy" in rows(open_page("reviews", "manager", **TAB))["**Reader**"]
    agencies = open_page("reviews", "manager", tab="agencies").table[0].value["Agency"].tolist()
    assert any("led by Police lead; deputy: Reader" in cell for cell in agencies)


def test_whom_to_ask_names_leads_and_then_deputies_and_a_leaderless_agency_is_a_gap(open_page, board):  # noqa: F811
    board.plan("police", due=date(2026, 2, 1))
    deputy = {"person_id": "reader", "role": Role.LEAD, "agency_id": "police", "deputy": True}
    people.give_role(board.engine, **deputy, **board.signed())
    assert r"Ask: Police lead, Reader \(deputy\)" in seen(open_page("overdue", "manager"))
    assert "[Schools](my_agency?agency=schools)" in seen(open_page("overview", "manager"))


def test_disabling_asks_who_takes_over_and_says_what_is_open(open_page, board):  # noqa: F811
    action = board.plan("police", title="Train *everybody*", lead="Police lead")
    page = open_page("reviews", "manager", **TAB, do="disable", person="police-lead")
    assert "Nobody else leads for **Police**. 1 open action:" in seen(page)
    assert r"Train \*everybody\*" in seen(page)
    page.checkbox[0].check().run()
    assert button(page, "Disable").disabled
    field(page, "radio", "What becomes of them").set_value("to").run()
    assert button(page, "Disable").disabled
    picked = field(page, "selectbox", "Who takes over")
    assert "Reader, board member" in picked.options
    assert not [o for o in picked.options if o.startswith("Police lead")]
    picked.set_value("reader").run()
    assert "They lead for Police from now on" in seen(page)
    press(page, "Disable")
    assert "**Disabled.** Police lead" in seen(page)
    assert current(board.engine, sight=WHOLE).actions[action.id].lead == "Reader"


def test_disabling_without_a_successor_takes_a_reason(open_page, board):  # noqa: F811
    board.plan("police")
    page = open_page("reviews", "manager", **TAB, do="disable", person="police-lead")
    field(page, "radio", "What becomes of them").set_value("nobody").run()
    page.checkbox[0].check().run()
    assert button(page, "Disable").disabled
    field(page, "text_area", "Why does nobody").set_value("The post is being filled.").run()
    press(page, "Disable")
    assert current(board.engine, sight=WHOLE).people["police-lead"].disabled_on is not None


def test_the_last_lead_is_taken_with_a_successor(open_page, board):  # noqa: F811
    board.plan("police")
    page = open_page("reviews", "manager", **TAB, do="take", person="police-lead")
    page.selectbox[-1].set_value("police-lead/lead/police").run()
    field(page, "radio", "What becomes of them").set_value("to").run()
    field(page, "selectbox", "Who takes over").set_value("reader").run()
    page.checkbox[0].check().run()
    press(page, "Take this role")
    assert [r.person_id for r in current(board.engine, sight=WHOLE).contacts_of["police"]] == ["reader"]


def test_where_nobody_signs_in_there_is_nothing_to_come_in_by(open_page):  # noqa: F811
    page = open_page("reviews", "manager", **TAB, do="in", person="reader")
    assert "How they sign in" not in page.table[0].value.columns
    assert not [b for b in page.button if "invitation" in b.label]


def test_an_invitation_is_shown_once_and_works(as_manager, signed_in):
    page = as_manager(do="in", person="reader")
    assert rows(page)["**Reader**"] == ":gray[No way to sign in yet]"
    press(page, "Make an invitation")
    (secret,) = re.findall(r"https://tracker\.example\.gov\.uk/join/([\w-]+)", seen(page))
    assert opened_by(signed_in.engine, secret, at=clock.now()).kind == LinkKind.INVITATION
    assert secret not in seen(as_manager(do="in", person="reader"))


def test_who_has_a_password_gets_a_link_to_reset_it_and_is_signed_out_everywhere(as_manager, signed_in):
    page = as_manager(do="in", person="reader")
    press(page, "Make an invitation")
    (secret,) = re.findall(r"/join/([\w-]+)", seen(page))
    new = "correct horse battery staple"
    passwords.set_by_link(signed_in.engine, link=secret, new=new, **signed_in.signed("reader", at=clock.now()))
    theirs = sessions.begin(
        signed_in.engine, way=Way.PASSWORD, address=None, browser=None, **signed_in.signed("reader", at=clock.now())
    )
    page = as_manager(do="in", person="reader")
    assert rows(page)["**Reader**"] == "Signs in with a password"
    press(page, "Sign them out everywhere")
    assert "Reader was signed in 1 time" in seen(page)
    assert who_is(signed_in.engine, theirs, at=clock.now()) is None
    press(page, "Make a link to set a new password")
    (secret,) = re.findall(r"/join/([\w-]+)", seen(page))
    assert opened_by(signed_in.engine, secret, at=clock.now()).kind == LinkKind.RESET


def test_a_council_sign_in_is_told_and_taken_off(as_manager, signed_in):
    identities.come_in(
        signed_in.engine, **COUNCIL, name="Asha Council", roles=[(Role.LEAD, "police")], **signed_in.signed("system")
    )
    page = as_manager(do="in", person="asha-council")
    assert rows(page)["**Asha Council**"] == r"Signs in with Anytown \*Council\*"
    roles = dict(zip(page.table[0].value["Person"], page.table[0].value["Roles"], strict=True))
    assert "given by the council’s sign" in roles["**Asha Council**"].replace("\\", "")
    page.checkbox[0].check().run()
    press(page, "Take the council’s sign-in off")
    assert current(signed_in.engine, sight=WHOLE).person_identities == {}
    assert rows(page)["**Asha Council**"] == ":gray[No way to sign in yet]"


def test_a_reader_sees_who_is_here_and_no_way_to_let_anybody_in(open_page, board):  # noqa: F811
    page = open_page("reviews", "reader", **TAB, do="in", person="reader")
    assert not [b for b in page.button if "invitation" in b.label]
    assert len(page.table[0].value) == 8
    assert load().by_machine


def test_the_only_lead_with_nothing_open_is_said_to_leave_an_agency_without_one(open_page, board):  # noqa: F811
    page = open_page("reviews", "manager", **TAB, do="disable", person="police-lead")
    assert "Nobody else leads for **Police**: it will have no lead." in seen(page)


def test_the_last_business_manager_is_told_before_anything_else(open_page, board):  # noqa: F811
    page = open_page("reviews", "manager", **TAB, do="disable", person="manager")
    assert "is the only business manager" in page.warning[0].value
    page.checkbox[0].check().run()
    assert button(page, "Disable").disabled


def test_what_is_handed_over_is_listed_a_line_each_and_five_at_most(open_page, board):  # noqa: F811
    for number in range(7):
        board.plan("police", title=f"Train shift {number}")
    page = open_page("reviews", "manager", **TAB, do="disable", person="police-lead")
    (listed,) = [m.value for m in page.markdown if "Nobody else leads for" in m.value]
    assert listed.count("\n- [Train shift") == 5
    assert listed.endswith("\n- 2 more")
