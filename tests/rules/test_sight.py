"""Who sees what: by role, by agency, by name; and that nothing hidden is left in any field of any record."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.factories import TODAY, Book, roles
from tests.rules.strategies import AGENCIES, books
from tracker.rules.records import (
    Chase,
    CrossReference,
    Decision,
    LearningPoint,
    Meeting,
    Person,
    PersonIdentity,
    Promise,
    Redaction,
    ReviewReader,
)
from tracker.rules.register import Register
from tracker.rules.sight import LEAST, WHOLE, hidden, seen, sight_of
from tracker.rules.standing import Standing, build
from tracker.rules.veil import NAMES_HIDDEN, RESTRICTED_TITLE, veiled_standing
from tracker.rules.words import Publication, Role, Rung

SAYS = {"title", "statement", "link", "file_name", "about", "withdrawn_reason"}
"""What of restricted evidence is not for everybody."""
TABLES = [f.name for f in fields(Register)]
EVERY_ROLE = [(role, None) for role in Role if role not in (Role.LEAD, Role.SYSTEM)]
LEADS = [(Role.LEAD, agency) for agency in AGENCIES]


def board(*, restricted=True):
    """R-1 published, R-2 a draft; A1 of the police for R-1, with a restricted audit; A2 of health for R-2."""
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]})
    book.recommendation("R-2:1", {"a": ["health"], "b": ["police"]})
    book.edit("reviews", "R-2", state=Publication.DRAFT)
    book.action("A1", "police", ["R-1:1/a"], rungs=[Rung.AUDIT])
    book.action("A2", "health", ["R-2:1/a"], rungs=[Rung.DOCUMENT])
    book.edit(
        "evidence", "A1-e0", restricted=restricted, title="Notes on the mother", statement="She said it.",
        about=date(2026, 2, 3), link="https://e.example/mother", file_name="mother.pdf", file_hash="a" * 64,
        file_size=7, submitted_on=TODAY, submitted_by="sam", withdrawn_on=TODAY, withdrawn_by="sam",
        withdrawn_reason="Names the mother.",
    )  # fmt: skip
    return book


def person(book, id_, *held, named=(), **more):
    book.add("people", Person(id_, id_.title(), f"{id_}@example.org", **more))
    for role in roles(*held, person=id_):
        book.add("person_roles", role)
    for review in named:
        book.add("review_readers", ReviewReader(f"{review}/{id_}", review, id_))
    return id_


def look(book, *held, **more):
    """The register as somebody with these roles sees it."""
    person(book, "pat", *held, **more)
    register = book.register()
    return seen(register, sight_of(register, "pat"))


@pytest.mark.parametrize(
    ("held", "sees"),
    [
        ((Role.ADMINISTRATOR, None), True),
        ((Role.SUBGROUP, None), True),
        ((Role.SUBGROUP, "health"), True),
        ((Role.SCRUTINEER, None), True),
        ((Role.LEAD, "police"), True),
        ((Role.LEAD, "health"), False),
        ((Role.READER, "police"), False),
        ((Role.AUDITOR, None), False),
    ],
)
def test_restricted_evidence_is_for_its_agency_its_verifiers_and_the_manager(held, sees):
    found = look(board(), held).evidence["A1-e0"]
    assert (found.title == "Notes on the mother") is sees
    assert (found.statement is not None) is sees


def test_everybody_sees_that_restricted_evidence_is_there_and_nothing_that_it_says():
    book = board()
    whole = book.register().evidence["A1-e0"]
    found = look(book, (Role.AUDITOR, None)).evidence["A1-e0"]
    assert found.title == RESTRICTED_TITLE
    assert all(getattr(found, name) is None for name in SAYS - {"title"})
    kept = {f.name for f in fields(found)} - SAYS
    assert {name: getattr(found, name) for name in kept} == {name: getattr(whole, name) for name in kept}
    assert {"file_hash", "file_size", "kind", "rung", "submitted_on", "submitted_by", "withdrawn_on"} <= kept


def test_open_evidence_is_for_everybody():
    book = board(restricted=False)
    register = book.register()
    assert seen(register, LEAST).evidence["A1-e0"] is register.evidence["A1-e0"]


def test_a_deputy_and_the_lead_of_a_successor_see_what_the_lead_sees():
    for agency, more in (("police", {"deputy": True}), ("constabulary", {})):
        book = board()
        book.agency("constabulary")
        book.edit("agencies", "police", successor_id="constabulary")
        person(book, "pat", (Role.LEAD, agency))
        book.edit("person_roles", "pat-0", **more)
        register = book.register()
        assert seen(register, sight_of(register, "pat")).evidence["A1-e0"].statement == "She said it."


def test_who_leads_the_agency_that_owns_the_action_today_sees_its_evidence_of_another_day():
    then = board().register()
    moved = board()
    moved.edit("actions", "A1", owner_id="health")
    now = moved.register()
    for agency, sees in (("health", True), ("police", False)):
        person(moved, agency, (Role.LEAD, agency))
        sight = sight_of(moved.register(), agency)
        assert (seen(then, sight, today=now).evidence["A1-e0"].statement is not None) is sees


def test_what_is_restricted_today_was_so_on_every_day_and_what_is_open_today_is_open():
    open_then, restricted_now = board(restricted=False).register(), board().register()
    assert seen(open_then, LEAST, today=restricted_now).evidence["A1-e0"].title == RESTRICTED_TITLE
    assert seen(restricted_now, LEAST, today=open_then).evidence["A1-e0"].title == "Notes on the mother"


@pytest.mark.parametrize("state", Publication)
@pytest.mark.parametrize(("named", "role"), [((), role) for role in EVERY_ROLE + LEADS] + [(("R-2",), EVERY_ROLE[3])])
def test_an_unpublished_review_is_for_the_manager_and_for_named_people(state, named, role):
    book = board()
    book.edit("reviews", "R-2", state=state)
    found = look(book, role, named=named)
    sees = state == Publication.PUBLISHED or role[0] == Role.ADMINISTRATOR or bool(named)
    assert ("R-2" in found.reviews) is sees
    assert ("R-2:1/b" in found.parts) is sees
    assert ("A2" in found.actions) is sees
    assert ("A2-e0" in found.evidence) is sees


def test_nobody_a_stranger_and_somebody_who_was_switched_off_see_the_least():
    book = board()
    person(book, "gone", (Role.ADMINISTRATOR, None), disabled_on=TODAY)
    assert {sight_of(book.register(), who) for who in (None, "", "nobody", "gone")} == {LEAST}


def test_the_business_manager_sees_the_very_register():
    book = board()
    register = book.register()
    person(book, "pat", (Role.ADMINISTRATOR, None))
    assert sight_of(book.register(), "pat") == WHOLE
    assert seen(register, WHOLE) is register


def test_where_nothing_is_hidden_the_register_is_the_very_one():
    book = board(restricted=False)
    book.edit("reviews", "R-2", state=Publication.PUBLISHED)
    register = book.register()
    assert seen(register, LEAST) is register
    standing = build(register, today=TODAY)
    assert veiled_standing(standing, hidden(register, LEAST)) is standing


def test_an_action_that_also_serves_a_published_review_stays_without_its_hidden_parts():
    book = board()
    book.action("A3", "health", ["R-2:1/a", "R-1:1/a"])
    book.edit("actions", "A3", review_id="R-2")
    found = seen(book.register(), LEAST)
    assert found.actions["A3"].review_id == "R-1"
    assert found.files["A3"].part_ids == ("R-1:1/a",)
    assert found.recommendations_of_action["A3"] == ("R-1:1",)


def test_what_points_at_a_hidden_review_goes_or_points_nowhere():
    book = board()
    book.add("cross_references", CrossReference("X1", "R-1:1", "R-2:1"))
    book.add("cross_references", CrossReference("X2", "R-2:1", "R-1:1"))
    book.add("cross_references", CrossReference("X3", "R-1:1", None, "Ref 070"))
    book.add("learning_points", LearningPoint("L1", "R-1", "1", "Voice", "Heard late", promoted_to="R-2:1"))
    book.add("promises", Promise("P1", "R-1", "1", "about", kept_by="R-2:1", why="because of it"))
    book.add("meetings", Meeting("M", "board", TODAY, "Subgroup"))
    book.add("decisions", Decision("D1", "M", "1", "A2", "Move it.", "chair"))
    book.add("decisions", Decision("D2", "M", "2", "A1", "As with R-2:1.", "chair"))
    book.add("chases", Chase("C1", "health", TODAY, "pat", "Dear all, A2 is late."))
    book.add("chases", Chase("C2", "police", TODAY, "pat", "Dear all, A1 is late; A21 is not ours."))
    book.add("redactions", Redaction("X", "action", "A2", "title", "why", TODAY, "pat"))
    book.not_doing(action="A2")
    found = seen(book.register(), LEAST)
    assert set(found.cross_references) == {"X3"}
    assert (found.learning_points["L1"].promoted_to, found.promises["P1"].kept_by, found.promises["P1"].why) == (
        None, None, None,
    )  # fmt: skip
    assert [d.text for d in found.decisions.values()] == [NAMES_HIDDEN]
    assert found.chases["C1"].text == NAMES_HIDDEN
    assert found.chases["C2"].text == "Dear all, A1 is late; A21 is not ours."
    assert not found.redactions
    assert not found.not_doing


def test_the_figures_of_who_may_not_see_a_review_are_those_of_the_register_without_it():
    book = board()
    without = Book()
    without.recommendation("R-1:1", {"a": ["police"]})
    without.agency("health")
    without.action("A1", "police", ["R-1:1/a"], rungs=[Rung.AUDIT])
    without.edit("evidence", "A1-e0", withdrawn_on=TODAY, withdrawn_by="sam")
    mine, theirs = build(seen(book.register(), LEAST), today=TODAY), without.standing()
    assert (mine.counts(), mine.action_counts(), mine.by_agency()) == (
        theirs.counts(), theirs.action_counts(), theirs.by_agency(),
    )  # fmt: skip


def test_addresses_and_ways_of_signing_in_are_for_whoever_manages_people():
    book = board()
    book.add("person_identities", PersonIdentity("I1", "pat", "https://login.example", "s-1"))
    found = look(book, (Role.AUDITOR, None))
    assert found.people["pat"].email is None
    assert not found.person_identities
    assert seen(book.register(), WHOLE).people["pat"].email == "pat@example.org"


# ---- the laws


@st.composite
def secretive(draw):
    """Any register with hidden things in it, every text of it a token of its own, and one person who looks."""
    book = draw(books())
    for id_ in list(book.tables.get("reviews", {})):
        book.edit("reviews", id_, state=draw(st.sampled_from(Publication)), title=f"¶{id_} title¶")
        book.add("learning_points", LearningPoint(f"L-{id_}", id_, "1", f"¶{id_} learning¶", f"¶{id_} summary¶"))
    recs, actions = list(book.tables.get("recommendations", {})), list(book.tables.get("actions", {}))
    for id_ in recs:
        book.edit("recommendations", id_, title=f"¶{id_} title¶", text=f"¶{id_} text¶")
        book.add("promises", Promise(f"P-{id_}", "R-1", "1", "about", kept_by=id_, why=f"¶{id_} why¶"))
        book.add("cross_references", CrossReference(f"X-{id_}", draw(st.sampled_from(recs)), id_, note=f"¶{id_} n¶"))
    for id_, part in book.tables.get("parts", {}).items():
        book.edit("parts", id_, text=f"¶{part.recommendation_id} {id_} text¶")
    book.add("meetings", Meeting("M", "board", TODAY, "Subgroup"))
    for id_ in actions:
        book.edit("actions", id_, title=f"¶{id_} title¶", review_id=draw(st.sampled_from(["R-1", "R-2"])))
        book.add("decisions", Decision(f"D-{id_}", "M", id_, id_, f"¶{id_} decision¶", "chair"))
        book.add("chases", Chase(f"C-{id_}", "police", TODAY, "pat", f"You owe us {id_}: ¶{id_} title¶."))
    for table in ("updates", "evidence", "verifications"):
        for id_, one in list(book.tables.get(table, {}).items()):
            field = {"updates": "narrative", "evidence": "title", "verifications": "reason"}[table]
            book.edit(table, id_, **{field: f"¶{one.action_id} {id_} {field}¶"})
    for id_ in list(book.tables.get("evidence", {})):
        if draw(st.booleans()):
            words = {name: f"¶{id_} {name}¶" for name in SAYS - {"about"}}
            book.edit("evidence", id_, restricted=True, about=date(1999, 9, 9), **words)
    held = draw(st.lists(st.sampled_from(EVERY_ROLE + LEADS), max_size=2, unique=True))
    named = draw(st.lists(st.sampled_from(["R-1", "R-2"]), max_size=1))
    person(book, "pat", *held, named=named)
    return book.register(), held, named


def tokens_hidden(register, held, named):
    """What this person may not read, worked out by itself: not as `veil` does."""
    manager = (Role.ADMINISTRATOR, None) in held
    verifies = manager or any(role in (Role.SUBGROUP, Role.SCRUTINEER) for role, _ in held)
    leads = {agency for role, agency in held if role == Role.LEAD}
    closed = {
        id_ for id_, r in register.reviews.items()
        if r.state != Publication.PUBLISHED and id_ not in named and not manager
    }  # fmt: skip
    found = {f"¶{id_} {what}¶" for id_ in closed for what in ("title", "learning", "summary")}
    for id_, rec in register.recommendations.items():
        if rec.review_id in closed:
            found |= {f"¶{id_} {what}¶" for what in ("title", "text", "why", "n")}
            found |= {part.text for part in register.parts.values() if part.recommendation_id == id_}
    for id_, file in register.files.items():
        where = {register.recommendations[register.parts[p].recommendation_id].review_id for p in file.part_ids}
        if where <= closed:
            found |= {f"¶{id_} {what}¶" for what in ("title", "decision")}
            found |= {u.narrative for u in file.updates} | {v.reason for v in file.verifications}
            found |= {e.title for e in file.evidence}
        for one in file.evidence:
            if one.restricted and not verifies and file.action.owner_id not in leads:
                found |= {f"¶{one.id} {name}¶" for name in SAYS} | {repr(date(1999, 9, 9)) + one.id}
    return found


@given(secretive())
def test_nothing_hidden_is_left_in_any_field_of_any_record(drawn):
    register, held, named = drawn
    found = seen(register, sight_of(register, "pat"))
    text = "\n".join(repr(one) for table in TABLES for one in getattr(found, table).values())
    text += "\n".join(repr(file) for file in found.files.values())
    text += "\n".join(repr(files) for files in found.files_of_part.values())
    text += "".join(repr(one.about) + one.id for one in found.evidence.values())
    assert [token for token in tokens_hidden(register, held, named) if token in text] == []


@given(secretive())
def test_every_thing_that_is_not_hidden_is_seen_as_it_is(drawn):
    register, held, named = drawn
    found = seen(register, sight_of(register, "pat"))
    hides = tokens_hidden(register, held, named)
    for table in ("recommendations", "parts", "updates"):
        for id_, one in getattr(register, table).items():
            if not any(token in repr(one) for token in hides):
                assert getattr(found, table)[id_] == one


@given(secretive())
def test_all_ratings_of_what_is_seen_are_those_of_the_whole(drawn):
    register, _, _ = drawn
    whole = build(register, today=TODAY)
    mine = veiled_standing(whole, hidden(register, sight_of(register, "pat")))
    for name in ("action_ratings", "part_ratings", "recommendation_ratings", "ask_ratings", "statuses"):
        every = getattr(whole, name)
        assert all(every[id_] == rating for id_, rating in getattr(mine, name).items())
        assert getattr(mine, name).keys() <= every.keys()
    assert mine.recommendation_ratings.keys() == mine.register.recommendations.keys()


@given(secretive())
def test_where_only_words_are_masked_every_figure_is_the_one_of_the_whole(drawn):
    register, _, _ = drawn
    public = replace(
        register,
        reviews={id_: replace(r, state=Publication.PUBLISHED) for id_, r in register.reviews.items()},
    )
    whole = build(public, today=TODAY)
    mine = veiled_standing(whole, hidden(public, LEAST))
    anew = build(seen(public, LEAST), today=TODAY)
    for standing in (mine, anew):
        assert standing.counts() == whole.counts()
        assert standing.action_counts() == whole.action_counts()
        assert standing.by_agency() == whole.by_agency()
        assert standing.by_review() == whole.by_review()
        assert standing.holes == whole.holes
        assert standing.disagreements == whole.disagreements
    for name in ("overdue", "late_on_original", "due_soon", "stale", "claimed", "verified"):
        assert getattr(mine, name) == getattr(anew, name)
        assert [f.action.id for f in getattr(mine, name)] == [f.action.id for f in getattr(whole, name)]
    assert mine.files_of_ask == anew.files_of_ask
    assert mine.register.files == anew.register.files
    assert mine.register.files_of_part == anew.register.files_of_part


@given(secretive())
def test_what_is_seen_points_at_nothing_that_is_not_there(drawn):
    register, _, _ = drawn
    found = seen(register, sight_of(register, "pat"))
    for table, field, target in (
        ("recommendations", "review_id", "reviews"),
        ("parts", "recommendation_id", "recommendations"),
        ("asks", "part_id", "parts"),
        ("actions", "review_id", "reviews"),
        ("action_parts", "part_id", "parts"),
        ("action_parts", "action_id", "actions"),
        ("updates", "action_id", "actions"),
        ("evidence", "action_id", "actions"),
        ("theme_links", "recommendation_id", "recommendations"),
        ("cross_references", "to_id", "recommendations"),
        ("promises", "kept_by", "recommendations"),
        ("not_doing", "ask_id", "asks"),
        ("not_doing", "action_id", "actions"),
    ):
        pointed = {getattr(one, field) for one in getattr(found, table).values()} - {None}
        assert pointed <= getattr(found, target).keys(), (table, field)
    standing = Standing(found, TODAY, build(found, today=TODAY).thresholds)
    assert standing.by_agency() is not None
