"""The pages that write, opened as the people who use them: what is seen, saved and refused, and in which words."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.factories_store import PARTS, Ledger, fresh_sqlite
from tracker.commands import actions, agencies, drafts, evidence, extensions, learning, people, recommendations
from tracker.queries.drafts import files, kept
from tracker.queries.register import current
from tracker.queries.standing import standing
from tracker.rules.records import Part
from tracker.rules.sight import WHOLE
from tracker.rules.standing import build
from tracker.rules.words import EvidenceKind, Role, Rung, Status
from tracker.sheets.writing.workbook import write
from tracker.ui import desk_history, form_verify
from tracker.ui.show_recommendation import printed
from tracker.ui.who import known

APP = Path(__file__).parents[2] / "app.py"
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) :red[boo] **bold** $x$ ![p](http://e.org/p.png)"
PEOPLE = ("manager", "chair", "scrutineer", "police-lead", "board-lead", "reader")
PAGES = ("my_agency", "workbook", "chase", "reviews", "history")
DUE = date(2026, 12, 20)
OTHER_FORMS = [
    *(f"tab=reviews&review=SOTON-K&do={do}" for do in ("add", "edit", "state", "document")),
    *(f"tab=agencies&agency=police&do={do}" for do in ("add", "edit", "merge", "close")),
    *(f"tab=groups&group=everyone&do={do}" for do in ("add", "edit", "join", "leave")),
    *(f"tab=people&person=chair&do={do}" for do in ("add", "edit", "give", "take", "disable")),
    *(f"tab=learning&do={do}" for do in ("add", "promote", "match")),
    *(f"tab=not_doing&do={do}" for do in ("enter", "end")),
]


@pytest.fixture
def board(tmp_path, monkeypatch):
    engine = fresh_sqlite(tmp_path, furnished=True)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.delenv("TRACKER_DATABASE_URL", raising=False)
    yield Ledger(engine)
    engine.dispose()


@pytest.fixture
def open_page(board, monkeypatch):
    def go(page, person, /, **address):
        monkeypatch.setenv("TRACKER_AS", person)
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.run()
        app.switch_page(f"pages/{page}.py")
        for name, value in address.items():
            app.query_params[name] = value
        return sound(app.run())

    return go


def sound(app):
    assert not app.exception, [e.value for e in app.exception]
    assert not any("could not be drawn" in e.value for e in app.error), [e.value for e in app.error]
    return app


def seen(app):
    """Every word of the page, in one text."""
    kinds = (app.title, app.header, app.markdown, app.error, app.warning, app.success)
    texts = [element.value for kind in kinds for element in kind]
    texts += [str(cell) for table in app.table for row in table.value.values.tolist() for cell in row]
    return "\n".join(map(str, texts))


def press(app, label):
    found = [b for b in app.button if b.label == label]
    assert found, [b.label for b in app.button]
    return sound(found[0].click().run())


def field(app, kind, start):
    return next(f for f in getattr(app, kind) if f.label.startswith(f"**{start}"))


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_everybody(open_page, board, page, person):
    board.plan()
    assert open_page(page, person).title[0].value


@pytest.mark.parametrize("tab", ["reviews", "recommendations", "actions", "agencies", "groups", "learning", "not_doing",
                                 "people", "names", "thresholds"])  # fmt: skip
def test_every_tab_opens_for_the_manager_and_for_a_reader(open_page, tab):
    open_page("reviews", "manager", tab=tab)
    reader = open_page("reviews", "reader", tab=tab)
    assert not [b for b in reader.button if b.label.startswith(("Add", "Save", "Set", "Put"))]
    if tab not in ("recommendations", "actions"):
        assert "You may not" in seen(reader)


class TestMyAgency:
    def test_shows_what_is_owed_worst_first_with_its_holes(self, open_page, board):
        board.plan(title="In time", due=DUE)
        board.plan(title="Late", due=date(2026, 2, 1), part_ids=("SOTON-K:1/b",))
        page = open_page("my_agency", "police-lead")
        assert "Police: 2 open actions, 1 overdue; 1 ask with no action yet" in page.title[0].value
        cells = page.table[0].value["Action"].tolist()
        assert "Late" in cells[0]
        assert any("asked, nothing agreed" in cell for cell in cells)

    def test_an_update_with_evidence_and_a_claim_is_one_press(self, open_page, board):
        action = board.plan(due=DUE)
        actions.start(board.engine, action_id=action.id, **board.signed("police-lead"))
        page = open_page("my_agency", "police-lead", action=action.id)
        field(page, "text_area", "What has changed").set_value("Everybody was trained.").run()
        field(page, "radio", "Where is this now").set_value(Status.CLAIMED)
        page.button_group(key=f"report:{action.id}#0:kind").set_value(EvidenceKind.STATEMENT).run()
        field(page, "text_area", "The statement").set_value("Forty of forty signed.")
        field(page, "selectbox", "What does it show").set_value(Rung.TRAINING_RECORD)
        press(page, "Send this update")
        assert "**Not sent.** Answer ‘What date is it about?’" in page.error[0].value
        field(page, "date_input", "What date is it about").set_value(date(2026, 1, 5))
        press(page, "Send this update")
        assert "**Sent.**" in page.success[0].value
        file = current(board.engine, sight=WHOLE).files[action.id]
        assert file.action.status == Status.CLAIMED
        assert [e.rung for e in file.evidence] == [Rung.TRAINING_RECORD]
        assert file.updates[-1].narrative == "Everybody was trained."

    def test_a_second_press_of_the_same_form_saves_nothing_more(self, open_page, board):
        action = board.plan(due=DUE)
        page = open_page("my_agency", "police-lead", action=action.id)
        field(page, "text_area", "What has changed").set_value("Once.").run()
        token = page.session_state[f"report:{action.id}#0:token"] = "the-same-number"
        press(page, "Send this update")
        page.session_state[f"report:{action.id}#1:token"] = token
        field(page, "text_area", "What has changed").set_value("Once.").run()
        press(page, "Send this update")
        assert not page.error
        assert len(current(board.engine, sight=WHOLE).files[action.id].updates) == 1

    def test_nothing_is_chosen_beforehand_and_a_claim_out_of_reach_says_why(self, open_page, board):
        action = board.plan(due=DUE)
        page = open_page("my_agency", "police-lead", action=action.id)
        status = field(page, "radio", "Where is this now")
        assert status.value is None
        assert not any("Claimed" in option for option in status.options)
        assert "You cannot claim it now: it is planned" in seen(page)

    def test_a_claim_taken_back_is_said_where_its_form_is_gone(self, open_page, board):
        action = board.plan(due=DUE)
        board.to(action.id, Status.CLAIMED)
        page = open_page("my_agency", "police-lead", action=action.id)
        field(page, "text_area", "Why do you take the claim back").set_value("Too early.")
        press(page, "Withdraw the claim")
        assert "**Withdrawn.**" in page.success[0].value
        assert not [e for e in page.expander if e.label == "Take the claim back"]

    def test_a_first_date_that_is_over_needs_a_yes(self, open_page, board):
        page = open_page("my_agency", "police-lead", ask="SOTON-K:2/|police")
        field(page, "text_input", "What will be done").set_value("A speak-up line").run()
        field(page, "date_input", "By when").set_value(date(2026, 1, 31)).run()
        assert "**This date is over.**" in page.warning[0].value
        assert next(b for b in page.button if b.label == "Plan this action").disabled
        field(page, "checkbox", "I mean this date").check().run()
        press(page, "Plan this action")
        assert [a.due for a in current(board.engine, sight=WHOLE).actions.values()] == [date(2026, 1, 31)]

    def test_a_successor_answers_on_its_own_desk_for_what_was_asked_before(self, open_page, board):
        heir = agencies.add(board.engine, name="Police and crime", sector="police", **board.signed())
        agencies.merge(board.engine, agency_id="police", into_id=heir.id, **board.signed())
        for asked in (heir.id, "police"):
            page = open_page("my_agency", "manager", agency=asked)
            assert page.title[0].value.startswith("Police and crime: no open action; 3 asks with no action yet")
            assert heir.id in page.query_params["agency"]
        every = seen(open_page("my_agency", "manager"))
        assert f"my_agency?agency={heir.id}" in every and "my_agency?agency=police)" not in every
        listed = seen(open_page("reviews", "manager", tab="agencies"))
        assert "0 actions, 0 overdue; 3 asks with no action" in listed
        assert f"answered for by [Police and crime](my_agency?agency={heir.id})" in listed

    def test_an_empty_update_is_refused_in_a_sentence_and_the_rest_stays(self, open_page, board):
        action = board.plan(due=DUE)
        page = open_page("my_agency", "police-lead", action=action.id)
        field(page, "radio", "How do you rate it").set_value("amber")
        press(page, "Send this update")
        assert "**Not sent.** What has changed is empty" in page.error[0].value
        assert field(page, "radio", "How do you rate it").value == "amber"

    def test_words_outlive_the_tab_and_go_once_they_are_sent(self, open_page, board):
        action = board.plan(due=DUE)
        page = open_page("my_agency", "police-lead", action=action.id)
        field(page, "text_area", "What has changed").set_value("Half a sent").run()
        again = open_page("my_agency", "police-lead", action=action.id)
        assert field(again, "text_area", "What has changed").value == "Half a sent"
        assert "We kept what you were writing at" in seen(again)
        press(again, "Send this update")
        assert kept(board.engine, person_id="police-lead", place=f"report:{action.id}") is None

    def test_a_draft_is_thrown_away_when_asked(self, open_page, board):
        action = board.plan(due=DUE)
        drafts.keep(board.engine, place=f"report:{action.id}", text="Old words", **board.signed("police-lead"))
        page = press(open_page("my_agency", "police-lead", action=action.id), "Throw it away")
        assert field(page, "text_area", "What has changed").value == ""

    @pytest.mark.parametrize("agency", ["health", "police", "nonsense", None])
    def test_a_lead_sees_no_form_of_another_agency_whatever_the_address_says(self, open_page, board, agency):
        action = board.plan("health", due=DUE)
        address = {"action": action.id} | ({"agency": agency} if agency else {})
        page = open_page("my_agency", "police-lead", **address)
        assert page.title[0].value.startswith("Police")
        assert "Not shown" in page.warning[0].value
        assert not [b for b in page.button if b.label == "Send this update"]

    def test_nonsense_in_the_address_gets_a_sentence(self, open_page):
        page = open_page("my_agency", "police-lead", action="SOTON-K-A999'; DROP")
        assert "There is no action or ask" in page.warning[0].value

    def test_hostile_words_are_shown_as_they_were_written(self, open_page, board):
        action = board.plan(title=HOSTILE, due=DUE)
        page = open_page("my_agency", "police-lead", action=action.id)
        shown = next(s.value for s in page.header if "script" in s.value)
        assert not re.search(r"(?<!\\)[<\[$*]", shown)

    def test_a_new_date_is_asked_for_and_agreed_by_somebody_else(self, open_page, board):
        action = board.plan(due=DUE)
        page = open_page("my_agency", "police-lead", action=action.id)
        field(page, "date_input", "Which date").set_value(date(2027, 2, 1))
        field(page, "text_area", "Why?").set_value("Two trainers left.")
        press(page, "Ask for this date")
        assert "You asked on" in seen(page)
        chair = open_page("my_agency", "chair", desk="verify", action=action.id)
        field(chair, "radio", "Do you agree").set_value("yes").run()
        press(chair, "Agree the date")
        assert "**Agreed.**" in chair.success[0].value
        assert board.action(action.id).due == date(2027, 2, 1)

    def test_a_hole_is_planned_by_its_own_agency(self, open_page, board):
        page = open_page("my_agency", "police-lead", ask="SOTON-K:2/|police")
        field(page, "text_input", "What will be done").set_value("A speak-up line")
        press(page, "Plan this action")
        assert "**Planned.**" in page.success[0].value
        assert [a.owner_id for a in current(board.engine, sight=WHOLE).actions.values()] == ["police"]

    def test_a_past_day_is_only_for_looking(self, open_page, board):
        action = board.plan(due=DUE)
        page = open_page("my_agency", "police-lead", action=action.id, as_at="2026-01-06")
        assert not [b for b in page.button if b.label == "Send this update"]


class TestVerifying:
    def test_a_claim_is_assured_by_somebody_from_elsewhere(self, open_page, board):
        action = board.plan(due=DUE)
        board.to(action.id, Status.CLAIMED)
        page = open_page("my_agency", "chair", desk="verify", action=action.id)
        assert "1 claim to verify" in page.title[0].value
        field(page, "radio", "What do you find").set_value("assured").run()
        field(page, "text_area", "By what").set_value("The register of the course.")
        press(page, "Assure this action")
        assert board.action(action.id).status == Status.ASSURED

    def test_a_member_of_the_same_agency_is_told_why_not(self, open_page, board):
        action = board.plan(due=DUE)
        board.to(action.id, Status.CLAIMED)
        page = open_page("my_agency", "member", desk="verify", action=action.id)
        assert "You cannot judge this claim: you belong to the agency that owns it" in seen(page)
        assert not [r for r in page.radio if "What do you find" in r.label]

    def test_a_date_that_somebody_else_agrees_is_left_out_and_says_why(self, open_page, board):
        action = board.plan(due=DUE)
        asked = {"to_due": date(2027, 1, 5), "reason": "Snow."}
        extensions.ask(board.engine, action_id=action.id, **asked, **board.signed("police-lead"))
        page = open_page("my_agency", "scrutineer", desk="verify", action=action.id)
        assert "0 dates to agree" in page.title[0].value and "To verify (0)" in page.button_group[0].options
        assert "You cannot settle this one: it takes the business manager" in seen(page)
        assert not [r for r in page.radio if "Do you agree" in r.label]
        assert "1 date to agree" in open_page("my_agency", "chair", desk="verify").title[0].value

    @pytest.mark.parametrize(
        ("today", "late", "coming"), [((2026, 6, 1), 0, 0), ((2026, 7, 5), 0, 1), ((2026, 7, 6), 1, 0)]
    )
    def test_check_backs_are_late_or_coming(self, open_page, board, today, late, coming):
        action = board.plan(due=DUE)
        board.to(action.id, Status.ASSURED)  # on 5 January 2026
        register = current(board.engine, sight=WHOLE)
        found = form_verify.waiting(build(register, today=date(*today)), known(register, "scrutineer"))
        assert (len(found.late), len(found.coming), found.now) == (late, coming, late)
        assert f"{late} check-backs late, {coming} coming".replace("1 check-backs", "1 check-back") in found.in_words

    def test_a_return_without_a_reason_is_refused(self, open_page, board):
        action = board.plan(due=DUE)
        board.to(action.id, Status.CLAIMED)
        page = open_page("my_agency", "scrutineer", desk="verify", action=action.id)
        field(page, "radio", "What do you find").set_value("returned").run()
        press(page, "Return this claim")
        assert "**Not returned.** What is missing is empty" in page.error[0].value
        assert board.action(action.id).status == Status.CLAIMED

    def test_restricted_evidence_is_not_told_to_a_reader(self, open_page, board):
        action = board.plan(due=DUE)
        evidence.attach_statement(
            board.engine, action_id=action.id, statement="What the child said", title="A child's words",
            rung=Rung.VOICE, restricted=True, **board.signed("police-lead"),
        )  # fmt: skip
        assert "What the child said" in seen(open_page("my_agency", "police-lead", action=action.id))
        assert "What the child said" not in seen(open_page("my_agency", "reader", agency="police", action=action.id))


class TestReviews:
    def test_a_rename_is_saved_once_with_its_trail(self, open_page, board):
        page = open_page("reviews", "manager", tab="agencies", do="edit", agency="police")
        field(page, "text_input", "Name").set_value("Hampshire Police")
        press(page, "Save this agency")
        assert "**Saved.** Hampshire Police" in page.success[0].value
        assert current(board.engine, sight=WHOLE).agencies["police"].other_names == ("Police",)

    def test_what_somebody_else_changed_meanwhile_is_told_and_the_words_stay(self, open_page, board):
        action = board.plan(due=DUE)
        page = open_page("reviews", "manager", tab="actions", review="SOTON-K", id=action.id, do="edit")
        field(page, "text_area", "What will be different").set_value("Mine")
        actions.edit(board.engine, action_id=action.id, intended_outcome="Theirs", **board.signed("police-lead"))
        press(page, "Save this action")
        assert "**Not saved.**" in page.error[0].value and "Police lead" in page.error[0].value
        assert "Theirs" in seen(page)
        assert field(page, "text_area", "What will be different").value == "Mine"
        press(page, "Save this action")
        assert board.action(action.id).intended_outcome == "Mine"

    def test_a_recommendation_is_put_in_with_its_parts(self, open_page, board):
        page = open_page("reviews", "manager", tab="recommendations", review="SOTON-K")
        field(page, "text_input", "Reference").set_value("3")
        field(page, "text_input", "Short title").set_value("Listen")
        field(page, "text_area", "Text as printed").set_value("Listen. Write it down.")
        field(page, "text_area", "Parts").set_value("a: Listen.\nb: Write it down.")
        field(page, "radio", "Which report").set_value("overview")
        press(page, "Put in this recommendation")
        assert "**Put in.** SOTON-K:3" in page.success[0].value.replace("\\", "").replace("\u2060", "")
        assert [p.label for p in current(board.engine, sight=WHOLE).parts_of["SOTON-K:3"]] == ["a", "b"]

    @pytest.mark.parametrize(
        "do", ["edit", "respond", "parts", "ask", "plan", "links", "close"],
    )  # fmt: skip
    def test_every_form_of_a_recommendation_opens(self, open_page, do):
        open_page("reviews", "manager", tab="recommendations", review="SOTON-K", id="SOTON-K:1", do=do)

    @pytest.mark.parametrize("address", OTHER_FORMS)
    def test_every_other_form_opens(self, open_page, address):
        page = open_page("reviews", "manager", **dict(pair.split("=") for pair in address.split("&")))
        assert page.title

    def test_what_cannot_be_undone_waits_for_a_yes(self, open_page, board):
        page = open_page("reviews", "manager", tab="agencies", do="close", agency="schools")
        button = next(b for b in page.button if b.label == "Close it")
        assert button.disabled
        page.checkbox[0].check().run()
        press(page, "Close it")
        assert current(board.engine, sight=WHOLE).agencies["schools"].closed_on is not None

    def test_something_is_entered_in_the_not_doing_register(self, open_page, board):
        action = board.plan(due=DUE)
        page = open_page("reviews", "chair", tab="not_doing", do="enter")
        field(page, "radio", "What is it about").set_value("action").run()
        field(page, "selectbox", "Of which review").set_value("SOTON-K").run()
        field(page, "selectbox", "Which action").set_value(action.id)
        field(page, "radio", "Why will it not").set_value("superseded")
        field(page, "text_area", "The reason").set_value("The national plan does it.")
        page.checkbox[0].check().run()
        press(page, "Enter it")
        assert board.action(action.id).status == Status.NOT_DOING

    def test_an_open_recommendation_says_what_is_in_the_way_of_closing_it(self, open_page):
        page = open_page("reviews", "manager", tab="recommendations", review="SOTON-K", id="SOTON-K:1", do="close")
        assert "Not yet. In the way" in seen(page)

    def test_a_recommendation_is_closed_with_what_was_decided_wherever_that_is_done(self, open_page, board):
        for part in ("SOTON-K:1/a", "SOTON-K:1/b"):
            for agency in ("police", "health"):
                board.to(board.plan(agency, part_ids=(part,)).id, Status.ASSURED)
        page = open_page("recommendation", "chair", id="SOTON-K:1")
        press(page, "Close this recommendation")
        assert "**Not closed.** Answer ‘What was decided, and where?’" in page.error[0].value
        address = {"tab": "recommendations", "review": "SOTON-K", "id": "SOTON-K:1", "do": "close"}
        assert field(open_page("reviews", "chair", **address), "text_area", "What was decided, and where")
        field(page, "text_area", "What was decided").set_value("Subgroup, minute 4.")
        press(page, "Close this recommendation")
        assert current(board.engine, sight=WHOLE).recommendations["SOTON-K:1"].closed_on is not None

    def test_a_new_recommendation_leads_to_the_forms_that_fill_it(self, open_page, board):
        recommendations.add(
            board.engine, review_id="SOTON-K", ref="3", title="Hear", text="Hear.", **board.signed()
        )  # fmt: skip
        words = seen(open_page("recommendation", "manager", id="SOTON-K:3"))
        for verb in ("ask", "plan"):
            assert f"reviews?tab=recommendations&review=SOTON-K&id=SOTON-K%3A3&do={verb}" in words
        assert "do=plan" not in seen(open_page("recommendation", "reader", id="SOTON-K:3"))
        assert "The latest step." in words
        parts = open_page("reviews", "manager", tab="recommendations", review="SOTON-K", id="SOTON-K:3", do="parts")
        assert "****" not in seen(parts) and "**The whole text**" in seen(parts)

    @pytest.mark.parametrize("mark", ["{}.", "({})", "{})", "Part {}:", "{}"])
    def test_labels_typed_with_a_text_are_not_printed_twice(self, mark):
        parts = tuple(Part(f"X/{label}", "X", label, n, words) for n, (label, words) in enumerate(PARTS))
        text = "Everybody should:\n" + "\n".join(f"{mark.format(label)} {words}" for label, words in PARTS)
        assert (
            printed(text, parts) == "Everybody should\\:\n\n- **a** · Train everybody.\n- **b** · Audit the training."
        )

    def test_every_role_is_told_in_words_and_no_id(self, open_page):
        table = open_page("reviews", "manager", tab="people").table[0].value
        told = dict(zip(table["Person"], table["Roles"], strict=True))
        assert told["**Scrutineer**"] == "Independent scrutineer"
        assert told["**Police lead**"] == r"Agency lead \(Police\)"
        assert not any("police-lead" in person for person in told)

    def test_sectors_are_told_in_words(self, open_page, board):
        agencies.add(board.engine, name="Trust", sector="health_community", **board.signed())
        words = seen(open_page("reviews", "manager", tab="agencies"))
        assert "Community health" in words and "health_community" not in words
        page = open_page("reviews", "manager", tab="agencies", do="edit", agency="trust")
        assert field(page, "selectbox", "Sector").value == "health_community"

    def test_a_merger_says_what_it_moves_and_that_it_stays(self, open_page):
        page = open_page("reviews", "manager", tab="agencies", do="merge", agency="police")
        assert "answers for **3 asks and 0 actions** of Police" in seen(page)
        assert "cannot be undone" in page.checkbox[0].label

    def test_a_learning_point_without_a_level_is_told_so_by_its_label(self, open_page, board):
        learning.add(
            board.engine, review_id="SOTON-K", paragraph="8", title="Voice", summary="Late.", **board.signed()
        )  # fmt: skip
        page = open_page("reviews", "manager", tab="learning", do="promote")
        field(page, "selectbox", "Which learning point").set_value("SOTON-K/8")
        press(page, "Make this recommendation")
        assert "**Not made.** Level is empty" in page.error[0].value

    def test_thresholds_are_set_from_now_on(self, open_page, board):
        page = open_page("reviews", "manager", tab="thresholds")
        page.number_input[1].set_value(60)
        press(page, "Set these thresholds")
        assert standing(board.engine, sight=WHOLE).thresholds.stale_days == 60


class TestWorkbook:
    def sheet(self, board, agency_id=None):
        now = standing(board.engine, sight=WHOLE)
        from tracker.queries.standing import change_number

        return write(now, agency_id=agency_id, number=change_number(board.engine), board_name="Board", at=board.now)

    def bring_in(self, page, content, name="back.xlsx"):
        page.file_uploader[0].upload(name, content, "application/octet-stream").run()
        return press(page, "Show what they would change")

    def test_the_same_file_changes_nothing_and_can_be_put_aside(self, open_page, board):
        board.plan(due=DUE)
        page = self.bring_in(open_page("workbook", "manager"), self.sheet(board))
        assert "Nothing to do" in page.title[0].value
        assert page.query_params["upload"]
        press(page, "Put it aside")
        assert files(board.engine, person_id="manager") == ()

    def test_one_cell_is_shown_then_applied_and_told(self, open_page, board):
        action = board.plan(due=DUE)
        content = with_cell(self.sheet(board), "Progress", "Forty were trained.")
        page = self.bring_in(open_page("workbook", "manager"), content)
        assert page.title[0].value == "1 change"
        assert not current(board.engine, sight=WHOLE).files[action.id].updates
        press(page, "Apply 1 change")
        assert "**Applied.** 1 action changed" in page.success[0].value
        assert current(board.engine, sight=WHOLE).files[action.id].updates[-1].narrative == "Forty were trained."

    def test_a_problem_keeps_the_button_shut_until_its_row_is_left_out(self, open_page, board):
        board.plan(due=DUE)
        content = with_cell(with_cell(self.sheet(board), "Due", "soon"), "Lead", "Chief inspector")
        page = self.bring_in(open_page("workbook", "manager"), content)
        assert "1 problem" in page.title[0].value and "soon" in seen(page)
        assert next(b for b in page.button if b.label.startswith("Apply")).disabled
        next(c for c in page.checkbox if "Leave out" in c.label).check().run()
        press(page, "Apply 1 change")
        assert "**Applied.** 1 action changed" in page.success[0].value

    def test_a_file_that_is_no_workbook_is_refused_and_not_kept(self, open_page, board):
        page = self.bring_in(open_page("workbook", "manager"), b"not a workbook at all", "notes.xlsx")
        assert "**Not read.** The file" in page.error[0].value
        assert files(board.engine, person_id="manager") == ()

    def test_a_lead_of_several_agencies_says_whose_workbook_it_is(self, open_page, board):
        people.give_role(
            board.engine, person_id="police-lead", role=Role.LEAD, agency_id="health", **board.signed()
        )  # fmt: skip
        board.plan("police", due=DUE)
        action = board.plan("health", due=DUE)
        content = with_cell(self.sheet(board, "health"), "Progress", "Forty were trained.")
        page = self.bring_in(open_page("workbook", "police-lead"), content)
        page.button_group(key="address:whose").set_value("health").run()
        assert page.title[0].value == "1 change"
        press(page, "Apply 1 change")
        assert current(board.engine, sight=WHOLE).files[action.id].updates[-1].narrative == "Forty were trained."

    def test_a_reader_brings_nothing_in(self, open_page):
        page = open_page("workbook", "reader")
        assert not page.file_uploader and "You may not" in seen(page)

    def test_a_hash_that_is_not_on_the_desk_gets_a_sentence(self, open_page):
        assert "not on your desk" in open_page("workbook", "manager", upload="f" * 64).warning[0].value


class TestHistory:
    def test_what_was_done_is_told_in_words_and_filtered(self, open_page, board):
        action = board.plan(due=DUE, title="Train everybody now")
        extensions.ask(
            board.engine,
            action_id=action.id,
            to_due=date(2027, 1, 5),
            reason="Trainers left",
            **board.signed("police-lead"),
        )
        page = open_page("history", "reader")
        assert "Trainers left" in seen(page)
        only = open_page("history", "reader", by="police-lead")
        assert only.title[0].value == "1 change that match" or "1 change" in only.title[0].value
        assert "No change matches" in open_page("history", "reader", words="zebra").title[0].value
        assert "Train everybody now" in seen(open_page("history", "reader", id=action.id))

    def test_the_chain_is_checked_when_asked(self, open_page):
        assert "**It holds.**" in press(open_page("history", "reader"), "Check the whole record").success[0].value

    def test_nonsense_filters_count_as_none(self, open_page):
        page = open_page("history", "reader", by="nobody", since="31/02/2025", before="x", door="window")
        assert page.title[0].value.startswith("Changed last")

    def test_every_verb_that_a_command_signs_with_can_be_asked_for(self):
        code = "".join(p.read_text() for p in Path("tracker/commands").glob("*.py"))
        verbs = set(re.findall(r'verb="([a-z_]+)"', code)) | set(re.findall(r'signing\(work, "([a-z_]+)"\)', code))
        assert verbs <= set(desk_history.VERBS_OF_THE_TRAIL.split())


def with_cell(content, heading, value):
    """The workbook with one cell of its first action changed, as Excel would save it."""
    from io import BytesIO

    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            found = [c for c in row if isinstance(c.value, str) and c.value.lower().startswith(heading.lower())]
            if found and any(isinstance(c.value, str) and c.value.startswith("Action") for c in row):
                below = row[0].row + 1
                sheet.cell(below, found[0].column).value = value
                out = BytesIO()
                book.save(out)
                return out.getvalue()
    raise AssertionError(f"no column {heading}")
