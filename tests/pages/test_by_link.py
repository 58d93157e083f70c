"""What somebody sees and does who came in by a personal link: one agency's page, whatever the address says."""

from datetime import date

import pytest

from tests.pages import test_sessions as sessions_page
from tests.pages.test_sessions import is_over, opened, words
from tests.secret_things import restricted, unpublished
from tracker import clock
from tracker.access.tokens import hashed
from tracker.commands import evidence, people, personal_links, reviews, sessions, settings
from tracker.queries import history
from tracker.queries.secret_links import links
from tracker.rules.personal_links import PersonalLinks
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role, Way
from tracker.ui import who
from tracker.ui.pages import PAGES

board = sessions_page.board


def signed(by):
    return {"by": by, "at": clock.now(), "door": Door.LINK}


@pytest.fixture
def by_link(board, monkeypatch):
    """Come in by a link of the police's lead, who leads health too; gives the link."""
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk")
    people.give_role(board.engine, person_id="police-lead", role=Role.LEAD, agency_id="health", **signed("manager"))
    settings.set_personal_links(board.engine, setting=PersonalLinks(True), **signed("manager"))
    link = personal_links.give(board.engine, agency_id="police", person_id="police-lead", **signed("manager"))
    facts = {"link": link, "address": None, "browser": None}
    secret = personal_links.come_in(board.engine, **facts, **signed("police-lead"))
    monkeypatch.setattr(who, "claimed_secret", lambda settings: secret)
    return link


def tables(app):
    return "".join(table.value.to_string(max_colwidth=None) for table in app.table)


def report(app, text):
    next(one for one in app.text_area if "What has changed" in one.label).set_value(text).run()
    next(one for one in app.button if one.label == "Send this update").click()
    return app.run()


@pytest.mark.parametrize("page", [page.path for page in PAGES])
def test_every_page_but_one_is_shut(board, by_link, page):
    ours, theirs = board.plan("police", title="Ours"), board.plan("health", title="Theirs")
    app = opened(page)
    assert not app.exception
    assert "by a personal link · [Sign in to see more]" in words(app)
    assert "Your account" not in words(app)
    if page == "pages/my_agency.py":
        told = tables(app)
        assert "Ours" in told and ours.id in told
        assert "Theirs" not in told and theirs.id not in told
    else:
        assert [title.value for title in app.title] == ["Not by this link"]
        assert not [*app.button, *app.text_area, *app.selectbox, *app.table, *app.header]
        assert ours.id not in words(app) and "register no." not in words(app)


def test_another_agencys_action_by_changing_the_address_is_refused(board, by_link):
    theirs = board.plan("health", title="Theirs")
    for address in ({"agency": "health"}, {"action": theirs.id}, {"agency": "health", "action": theirs.id}):
        app = opened("pages/my_agency.py", **address)
        assert not app.exception
        assert any("not yours" in w.value or "belongs to" in w.value or "do not report" in w.value for w in app.warning)
        assert "Theirs" not in words(app)
        assert not app.text_area
    assert "Theirs" not in words(opened("pages/my_agency.py", desk="verify"))


def test_an_update_goes_through_the_link_and_the_trail_says_so(board, by_link):
    action = board.plan("police", due=date(2027, 6, 1))
    app = report(opened("pages/my_agency.py", action=action.id), "Forty officers were trained.")
    assert not app.exception and not app.error, [error.value for error in app.error]
    (update,) = board.register().updates.values()
    assert update.narrative == "Forty officers were trained."
    (told,) = [one for one in history.entries(board.engine, sight=WHOLE, limit=None) if one.verb == "update"][:1]
    assert (told.by, told.door) == ("police-lead", "link")


@pytest.mark.parametrize("how", ["taken back", "given more", "role taken", "disabled"])
def test_what_was_being_typed_is_not_saved_once_the_link_is_over(board, by_link, how):
    action = board.plan("police")
    app = opened("pages/my_agency.py", action=action.id)
    next(one for one in app.text_area if "What has changed" in one.label).set_value("Too late.")
    gone = {"person_id": "police-lead", "leave_open_reason": "Gone."}
    if how == "taken back":
        personal_links.revoke(board.engine, link=hashed(by_link), **signed("manager"))
    elif how == "given more":
        people.give_role(board.engine, person_id="police-lead", role=Role.SUBGROUP, **signed("manager"))
    elif how == "role taken":
        people.take_role(board.engine, **gone, role=Role.LEAD, agency_id="police", **signed("manager"))
    else:
        people.disable(board.engine, **gone, **signed("manager"))
    next(one for one in app.button if one.label == "Send this update").click()
    assert is_over(app.run())
    assert not board.register().updates


def test_restricted_evidence_and_unpublished_reviews_wait_until_they_sign_in(board, by_link):
    secret_id = restricted(board)
    unpublished(board)
    reviews.name_reader(board.engine, review_id="DRAFT-X", person_id="police-lead", **signed("manager"))
    action_id = board.register().evidence[secret_id].action_id
    stated = evidence.attach_statement(board.engine, action_id=action_id, statement="Seen.", **signed("police-lead"))
    app = opened("pages/my_agency.py", action=action_id)
    told = words(app) + tables(app)
    assert not app.exception
    assert "mother" not in told and "Secretum" not in told
    assert f"evidence/{stated.id}" not in told
    listed = words(opened("pages/my_agency.py"))
    assert "sign in, where you are named as its reader" in listed
    assert "Secretum" not in listed


def test_no_link_leads_where_a_link_may_not_go(board, by_link):
    action = board.plan("police")
    for app in (opened("pages/my_agency.py"), opened("pages/my_agency.py", action=action.id)):
        told = words(app) + tables(app)
        for page in ("](recommendation", "](workbook", "](account", "](history", "](who", "](reviews"):
            assert page not in told, page


def test_a_past_day_is_as_narrow(board, by_link):
    board.plan("health", title="Theirs")
    app = opened("pages/my_agency.py", as_at=clock.today().replace(day=1).isoformat(), agency="health")
    assert not app.exception
    assert "Theirs" not in words(app)


def test_the_business_manager_gives_and_takes_back_on_the_page(board, monkeypatch):
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk")
    begun = sessions.begin(board.engine, way=Way.PASSWORD, address=None, browser=None, **signed("manager"))
    monkeypatch.setattr(who, "claimed_secret", lambda settings: begun)
    app = opened("pages/reviews.py", tab="links")
    assert "off: no message carries one" in tables(app) + words(app)
    app.checkbox[0].check()
    next(b for b in app.button if b.label == "Set this").click()
    app.run()
    assert not app.exception and not app.error
    app.selectbox[0].set_value(("police", "police-lead"))
    next(b for b in app.button if b.label == "Make a link").click()
    app.run()
    assert not app.exception and not app.error
    assert "https://tracker.example.gov.uk/owed/" in repr([s.value for s in app.success])
    picked = next(box for box in app.selectbox if "Take one back" in box.label)
    picked.set_value(_live(board))
    next(b for b in app.button if b.label == "Take this link back").click()
    app.run()
    assert not app.exception and not app.error
    assert _live(board) is None


def _live(board):
    roles = tuple(r for r in board.register().person_roles.values() if r.person_id == "manager")
    found = [one for one in links(board.engine, roles=roles, person_id="manager", at=clock.now()) if one.live]
    return found[0].link if found else None
