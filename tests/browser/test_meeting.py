"""A meeting in a real browser: 40 items by keyboard alone, two people in one meeting, a server that dies half way."""

import os
import signal
import time
from statistics import mean, median

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import forty
from tests.browser.conftest import serving
from tests.browser.test_every_page import IMPORTANT
from tracker.commands import agendas
from tracker.queries.history import entries
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.rules.words import AgendaKind, DecisionKind, Status

MANAGER, CHAIR = "Business manager", "Chair of the quality-assurance subgroup"


@pytest.fixture
def own(demo, tmp_path):
    """A server on a copy of the illustrative register, with a meeting of 40 items today: (served, engine, meeting)."""
    engine = forty.copied(demo.home, tmp_path / "home")
    meeting = forty.meeting_of_forty(engine)
    with serving(tmp_path / "home", "--demo") as served:
        yield served, engine, meeting
    engine.dispose()


def decided(engine, meeting):
    return current(engine, sight=WHOLE).decisions_of.get(meeting.id, ())


def test_a_meeting_of_40_items_is_played_by_keyboard_alone(visit, own):
    served, engine, meeting = own
    items = current(engine, sight=WHOLE).agenda_of[meeting.id]
    assert len(items) == forty.ITEMS
    assert len({item.kind for item in items}) == len(forty.SHAPE)
    chair = visit(MANAGER, served=served)
    keys = forty.play(chair, meeting, forty.choices(items))
    assert chair.title == "Every item was taken"
    made = decided(engine, meeting)
    assert len(made) == forty.ITEMS - 1  # the first was noted
    ends = [one.minute.rpartition("-")[2] for one in made]
    assert ends == [str(number) for number in range(1, len(made) + 1)]
    assert {one.item_id for one in made} == {item.id for item in items[1:]}
    page = chair.open(f"/meeting?meeting={meeting.id}&view=minutes")
    said = page.inner_text("body")
    assert all(one.minute in said and one.text in said for one in made)
    assert verify(engine).ok
    assert median(keys.pressed) <= 3
    assert mean(keys.pressed) <= 4
    assert chair.complaints == []


def room(visitor, meeting, item):
    return visitor.open(f"/meeting?meeting={meeting.id}&view=room&item={item.id}")


def of_kind(engine, meeting, kind):
    return [one for one in current(engine, sight=WHOLE).agenda_of[meeting.id] if one.kind == kind]


def judged_by_none(engine, meeting):
    """Claims that neither of the two made: either may judge them."""
    actions = current(engine, sight=WHOLE).files
    theirs = {"business-manager", "chair-of-the-quality-assurance-subgroup"}
    return [
        one
        for one in of_kind(engine, meeting, AgendaKind.CLAIM)
        if actions[one.about].updates[-1].said_by not in theirs
    ]


def choose(page, words):
    page.keyboard.press(forty.key_of(page, words))
    page.wait_for_function(forty.IN_FIELD)
    page.wait_for_function(f"() => {forty.QUIET}")


def test_two_people_in_one_meeting_see_each_others_decisions_and_lose_no_word(visit, own):
    served, engine, meeting = own
    first, second, *_ = judged_by_none(engine, meeting)
    manager, chair = visit(MANAGER, served=served), visit(CHAIR, served=served)
    hers, his = room(manager, meeting, first), room(chair, meeting, first)
    choose(his, "Minute only")
    his.keyboard.type("Half a sentence that")
    choose(hers, "Assure")
    hers.keyboard.type("The sample shows it.")
    if hers.get_by_role("textbox", name="Why assure it although").count():
        hers.keyboard.press("Tab")
        hers.keyboard.type("Nothing stronger can be had.")
    hers.keyboard.press("Control+Enter")
    hers.get_by_text("recorded by Business manager").wait_for()
    his.get_by_text("recorded by Business manager").wait_for()
    box = his.get_by_role("textbox", name="What do we minute?")
    assert box.input_value() == "Half a sentence that"
    assert his.evaluate("document.activeElement.tagName") == "TEXTAREA"  # the cursor stays where it was
    his.keyboard.type(" goes on.")
    his.keyboard.press("Control+Enter")
    his.get_by_text(f"recorded by {CHAIR}").wait_for()
    assert [one.text for one in decided(engine, meeting)][1] == "Half a sentence that goes on."

    hers, his = room(manager, meeting, second), room(chair, meeting, second)
    choose(hers, "Return, with the reason")
    hers.keyboard.type("The sample is of one team.")
    choose(his, "Return, with the reason")
    his.keyboard.type("Figures by team, please")
    hers.keyboard.press("Control+Enter")
    hers.get_by_text("recorded by Business manager").wait_for()
    his.get_by_text("Somebody was first").wait_for()
    assert "recorded by Business manager" in his.inner_text("body")
    assert his.get_by_role("textbox", name="What is missing").input_value() == "Figures by team, please"
    his.keyboard.press("Control+Enter")
    his.get_by_text("Not returned").wait_for()
    assert len(decided(engine, meeting)) == 3
    assert manager.complaints == chair.complaints == []


def test_whoever_leaves_half_way_comes_back_to_everything(visit, own):
    served, engine, meeting = own
    item = judged_by_none(engine, meeting)[0]
    manager = visit(MANAGER, served=served)
    page = room(manager, meeting, item)
    choose(page, "Minute only")
    page.keyboard.type("The lead reports in January.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("recorded by Business manager").wait_for()
    number = [one.id for one in current(engine, sight=WHOLE).agenda_of[meeting.id]].index(item.id) + 1
    page.keyboard.press("ArrowRight")
    page.wait_for_function(forty.shows(f"item {number + 1} of 40"))
    address = page.url
    page.close()
    manager.page = page.context.new_page()
    manager.page.goto(address)
    page = manager.drawn()
    assert f"item {number + 1} of 40" in page.inner_text("body")
    page.keyboard.press("ArrowLeft")
    page.get_by_text("The lead reports in January.").first.wait_for()
    assert [one.text for one in decided(engine, meeting)] == ["The lead reports in January."]


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2])
def test_a_server_killed_in_the_middle_of_a_decision_leaves_nothing_half_done(visit, demo, tmp_path, after):
    home = tmp_path / "home"
    engine = forty.copied(demo.home, home)
    meeting = forty.meeting_of_forty(engine)
    item = judged_by_none(engine, meeting)[0]
    with serving(home, "--demo") as served:
        page = room(visit(MANAGER, served=served), meeting, item)
        choose(page, "Return, with the reason")
        page.keyboard.type("The sample is of one team.")
        page.keyboard.press("Control+Enter")
        time.sleep(after)
        os.kill(served.pid, signal.SIGKILL)  # as a power cut would
    register = current(engine, sight=WHOLE)
    made = register.decisions_of.get(meeting.id, ())
    returned = register.actions[item.about].status == Status.RETURNED
    assert len(made) == returned  # both, or neither
    assert verify(engine).ok
    with serving(home, "--demo") as served:
        page = room(visit(MANAGER, served=served), meeting, item)
        if not returned:
            choose(page, "Return, with the reason")
            page.keyboard.type("The sample is of one team.")
            page.keyboard.press("Control+Enter")
        page.get_by_text("recorded by Business manager").wait_for()
    assert [one.kind for one in decided(engine, meeting)] == [DecisionKind.RETURN]
    engine.dispose()


def test_restricted_evidence_is_in_the_room_only_once_somebody_shows_it_there(visit, own):
    served, engine, meeting = own
    register = current(engine, sight=WHOLE)
    restricted = next(
        e for e in register.evidence.values() if e.restricted and e in register.files[e.action_id].current_evidence
    )
    item = agendas.add(
        engine, meeting_id=meeting.id, title="What does it show?", about=restricted.action_id, **forty.signed()
    )
    manager, chair = visit(MANAGER, served=served), visit(CHAIR, served=served)
    hers, his = room(manager, meeting, item), room(chair, meeting, item)
    show = hers.get_by_role("button", name="in this room")
    show.first.click()
    hers.get_by_text("Shown in the room").wait_for()
    told = entries(engine, verb="show_in_room", sight=WHOLE)
    assert [(e.by, e.reason) for e in told] == [("business-manager", f"Shown in the room: {meeting.title}")]
    his.wait_for_timeout(4_000)
    assert "Shown in the room" not in his.inner_text("body")
    assert his.get_by_role("button", name="Close").count() == 0


def test_the_cursor_waits_for_a_first_field_that_is_still_being_fetched(visit, own):
    served, engine, meeting = own
    page = room(visit(MANAGER, served=served), meeting, of_kind(engine, meeting, AgendaKind.CHECK_BACK)[0])
    fetched = []
    page.route("**/Radio.*.js", lambda route: fetched.append(route))  # asked for by the first radio, and held here
    page.keyboard.press(forty.key_of(page, forty.RADIO))
    page.get_by_role("textbox", name="What did we find?").wait_for()
    page.wait_for_timeout(2_000)
    assert fetched and not page.evaluate(forty.IN_FIELD)  # not in the second field, where Space and Tab go astray
    fetched[0].continue_()
    page.wait_for_function("() => document.activeElement.type === 'radio'")


FORMS = {
    AgendaKind.CLAIM: (
        "Assure",
        "Return, with the reason",
        "Escalate",
        "Raise an action",
        "Not doing, until",
        "Minute only",
    ),
    AgendaKind.EXTENSION: ("Agree the new date", "Refuse the new date"),
    AgendaKind.CHECK_BACK: ("Check back",),
    AgendaKind.CHANGED: ("Note",),
}


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1440), ("light", 400), ("dark", 400)])
def test_the_room_with_any_form_open_is_accessible_and_fits(visit, own, theme, width):
    served, engine, meeting = own
    manager = visit(MANAGER, theme=theme, width=width, served=served)
    for kind, forms in FORMS.items():
        items = judged_by_none(engine, meeting) if kind == AgendaKind.CLAIM else of_kind(engine, meeting, kind)
        page = room(manager, meeting, items[0])
        for words in forms:
            page.get_by_role("button", name=words).first.click()
            page.wait_for_function(forty.shows(words))
            page.wait_for_timeout(500)
            found = Axe().run(page, **IMPORTANT)
            assert found.response["violations"] == [], f"{words}: {found.generate_report()}"
            assert manager.sideways <= 1, words
            assert page.locator("h1").count() == 1
    assert manager.complaints == []


def test_the_keyboard_fills_the_screen_leaves_a_field_and_reaches_next(visit, own):
    served, engine, meeting = own
    page = room(visit(MANAGER, served=served), meeting, judged_by_none(engine, meeting)[0])
    page.keyboard.press("d")
    page.wait_for_function("() => document.activeElement.closest('.st-key-room_choices')")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")
    choose(page, "Minute only")
    page.keyboard.type("f1n")
    assert page.get_by_role("textbox", name="What do we minute?").input_value() == "f1n"
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement === document.body")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"() => !document.querySelector('.st-key-room_deciding') && {forty.QUIET}")
    order = page.evaluate(
        "() => [...document.querySelectorAll('.st-key-meeting button, .st-key-meeting h1, .st-key-meeting h2, "
        ".st-key-meeting h3')].map(e => e.innerText.replace(/\\s+/g, ' '))"
    )
    assert next(n for n, words in enumerate(order) if "Next" in words) < 4
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => {forty.QUIET}")
