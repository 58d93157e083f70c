"""Whose sight a look at the store has: today's rights on every day, on the trail too; and nothing worked out twice."""

import inspect
import pkgutil
from datetime import date
from importlib import import_module

import pytest
import sqlalchemy as sa

from tests.secret_things import DRAFT, SECRETS, restricted, unpublished
from tracker import queries
from tracker.commands import (
    actions,
    downloads,
    evidence,
    learning,
    overlaps,
    people,
    reviews,
    themes,
)
from tracker.queries import history
from tracker.queries.register import as_at, as_at_number, current, last_change
from tracker.queries.screen import screen_of
from tracker.queries.sentences import sentences
from tracker.queries.sights import addresses, hidden_now, sight_for
from tracker.queries.standing import moment, standing, standing_at
from tracker.queries.trends import burn_up, ribbon
from tracker.rules.records import Evidence
from tracker.rules.sight import LEAST, WHOLE, seen, sight_of
from tracker.rules.veil import NAMES_HIDDEN, NOT_SHOWN, NOTHING, RESTRICTED_TITLE
from tracker.rules.words import Publication, Role, Sameness
from tracker.store.database import changing

HIS_OWN = {"kept", "files", "calendar_of"}
"""Queries of one's own desk: `person_id` is whose it is, and nobody else's can be asked for."""
NUMBERS = {
    "last_change",
    "change_number",
    "verify",
    "is_ready",
    "standing_at",
    "sight_for",
    "is_illustrative",
    "look",
    "rests_on",
    "with_encoder",
}
"""Queries that give no content: numbers, a verdict, a sight, the look of papers; and `standing_at`, whose moment
carries the sight."""
MADE = {"signed", "leaving", "registers_at"}
"""Given a paper that somebody of their sight may have, or (the last) whole registers, which `trends` veils."""
OF_THE_TRACKER = {
    "presence": "who somebody is, before it is known what they may see",
    "ways_in": "takes a register that somebody sees",
    "names": "asks the right to the list by itself",
    "leaving": "takes a standing that somebody sees",
    "holdings": "hashes of files, for whoever runs the machine",
    "verifying": "numbers and hashes of the chain",
    "redactions": "each in tests/rights/test_queries.py",
    "screen": "made of a sight",
    "screen_of_boards": "the same",
    "sendings": "for whoever may send workbooks; each holds what its addressees may see",
    "chasing": "for whoever may chase or escalate; each message holds what its addressees may see",
    "secret_links": "what a secret opens, and one's own; in tests/rights/test_queries.py",
    "api_tokens": "what a token opens, and for whoever manages people; in tests/rights/test_queries.py",
    "calendar": "what everybody may see, whoever asks",
    "live": "what `standing` lays the veil on; held to the whole register in test_scope",
}
"""Modules whose queries are asked otherwise; tests/rights/test_queries.py asks each of them as everybody."""


def trail_text(ledger, sight):
    told = history.entries(ledger.engine, sight=sight, limit=None)
    return " ".join(f"{e.entity_id} {e.before} {e.after} {e.reason}" for e in told).casefold()


def register_text(register):
    return "".join(repr(vars(register)[name]) for name in vars(register)).casefold()


# ---- the doors


def test_every_public_query_of_the_register_asks_whose_sight_it_is():
    lacking = set()
    for module in pkgutil.iter_modules(queries.__path__):
        if module.name in OF_THE_TRACKER:
            continue
        for name, made in inspect.getmembers(import_module(f"tracker.queries.{module.name}"), inspect.isfunction):
            if name.startswith("_") or not made.__module__.endswith(module.name):
                continue
            asked = inspect.signature(made).parameters
            if "engine" not in asked or name in HIS_OWN | NUMBERS | MADE:
                continue
            sight = asked.get("sight")
            if sight is None or sight.default is not inspect.Parameter.empty:
                lacking.add(name)
    assert lacking == set()


def test_the_sight_of_a_person_is_the_same_by_a_small_look_up_as_by_the_whole_register(ledger):
    unpublished(ledger)
    reviews.name_reader(ledger.engine, review_id=DRAFT, person_id="health-lead", **ledger.signed())
    register = ledger.register()
    for id_ in [*register.people, "nobody", None]:
        assert sight_for(ledger.engine, id_) == sight_of(register, id_)
        assert (
            seen(register, sight_of(register, id_)).reviews.keys()
            == current(ledger.engine, sight=sight_for(ledger.engine, id_)).reviews.keys()
        )


@pytest.mark.parametrize("who", ["manager", "chair", "police-lead", "health-lead", "reader", None])
def test_now_as_at_a_day_and_as_at_a_number_hide_the_same(ledger, who):
    one = restricted(ledger)
    mine, _ = unpublished(ledger)
    sight = sight_for(ledger.engine, who)
    for register in (
        current(ledger.engine, sight=sight),
        as_at(ledger.engine, ledger.now.date(), sight=sight),
        as_at_number(ledger.engine, last_change(ledger.engine), sight=sight),
        standing(ledger.engine, sight=sight).register,
        standing(ledger.engine, ledger.now.date(), sight=sight).register,
    ):
        sees = who in ("manager", "chair", "police-lead")
        assert (register.evidence[one].title == "Notes on the mother") is sees
        assert (mine in register.actions) is (who == "manager")
        assert ("mother" in register_text(register)) is sees
        assert any(word in register_text(register) for word in SECRETS[1:]) is (who == "manager")


def test_a_named_reader_sees_the_review_and_nobody_else_is_let_in_by_it(ledger):
    mine, _ = unpublished(ledger)
    reviews.name_reader(ledger.engine, review_id=DRAFT, person_id="police-lead", **ledger.signed())
    assert mine in current(ledger.engine, sight=sight_for(ledger.engine, "police-lead")).actions
    assert mine not in current(ledger.engine, sight=sight_for(ledger.engine, "health-lead")).actions
    reviews.unname_reader(ledger.engine, review_id=DRAFT, person_id="police-lead", **ledger.signed())
    assert mine not in current(ledger.engine, sight=sight_for(ledger.engine, "police-lead")).actions


def test_one_press_names_the_leads_of_the_agencies_asked_and_no_others(ledger):
    unpublished(ledger)
    made = reviews.name_leads(ledger.engine, review_id=DRAFT, **ledger.signed())
    assert [reader.person_id for reader in made] == ["police-lead"]
    assert reviews.name_leads(ledger.engine, review_id=DRAFT, **ledger.signed()) == ()


def test_what_was_open_and_is_restricted_now_is_hidden_on_every_day_and_what_is_open_now_is_open(ledger):
    one = restricted(ledger)
    before = standing(ledger.engine, date(2026, 1, 6), sight=LEAST).register.evidence[one]
    assert before.title == RESTRICTED_TITLE
    for now, title in ((False, "Notes on the mother"), (True, RESTRICTED_TITLE)):
        ledger.on(date(2026, 2, 1 + now))
        with changing(ledger.engine, verb="restrict_evidence", **ledger.signed()) as work:
            work.allow("restrict_evidence", "police")
            work.change(work.get(Evidence, one), restricted=now)
        for day in (date(2026, 1, 6), None):
            assert standing(ledger.engine, day, sight=LEAST).register.evidence[one].title == title
        assert as_at(ledger.engine, date(2026, 1, 6), sight=LEAST).evidence[one].title == title
        assert ("mother" in trail_text(ledger, LEAST)) is not now


def test_a_review_withheld_today_is_hidden_on_the_days_when_it_was_published(ledger):
    ledger.on(date(2026, 3, 1))
    reviews.set_state(
        ledger.engine, review_id="SOTON-K", state=Publication.WITHHELD, reason="A trial.", **ledger.signed()
    )
    assert not standing(ledger.engine, date(2026, 1, 10), sight=LEAST).register.recommendations
    assert standing(ledger.engine, date(2026, 1, 10), sight=WHOLE).register.recommendations
    assert "train" not in trail_text(ledger, LEAST)


# ---- the trail


def test_the_trail_tells_of_restricted_evidence_that_it_is_there_and_not_what_it_says(ledger):
    one = restricted(ledger)
    evidence.withdraw(ledger.engine, evidence_id=one, reason="It names the mother.", **ledger.signed("police-lead"))
    assert "mother" in trail_text(ledger, WHOLE)
    assert "mother" not in trail_text(ledger, LEAST)
    assert "2025-12-24" not in trail_text(ledger, LEAST)
    whole = {e.number: e for e in history.entries(ledger.engine, sight=WHOLE, limit=None)}
    for told in history.entries(ledger.engine, sight=LEAST, limit=None):
        was = whole[told.number]
        assert (told.at, told.by, told.verb, told.entity_id, told.field, told.hash) == (
            was.at, was.by, was.verb, was.entity_id, was.field, was.hash,
        )  # fmt: skip
    last = history.entries(ledger.engine, sight=LEAST, entity_ids=frozenset({one}), limit=1)[0]
    assert last.reason == NOT_SHOWN
    said = " ".join(str(s) for s in sentences(standing(ledger.engine, sight=LEAST).register, whole_of(ledger, LEAST)))
    assert "mother" not in said
    assert "Evidence withdrawn" in said


def whole_of(ledger, sight):
    return history.entries(ledger.engine, sight=sight, limit=None)


def test_the_trail_of_who_may_not_see_a_review_has_gaps_and_says_how_many(ledger):
    mine, both = unpublished(ledger)
    every, left = whole_of(ledger, WHOLE), whole_of(ledger, LEAST)
    text = trail_text(ledger, LEAST)
    assert [word for word in SECRETS if word in text] == []
    assert DRAFT.casefold() not in text.replace(both.casefold(), "")
    assert both in {e.entity_id for e in left}
    assert mine not in {e.entity_id for e in left}
    assert next(e for e in left if e.entity_id == both and e.field == "review_id").after == f'"{NOT_SHOWN}"'
    missing = history.left_out(ledger.engine, sight=LEAST)
    assert missing == (len(every) - len(left), 0)
    assert missing.in_words == f"{missing.about_hidden} entries are about things you may not see."
    assert history.left_out(ledger.engine, sight=WHOLE).in_words == ""
    chase = next(e for e in left if e.entity == "chase" and e.field == "text")
    assert NAMES_HIDDEN in chase.after


def test_a_page_of_the_trail_is_full_although_entries_are_left_out_of_it(ledger):
    unpublished(ledger)
    left = whole_of(ledger, LEAST)
    assert history.entries(ledger.engine, sight=LEAST, limit=7) == left[:7]
    older = history.entries(ledger.engine, sight=LEAST, limit=7, before_number=left[6].number)
    assert older == left[7:14]
    assert history.entries(ledger.engine, sight=LEAST, limit=3, newest_first=False) == left[-3:][::-1]


def test_a_part_taken_off_an_action_stays_hidden_on_the_trail(ledger):
    _, both = unpublished(ledger)
    actions.unlink_part(ledger.engine, action_id=both, part_id=f"{DRAFT}:1/b", **ledger.signed())
    assert f"{DRAFT}:1/b".casefold() not in trail_text(ledger, LEAST)
    assert f"{DRAFT}:1/b".casefold() in trail_text(ledger, WHOLE)


def test_answers_about_a_hidden_review_that_were_taken_back_stay_hidden_on_the_trail(ledger):
    engine, pair = ledger.engine, {"a_id": f"{DRAFT}:1", "b_id": "SOTON-K:1"}
    unpublished(ledger)
    learning.add(engine, review_id=DRAFT, paragraph="8", title="Secretum", summary="Secretum.", **ledger.signed())
    about = {"learning_point_id": f"{DRAFT}/8", "theme_id": "neglect"}
    themes.confirm(engine, cues=("unheard",), **about, **ledger.signed())
    themes.take_back(engine, **about, **ledger.signed())
    judged = overlaps.judge(engine, **pair, answer=Sameness.SAME, reason="Both unheard", **ledger.signed())
    overlaps.take_back(engine, judgement_id=judged.id, reason="Not unheard", seen=judged.version, **ledger.signed())
    assert "unheard" in trail_text(ledger, WHOLE)
    kinds = {"learning_point_theme", "overlap_judgement"}
    assert not [e for e in history.entries(engine, sight=LEAST, limit=None) if e.entity in kinds]
    assert "unheard" not in trail_text(ledger, LEAST)


def test_who_came_and_went_is_for_the_manager_and_the_auditor_but_downloads_of_evidence_are_for_all(ledger):
    one = restricted(ledger)
    people.give_role(ledger.engine, person_id="reader", role=Role.AUDITOR, **ledger.signed())
    downloads.note(ledger.engine, entity="evidence", id_=one, **ledger.signed("chair"))
    downloads.note(ledger.engine, entity="workbook", id_="All.xlsx", **ledger.signed("chair"))
    for who, sees in (("manager", 2), ("reader", 2), ("chair", 1), ("health-lead", 1), (None, 1)):
        sight = sight_for(ledger.engine, who)
        assert len(history.entries(ledger.engine, sight=sight, verb="download")) == sees
        assert history.left_out(ledger.engine, sight=sight).accesses == 2 - sees
        assert [d.by for d in history.downloads_of(ledger.engine, one, sight=sight)] == ["chair"]


def test_downloads_of_evidence_of_a_hidden_review_are_hidden_with_it(ledger):
    mine, _ = unpublished(ledger)
    downloads.note(ledger.engine, entity="evidence", id_=f"{mine}-E1", **ledger.signed())
    downloads.note(ledger.engine, entity="review", id_=DRAFT, **ledger.signed())
    assert history.downloads_of(ledger.engine, f"{mine}-E1", sight=LEAST) == ()
    assert len(history.downloads_of(ledger.engine, f"{mine}-E1", sight=WHOLE)) == 1
    people.give_role(ledger.engine, person_id="reader", role=Role.AUDITOR, **ledger.signed())
    auditor = sight_for(ledger.engine, "reader")
    assert history.entries(ledger.engine, sight=auditor, verb="download") == ()


def test_addresses_are_for_the_manager_the_person_and_those_of_the_same_agency(ledger):
    people.add(ledger.engine, name="Deputy", email="deputy@police.example", **ledger.signed())
    people.give_role(ledger.engine, person_id="deputy", role=Role.LEAD, agency_id="police", **ledger.signed())
    people.edit(ledger.engine, person_id="reader", email="reader@board.example", **ledger.signed())
    for who, sees in (
        ("manager", {"deputy", "reader"}), ("police-lead", {"deputy"}), ("member", {"deputy"}), ("reader", {"reader"}),
        ("health-lead", set()), (None, set()),
    ):  # fmt: skip
        sight = sight_for(ledger.engine, who)
        assert set(addresses(ledger.engine, sight=sight)) == sees
        shown = [p.email for p in current(ledger.engine, sight=sight).people.values() if p.email]
        assert len(shown) == (2 if who == "manager" else 0)
        text = trail_text(ledger, sight)
        assert ("deputy@police.example" in text) is (who == "manager")
        assert ("reader@board.example" in text) is (who in ("manager", "reader"))


# ---- trends


def test_the_ribbon_and_the_curve_of_who_may_not_see_a_review_are_those_without_it(ledger):
    unpublished(ledger)
    now = standing(ledger.engine, sight=LEAST)
    whole = standing(ledger.engine, sight=WHOLE)
    assert burn_up(ledger.engine, now, sight=LEAST).planned[-1] == 1
    assert burn_up(ledger.engine, whole, sight=WHOLE).planned[-1] == 2
    assert burn_up(ledger.engine, now, sight=LEAST).planned[-1] == 1
    stretches = ribbon(ledger.engine, now, "SOTON-K:1", sight=LEAST)
    last = {s.part_id: s.rating.brag for s in stretches if s.until > now.today}
    assert last == {p.id: now.part_ratings[p.id].brag for p in now.register.parts_of["SOTON-K:1"]}
    assert ribbon(ledger.engine, now, f"{DRAFT}:1", sight=LEAST) == ()


# ---- what is shared


def test_where_nothing_is_hidden_everybody_shares_one_standing(ledger):
    ledger.plan("police")
    whole = standing(ledger.engine, sight=WHOLE)
    for who in ("manager", "police-lead", "reader", None):
        assert standing(ledger.engine, sight=sight_for(ledger.engine, who)) is whole


def test_where_only_words_are_masked_the_ratings_are_the_very_ones_of_the_whole(ledger):
    one = restricted(ledger)
    whole, mine = standing(ledger.engine, sight=WHOLE), standing(ledger.engine, sight=LEAST)
    assert mine is not whole
    assert mine.action_ratings is whole.action_ratings
    assert mine.recommendation_ratings is whole.recommendation_ratings
    assert mine is standing(ledger.engine, sight=sight_for(ledger.engine, "health-lead"))
    assert whole is standing(ledger.engine, sight=sight_for(ledger.engine, "police-lead"))
    assert mine.register.files[mine.register.evidence[one].action_id].evidence[-1].title == RESTRICTED_TITLE


def test_a_moment_names_what_is_hidden_and_how_much_was_redacted(ledger):
    one = restricted(ledger)
    day = date(2026, 1, 5)
    before = moment(ledger.engine, day, sight=LEAST)
    assert before.hidden.evidence == {one}
    assert moment(ledger.engine, day, sight=WHOLE).hidden == NOTHING
    assert before.redactions == 0
    ledger.on(date(2026, 3, 1))
    with changing(ledger.engine, verb="ask_redaction", **ledger.signed()) as work:
        work.allow("ask_redaction")
        work.add(redaction(one))
    after = moment(ledger.engine, day, sight=LEAST)
    assert (after.number, after.day, after.redactions) == (before.number, before.day, 1)
    assert after.shown != before.shown


def redaction(one):
    from tracker.rules.records import Redaction

    day = date(2026, 3, 1)
    return Redaction("X1", "evidence", one, "title", "It names her.", day, "manager", day, "chair")


def test_evidence_that_comes_in_while_somebody_looks_is_masked_for_them(ledger):
    begun = moment(ledger.engine, sight=LEAST)
    one = restricted(ledger)
    assert standing_at(ledger.engine, begun).register.evidence[one].title == RESTRICTED_TITLE


def test_what_is_hidden_now_is_what_the_whole_register_says(ledger):
    restricted(ledger)
    unpublished(ledger)
    for who in ("chair", "police-lead", "health-lead", None):
        sight = sight_for(ledger.engine, who)
        register = current(ledger.engine, sight=WHOLE)
        found = hidden_now(ledger.engine, sight)
        assert found.reviews == {DRAFT}
        assert {e.id for e in register.evidence.values() if e.restricted} >= found.evidence
        assert bool(found.evidence) is (who in ("health-lead", None))
        assert screen_of(ledger.engine, sight).hidden == found


def test_looking_leaves_nothing_open_behind_it(ledger):
    unpublished(ledger)
    for _ in range(30):  # more than a pool of connections holds
        assert len(history.entries(ledger.engine, sight=LEAST, limit=2)) == 2
    with ledger.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT 1")) == 1
