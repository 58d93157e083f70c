"""The least evidence, dip samples and measures, as commands hold them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracker.commands import evidence, first_data, measures, recommendations, reviews, samples, settings, verification
from tracker.queries.register import current
from tracker.queries.samples import samples as looked_at
from tracker.rules.errors import BadValueError, EmptyValueError, UnknownError, VerificationBlockedError
from tracker.rules.proof import LeastRungs
from tracker.rules.records import Recommendation
from tracker.rules.sampling import again
from tracker.rules.sight import WHOLE
from tracker.rules.words import ChangeKind, Direction, Door, Found, Publication, Rung, Status
from tracker.store.database import changing

K1 = "SOTON-K:1"
ALTHOUGH = "The audit is in January."


def practice(book):
    """A claimed action on a recommendation that asks for a change of practice."""
    recommendations.edit(book.engine, recommendation_id=K1, change=ChangeKind.PRACTICE, **book.signed())
    return book.to(book.plan().id, Status.CLAIMED).id


def assure(book, id_, **more):
    return verification.assure(book.engine, action_id=id_, reason="Seen.", **more, **book.signed("scrutineer"))


def test_a_claim_on_weak_evidence_is_assured_only_with_a_reason(ledger):
    id_ = practice(ledger)
    with pytest.raises(
        VerificationBlockedError, match="it has no evidence, and a change of practice needs a dip sample"
    ):
        assure(ledger, id_)
    assert ledger.action(id_).status == Status.CLAIMED
    made = assure(ledger, id_, although=ALTHOUGH)
    assert made.although == ALTHOUGH
    assert made.claimed_on == ledger.now.date()


def test_enough_evidence_needs_no_reason_and_keeps_none(ledger):
    id_ = practice(ledger)
    evidence.attach_statement(
        ledger.engine, action_id=id_, statement="Of 10 files 9.", rung=Rung.DIP_SAMPLE, **ledger.signed("police-lead")
    )
    assert assure(ledger, id_, although=ALTHOUGH).although is None


def test_the_board_sets_what_is_enough(ledger):
    id_ = practice(ledger)
    settings.set_assurance(ledger.engine, least=LeastRungs(practice=Rung.ASSERTION), **ledger.signed())
    with pytest.raises(VerificationBlockedError, match="needs the agency’s word at least"):
        assure(ledger, id_)
    evidence.attach_statement(
        ledger.engine, action_id=id_, statement="We do.", rung=Rung.ASSERTION, **ledger.signed("police-lead")
    )
    assert assure(ledger, id_).although is None


def test_a_returned_claim_keeps_the_day_it_was_made(ledger):
    id_ = practice(ledger)
    claimed_on = ledger.action(id_).claimed_on
    ledger.on(date(2026, 2, 1))
    made = verification.return_claim(ledger.engine, action_id=id_, reason="No.", **ledger.signed("scrutineer"))
    assert (made.claimed_on, made.verified_on) == (claimed_on, date(2026, 2, 1))
    assert ledger.action(id_).claimed_on is None


# ---- the first data


DATA = Path(__file__).parents[2] / "data"
SYSTEM = {"by": "system", "at": datetime(2026, 1, 5, 12, tzinfo=UTC), "door": Door.COMMAND_LINE}
FIRST = "SOTON-K:10.2.1"


def changes(engine):
    return {id_: rec.change for id_, rec in current(engine, sight=WHOLE).recommendations.items()}


def test_the_first_data_say_of_each_recommendation_what_kind_of_change_it_asks_for(store):
    first_data.load(store, DATA, **SYSTEM)
    assert len(changes(store)) == 40
    assert all(changes(store).values())
    assert set(changes(store).values()) == set(ChangeKind)


def test_an_older_store_is_told_once_and_what_people_said_stays(store):
    first_data.load(store, DATA, **SYSTEM)
    with changing(store, verb="load", **SYSTEM) as work:
        work.allow("edit_register")
        work.change(work.get(Recommendation, FIRST), change=None)
        work.change(work.get(Recommendation, "SOTON-K:10.2.2"), change=ChangeKind.STRUCTURE)
    assert first_data.load(store, DATA, **SYSTEM).added == {"kind of change": 1}
    assert changes(store)[FIRST] == ChangeKind.PRACTICE
    assert changes(store)["SOTON-K:10.2.2"] == ChangeKind.STRUCTURE
    assert first_data.load(store, DATA, **SYSTEM).added == {}


# ---- dip samples


def closed(book, number=6):
    return [book.to(book.plan(title=f"Train {n}").id, Status.ASSURED).id for n in range(number)]


def test_a_sample_keeps_its_seed_and_can_be_repeated(ledger):
    ids = closed(ledger)
    made = samples.draw(ledger.engine, size=3, review_id="SOTON-K", about="Supervision", **ledger.signed("scrutineer"))
    (told,) = looked_at(ledger.engine, sight=WHOLE)
    assert len(made.seed) == 16
    assert told.sample == made
    assert made.about == "every agency, SOTON-K: Supervision"
    assert [one.action_id for one in told.findings] == list(again(made))
    assert {one.action_id for one in told.findings} <= set(ids)
    assert [one.chance for one in told.findings] == [0.5, 0.5, 0.5]
    other = samples.draw(ledger.engine, size=3, seed=made.seed, **ledger.signed("scrutineer"))
    assert list(again(other)) == list(again(made))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"size": 0}, "not a whole number from 1 to 500"),
        ({"size": 3, "seed": "two words"}, "figures, the letters a to f, dots and dashes"),
        ({"size": 3, "agency_ids": ["schools"]}, "there is nothing to draw from"),
    ],
)
def test_a_draw_that_cannot_be_says_why(ledger, facts, why):
    closed(ledger, 1)
    with pytest.raises(BadValueError, match=why):
        samples.draw(ledger.engine, **facts, **ledger.signed("scrutineer"))


def test_what_somebody_may_not_see_is_not_drawn_for_them(ledger):
    closed(ledger, 1)
    reviews.set_state(ledger.engine, review_id="SOTON-K", state=Publication.WITHHELD, reason="No.", **ledger.signed())
    with pytest.raises((BadValueError, UnknownError)):
        samples.draw(ledger.engine, size=1, **ledger.signed("scrutineer"))


def test_what_was_not_found_needs_its_note_and_is_told(ledger):
    closed(ledger, 2)
    made = samples.draw(ledger.engine, size=2, seed="1", **ledger.signed("scrutineer"))
    first, second = (f"{made.id}-{n}" for n in (1, 2))
    with pytest.raises(EmptyValueError, match="What did you find"):
        samples.record(ledger.engine, finding_id=first, found=Found.NOT_FOUND, **ledger.signed("chair"))
    samples.record(ledger.engine, finding_id=first, found=Found.NOT_FOUND, note="No log.", **ledger.signed("chair"))
    samples.record(ledger.engine, finding_id=second, found=Found.FOUND, **ledger.signed("chair"))
    (told,) = looked_at(ledger.engine, sight=WHOLE)
    assert told.estimate.in_words == "All 2 were looked at: 1 was found. Nothing had to be estimated."
    assert [one.note for one in told.not_found] == ["No log."]


def test_nobody_looks_at_their_own_agencys(ledger):
    closed(ledger, 1)
    made = samples.draw(ledger.engine, size=1, **ledger.signed("scrutineer"))
    with pytest.raises(VerificationBlockedError, match="you belong to the agency that owns it"):
        samples.record(ledger.engine, finding_id=f"{made.id}-1", found=Found.FOUND, **ledger.signed("member"))


def test_nobody_looked_before_it_was_drawn(ledger):
    closed(ledger, 1)
    made = samples.draw(ledger.engine, size=1, **ledger.signed("scrutineer"))
    with pytest.raises(BadValueError, match="is before the sample was drawn"):
        samples.record(
            ledger.engine, finding_id=f"{made.id}-1", found=Found.FOUND, on=date(2025, 1, 1), **ledger.signed("chair")
        )


# ---- measures

SEEN = {"what": "Children seen alone", "unit": "%", "direction": Direction.UP, "baseline": 40.0, "target": 90.0}


def measured(book, **more):
    return measures.add(book.engine, recommendation_id=K1, **(SEEN | more), **book.signed("chair"))


def test_a_measure_is_read_and_a_reading_taken_back(ledger):
    id_ = measured(ledger).id
    facts = {"measure_id": id_, "source": "Audit of files, page 3."}
    wrong = measures.read(ledger.engine, value=9.5, **facts, **ledger.signed("chair"))
    with pytest.raises(BadValueError, match="has a reading already"):
        measures.read(ledger.engine, value=95, **facts, **ledger.signed("chair"))
    measures.withdraw_reading(ledger.engine, reading_id=wrong.id, reason="A slip.", **ledger.signed("chair"))
    right = measures.read(ledger.engine, value=95, **facts, **ledger.signed("chair"))
    assert ledger.register().readings_of[id_] == (right,)
    assert right.id != wrong.id
    with pytest.raises(BadValueError, match="was taken back on"):
        measures.withdraw_reading(ledger.engine, reading_id=wrong.id, reason="Again.", **ledger.signed("chair"))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"target": 30.0}, "is not more than the baseline"),
        ({"direction": Direction.DOWN}, "is not less than the baseline"),
        ({"target": 40.0}, "is not more than the baseline"),
        ({"baseline": float("nan")}, "is not a number that can be measured"),
        ({"target": float("inf")}, "is not a number that can be measured"),
        ({"baseline_on": date(2030, 1, 1)}, "is still to come"),
        ({"baseline_on": date(2025, 1, 1), "target_on": date(2024, 1, 1)}, "is not after the day of the baseline"),
        ({"target_on": date(202, 1, 1)}, "look at the year again"),
    ],
)
def test_a_measure_that_cannot_be_says_why(ledger, more, why):
    with pytest.raises(BadValueError, match=why):
        measured(ledger, **more)


def test_a_reading_is_of_a_day_that_has_come_and_says_where_it_stands(ledger):
    id_ = measured(ledger, baseline_on=date(2025, 6, 1)).id
    for more, why in (
        ({"on": date(2030, 1, 1)}, "is still to come"),
        ({"on": date(2025, 5, 1)}, "is before the baseline"),
        ({"value": float("inf")}, "is not a number"),
    ):
        with pytest.raises(BadValueError, match=why):
            facts = {"measure_id": id_, "value": 50, "source": "Audit."} | more
            measures.read(ledger.engine, **facts, **ledger.signed("chair"))
    with pytest.raises(EmptyValueError, match="Where it was read"):
        measures.read(ledger.engine, measure_id=id_, value=50, source=" ", **ledger.signed("chair"))


def test_a_measure_that_ended_is_read_no_more_and_an_edit_is_held_to_the_same_rules(ledger):
    id_ = measured(ledger).id
    with pytest.raises(BadValueError, match="is not more than the baseline"):
        measures.edit(ledger.engine, measure_id=id_, target=10.0, **ledger.signed("chair"))
    assert ledger.register().measures[id_].target == 90.0
    assert measures.edit(ledger.engine, measure_id=id_, target=95.0, **ledger.signed("chair")).target == 95.0
    measures.read(
        ledger.engine, measure_id=id_, value=50, source="Audit.", on=date(2025, 12, 1), **ledger.signed("chair")
    )
    with pytest.raises(BadValueError, match="is after a reading, of 1 December 2025"):
        measures.edit(ledger.engine, measure_id=id_, baseline_on=date(2025, 12, 2), **ledger.signed("chair"))
    measures.end(ledger.engine, measure_id=id_, reason="A better one.", **ledger.signed("chair"))
    with pytest.raises(BadValueError, match="is read no more"):
        measures.read(ledger.engine, measure_id=id_, value=50, source="Audit.", **ledger.signed("chair"))
