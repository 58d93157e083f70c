"""No command keeps words that may identify somebody, unless somebody who may says why. The trail never says them."""

from datetime import date

import pytest
import sqlalchemy as sa

from tracker.commands import (
    actions,
    agencies,
    downloads,
    evidence,
    extensions,
    learning,
    names,
    people,
    recommendations,
    reviews,
    updates,
    verification,
    workbooks,
)  # fmt: skip
from tracker.queries import history
from tracker.queries.names import kept, looked_for
from tracker.queries.verifying import verify
from tracker.rules.errors import (
    AlreadyExistsError,
    BadValueError,
    EmptyValueError,
    IdentifyingError,
    IdentifyingReasonError,
    NotAllowedError,
    UnknownError,
)  # fmt: skip
from tracker.rules.sight import WHOLE
from tracker.rules.words import CheckOutcome, Door, Publication, Rung, Status
from tracker.sheets.leaving import Place
from tracker.sheets.plan import Edit, Plan
from tracker.store.database import going_on
from tracker.store.tables import TrailRow, TrailValueRow

NUMBER, POSTCODE = "943 476 5919", "SO14 7LT"
_trail, _values = TrailRow.__table__, TrailValueRow.__table__


def say(ledger, id_, narrative, who="police-lead", engine=None, **more):
    return updates.say(
        engine if engine is not None else ledger.engine,
        action_id=id_,
        narrative=narrative,
        **more,
        **ledger.signed(who),
    )


def last(engine):
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.max(_trail.c.number))) or 0


def told(engine):
    """Everything that the trail holds, as one text."""
    with engine.connect() as connection:
        rows = [str(row) for row in connection.execute(sa.select(_trail))]
        return "\n".join([*rows, *connection.scalars(sa.select(_values.c.value))])


def let_through(engine):
    return [(e.entity, e.entity_id, e.by, e.role, e.reason) for e in history.entries(engine, sight=WHOLE, verb="go_on")]


def test_words_that_may_identify_somebody_are_refused_whole_and_say_where(ledger):
    id_ = ledger.plan().id
    before = last(ledger.engine)
    with pytest.raises(IdentifyingError) as refused:
        say(ledger, id_, f"We saw the child ({NUMBER}) at {POSTCODE}.")
    assert str(refused.value).startswith(
        f"The update holds an NHS number ({NUMBER}) and a postcode ({POSTCODE}). What may identify a child or a family"
    )
    assert not refused.value.may_go_on
    assert "ring the business manager" in str(refused.value)
    assert last(ledger.engine) == before
    assert ledger.register().updates == {}


@pytest.mark.parametrize("who", ["manager"])
def test_whoever_may_goes_on_with_a_reason_that_stands_on_the_trail_without_the_words(ledger, who):
    id_ = ledger.plan().id
    with pytest.raises(IdentifyingError) as refused:
        say(ledger, id_, f"See {NUMBER}.", who)
    assert refused.value.may_go_on
    said = say(ledger, id_, f"See {NUMBER}.", who, engine=going_on(ledger.engine, "The court asked for it"))
    assert NUMBER in said.narrative
    assert let_through(ledger.engine) == [
        ("action_update", said.id, who, "administrator",
         "The court asked for it (let through: an NHS number in the update)"),
    ]  # fmt: skip
    (entry,) = history.entries(ledger.engine, sight=WHOLE, verb="go_on")
    assert entry.field is entry.before is entry.after is None
    assert told(ledger.engine).count(NUMBER) == 1  # the narrative itself, and nowhere else
    assert verify(ledger.engine).ok


def test_a_lead_may_not_go_on_even_with_a_reason(ledger):
    id_ = ledger.plan().id
    before = last(ledger.engine)
    with pytest.raises(NotAllowedError, match="may not let words through that may identify somebody"):
        say(ledger, id_, NUMBER, engine=going_on(ledger.engine, "I want to"))
    assert last(ledger.engine) == before


def test_a_reason_for_going_on_is_needed_and_may_not_repeat_the_words(ledger):
    id_ = ledger.plan().id
    with pytest.raises(EmptyValueError, match="Why it must stay"):
        say(ledger, id_, NUMBER, "manager", engine=going_on(ledger.engine, "  "))
    with pytest.raises(IdentifyingReasonError, match="Your reason holds an NHS number"):
        say(ledger, id_, NUMBER, "manager", engine=going_on(ledger.engine, f"It is {NUMBER}"))
    assert NUMBER not in told(ledger.engine)


def test_going_on_where_nothing_is_found_leaves_no_more_on_the_trail(ledger):
    id_ = ledger.plan().id
    say(ledger, id_, "We have begun.", engine=going_on(ledger.engine, "In case"))
    assert let_through(ledger.engine) == []


def test_an_edit_asks_about_its_new_words_only(ledger):
    through = going_on(ledger.engine, "The title of the court's order")
    id_ = actions.plan(
        through, part_ids=["SOTON-K:1/a"], owner_id="police", title=f"Order {NUMBER}", **ledger.signed()
    ).id
    actions.edit(ledger.engine, action_id=id_, title=f"The order {NUMBER}", lead="Head", **ledger.signed("police-lead"))
    with pytest.raises(IdentifyingError, match=r"The action to take holds a postcode \(SO14 7LT\)\."):
        actions.edit(ledger.engine, action_id=id_, title=f"{NUMBER} {POSTCODE}", **ledger.signed("police-lead"))
    with pytest.raises(IdentifyingError, match="The lead holds a phone number"):
        actions.edit(ledger.engine, action_id=id_, lead="Head, 023 8083 3000", **ledger.signed("police-lead"))


def test_a_row_made_and_changed_in_one_step_is_asked_about_as_it_ends(ledger):
    from tracker.rules.records import Theme
    from tracker.store.database import changing

    for last_words, refused in (("Needs not met.", False), (f"Needs of {NUMBER}, later.", True)):
        try:
            with changing(ledger.engine, verb="add", **ledger.signed()) as work:
                work.allow("edit_register")
                work.add(Theme(f"t{refused}", "T", 1, f"Needs of {NUMBER}."))
                work.flush()
                work.change(work.get(Theme, f"t{refused}"), definition=last_words)
        except IdentifyingError:
            assert refused
        else:
            assert not refused


REFUSED = {
    "a reason that is a field": lambda b: extensions.ask(
        b.engine, action_id=b.plan().id, to_due=date(2026, 9, 1), reason=POSTCODE, **b.signed("police-lead")
    ),
    "a reason on the trail only": lambda b: actions.withdraw_claim(
        b.engine, action_id=b.to(b.plan().id, Status.CLAIMED).id, reason=POSTCODE, **b.signed("police-lead")
    ),
    "a file's name": lambda b: evidence.attach_file(
        b.engine, action_id=b.plan().id, title="Audit", rung=Rung.AUDIT, about=date(2025, 12, 1),
        file_name=f"{POSTCODE}.pdf", file_hash="a" * 64, file_size=1, **b.signed("police-lead"),
    ),
    "a statement": lambda b: evidence.attach_statement(
        b.engine, action_id=b.plan().id, statement=POSTCODE, **b.signed("police-lead")
    ),
    "a note": lambda b: verification.check_back(
        b.engine, action_id=b.to(b.plan().id, Status.ASSURED).id, months=6, outcome=CheckOutcome.PASSED, note=POSTCODE,
        **b.signed("scrutineer"),
    ),
    "a list of words": lambda b: recommendations.edit(
        b.engine, recommendation_id="SOTON-K:1", addressed_to=["all agencies", POSTCODE], **b.signed()
    ),
    "an agency's note": lambda b: agencies.edit(b.engine, agency_id="police", note=POSTCODE, **b.signed()),
    "learning": lambda b: learning.add(
        b.engine, review_id="SOTON-K", paragraph="8", title="V", summary=POSTCODE, **b.signed()
    ),
    "a workbook's file name": lambda b: workbooks.apply(
        b.engine, Plan("ours", edits=(Edit(b.plan().id, "lead", None, "Head"),), file_name=f"{POSTCODE}.xlsx"),
        file_hash="a" * 64, **b.signed(),
    ),
    "a workbook's cell": lambda b: workbooks.apply(
        b.engine, Plan("ours", edits=(Edit(b.plan().id, "lead", None, POSTCODE),)), file_hash="a" * 64, **b.signed(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_no_command_can_forget_to_ask(ledger, what):
    with pytest.raises(IdentifyingError, match=r"a postcode \(SO14 7LT\)"):
        REFUSED[what](ledger)
    assert POSTCODE not in told(ledger.engine)


def test_what_is_there_to_name_somebody_is_not_asked_about(ledger):
    names.add(ledger.engine, name="Anna Bell", **ledger.signed())
    person = people.add(ledger.engine, name="Anna Bell", email="a.bell@example.org", **ledger.signed())
    assert person.email == "a.bell@example.org"
    agencies.add(ledger.engine, name="Anna Bell Trust", sector="voluntary", **ledger.signed())


def test_the_trackers_own_words_are_not_asked_about(ledger):
    agencies.add(ledger.engine, name="Court", sector="court", note=f"At {POSTCODE}", **ledger.signed("system"))


def test_several_rows_are_told_apart(ledger):
    ids = [ledger.plan().id, ledger.plan(title="Audit").id]
    plan = Plan("ours", edits=tuple(Edit(id_, "lead", None, POSTCODE) for id_ in ids), file_name="p.xlsx")
    with pytest.raises(IdentifyingError, match=rf"The lead \({ids[0]}\) holds .* and the lead \({ids[1]}\) holds"):
        workbooks.apply(ledger.engine, plan, file_hash="a" * 64, **ledger.signed())
    workbooks.apply(going_on(ledger.engine, "As sent"), plan, file_hash="a" * 64, **ledger.signed())
    assert {(entity, id_) for entity, id_, *_ in let_through(ledger.engine)} == {("action", id_) for id_ in ids}


# ---- publication


def test_a_publication_asks_about_everything_that_the_review_says(ledger):
    through = going_on(ledger.engine, "Printed so")
    recommendations.edit(through, recommendation_id="SOTON-K:2", text=f"Write to {POSTCODE}.", **ledger.signed())
    publish = {"review_id": "SOTON-K", "state": Publication.PUBLISHED}
    with pytest.raises(IdentifyingError, match=r"The text of the recommendation \(SOTON-K:2\) holds a postcode"):
        reviews.set_state(ledger.engine, **publish, **ledger.signed())
    reviews.set_state(ledger.engine, review_id="SOTON-K", state=Publication.AGREED, **ledger.signed())
    assert reviews.set_state(through, **publish, **ledger.signed()).state == Publication.PUBLISHED
    assert ("recommendation", "SOTON-K:2") in [(e, id_) for e, id_, *_ in let_through(ledger.engine)]


# ---- the board's list of names


def test_a_name_on_the_list_is_refused_in_every_text_and_is_on_no_trail(ledger):
    id_ = ledger.plan().id
    assert names.add(ledger.engine, name=" Zoë   Quill ", **ledger.signed()) == "Zoë Quill"
    with pytest.raises(IdentifyingError, match=r"a name on the board's list \(QUILL, Zoe\)"):
        say(ledger, id_, "We met QUILL, Zoe.")
    (entry,) = history.entries(ledger.engine, sight=WHOLE, verb="keep_names")
    assert (entry.entity, entry.by, entry.reason, entry.field) == ("names", "manager", None, None)
    assert "Quill" not in told(ledger.engine)
    assert names.remove(ledger.engine, name="Quill, Zoe", **ledger.signed()) == "Zoë Quill"
    say(ledger, id_, "We met QUILL, Zoe.")
    assert len(history.entries(ledger.engine, sight=WHOLE, verb="keep_names")) == 2
    assert verify(ledger.engine).ok


def test_the_list_takes_a_name_once_and_none_that_cannot_be_looked_for(ledger):
    names.add(ledger.engine, name="Jane Smith", **ledger.signed())
    with pytest.raises(AlreadyExistsError):
        names.add(ledger.engine, name="SMITH, jane", **ledger.signed())
    for bad in ("J", "42", "…"):
        with pytest.raises(BadValueError, match="too short"):
            names.add(ledger.engine, name=bad, **ledger.signed())
    with pytest.raises(UnknownError):
        names.remove(ledger.engine, name="John Smith", **ledger.signed())
    assert looked_for(ledger.engine) == ("Jane Smith",)


def test_the_list_is_for_the_business_manager_only(ledger):
    names.add(ledger.engine, name="Jane Smith", **ledger.signed())
    for who in ("chair", "scrutineer", "police-lead", "reader"):
        roles = tuple(r for r in ledger.register().person_roles.values() if r.person_id == who)
        with pytest.raises(NotAllowedError):
            kept(ledger.engine, roles=roles, who=who)
        for change in (names.add, names.remove):
            with pytest.raises(NotAllowedError):
                change(ledger.engine, name="Jane Smith", **ledger.signed(who))
    roles = tuple(r for r in ledger.register().person_roles.values() if r.person_id == "manager")
    assert kept(ledger.engine, roles=roles, who="Manager") == ("Jane Smith",)


# ---- what leaves


def test_letting_a_workbook_leave_says_why_and_where_and_changes_nothing(ledger):
    id_ = ledger.plan().id
    before = ledger.register()
    downloads.let_out(
        ledger.engine, places=[Place(id_, "a postcode in the lead")], why="For the court",
        **ledger.signed("chair", door=Door.COMMAND_LINE),
    )  # fmt: skip
    assert let_through(ledger.engine) == [
        ("action", id_, "chair", "subgroup", "For the court (let out: a postcode in the lead)"),
    ]  # fmt: skip
    assert ledger.register().actions == before.actions
    for who, why, refusal in (
        ("police-lead", "Mine", NotAllowedError),
        ("chair", "", EmptyValueError),
        ("chair", POSTCODE, IdentifyingReasonError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            downloads.let_out(
                ledger.engine, places=[Place(id_, "a postcode in the lead")], why=why, **ledger.signed(who)
            )
