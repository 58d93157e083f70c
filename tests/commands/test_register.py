"""Putting reviews, agencies, groups, parts, themes, evidence and people in, by hand and from data/."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories_store import NOON
from tracker.commands import (
    actions,
    agencies,
    asks,
    evidence,
    first_data,
    learning,
    links,
    parts,
    people,
    recommendations,
    report,
    reviews,
    settings,
    themes,
)
from tracker.queries.register import current
from tracker.rules.dates import months_later
from tracker.rules.errors import (
    AlreadyExistsError,
    BadValueError,
    EmptyValueError,
    FileRefusedError,
    SignOffBlockedError,
    UnknownError,
)
from tracker.rules.sight import WHOLE
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Door, EvidenceKind, Level, Role, Rung, Status
from tracker.store.tables import TrailRow

DATA = Path(__file__).parents[2] / "data"
SYSTEM = {"by": "system", "at": NOON, "door": Door.COMMAND_LINE}


def entries(engine):
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(TrailRow.__table__))


def test_the_first_data_is_loaded_once_and_a_second_time_changes_nothing(store):
    first = first_data.load(store, DATA, **SYSTEM)
    register = current(store, sight=WHOLE)
    overview = [r for r in register.recommendations.values() if r.level == Level.OVERVIEW]
    assert (len(overview), first.added["Review"], len(register.themes)) == (25, 2, 27)
    assert not register.actions
    assert [(p.id, p.name) for p in register.people.values()] == [("business-manager", "Business manager")]
    assert {link.confirmed_by for link in register.theme_links.values()} == {"system"}
    before = entries(store)
    assert first_data.load(store, DATA, **SYSTEM).added == {}
    assert entries(store) == before


def test_loading_again_keeps_what_people_changed_and_what_they_took_out(store):
    first_data.load(store, DATA, **SYSTEM)
    manager = {"by": "business-manager", "at": NOON, "door": Door.BROWSER}
    link = next(iter(current(store, sight=WHOLE).theme_links.values()))
    themes.take_back(store, recommendation_id=link.recommendation_id, theme_id=link.theme_id, **manager)
    agencies.edit(store, agency_id="southampton-lscb", name="Southampton Board", **manager)
    assert first_data.load(store, DATA, **SYSTEM).added == {}
    assert link.id not in current(store, sight=WHOLE).theme_links
    assert current(store, sight=WHOLE).agencies["southampton-lscb"].name == "Southampton Board"


def test_data_that_cannot_be_read_leaves_nothing_half_done(store, tmp_path):
    (tmp_path / "agencies.json").write_text("[{", encoding="utf-8")
    with pytest.raises(FileRefusedError):
        first_data.load(store, tmp_path, **SYSTEM)
    assert entries(store) == 0


def test_a_group_is_asked_as_its_members_of_that_day(ledger):
    """
    schools leave on 1 February, the board joins on 2 February; the group is asked and plans on 3 February
    """
    ledger.on(date(2026, 2, 3))
    signed = ledger.signed()
    agencies.leave(ledger.engine, group_id="everyone", agency_id="schools", on=date(2026, 2, 1), **signed)
    agencies.join(ledger.engine, group_id="everyone", agency_id="board", on=date(2026, 2, 2), **signed)
    before = set(ledger.register().asks)
    asked = asks.ask_group(ledger.engine, part_ids=["SOTON-K:1/a"], group_id="everyone", **ledger.signed())
    assert {a.agency_id for a in asked} == {"police", "health", "board"}
    assert set(ledger.register().asks) - before == {"SOTON-K:1/a|board"}
    made = actions.plan_for_group(
        ledger.engine, part_ids=["SOTON-K:1/a"], group_id="everyone", title="Train", **ledger.signed()
    )
    assert {a.owner_id for a in made} == {"police", "health", "board"}
    assert "SOTON-K:2/|schools" in before  # asked before it left: still asked


def test_a_merged_agency_keeps_what_it_was_asked_and_its_successor_answers(ledger):
    id_ = ledger.plan("police").id
    merged = agencies.merge(ledger.engine, agency_id="police", into_id="schools", **ledger.signed())
    assert (merged.successor_id, merged.closed_on) == ("schools", date(2026, 1, 5))
    assert ledger.action(id_).owner_id == "police"
    with pytest.raises(BadValueError, match="choose Schools"):
        ledger.plan("police")
    asked = asks.ask_group(ledger.engine, part_ids=["SOTON-K:1/b"], group_id="everyone", **ledger.signed())
    assert {a.agency_id for a in asked} == {"health", "schools"}
    with pytest.raises(BadValueError, match="cannot be above or after itself"):
        agencies.merge(ledger.engine, agency_id="schools", into_id="schools", **ledger.signed())


def test_a_renamed_agency_is_still_found_by_its_old_name(ledger):
    agency = agencies.edit(ledger.engine, agency_id="police", name="Constabulary", **ledger.signed())
    assert (agency.id, agency.other_names) == ("police", ("Police",))
    with pytest.raises(AlreadyExistsError):
        agencies.add(ledger.engine, name="constabulary", sector="police", **ledger.signed())


def test_whoever_plans_for_an_agency_not_asked_yet_asks_it_too(ledger):
    ledger.plan("schools", ("SOTON-K:1/a",))
    assert "SOTON-K:1/a|schools" in ledger.register().asks


def test_a_recommendation_without_limbs_is_its_own_part(ledger):
    added = recommendations.add(
        ledger.engine, review_id="SOTON-K", ref="3.1", title="Ask", text="Ask.\r\nListen.", **ledger.signed()
    )
    assert (added.id, added.position) == ("SOTON-K:3.1", 3)
    assert ledger.register().parts["SOTON-K:3.1/"].text == "Ask.\nListen."
    recommendations.edit(ledger.engine, recommendation_id=added.id, text="Ask and listen.", **ledger.signed())
    assert ledger.register().parts["SOTON-K:3.1/"].text == "Ask and listen."


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"ref": "1"}, AlreadyExistsError),
        ({"ref": "1/2"}, BadValueError),
        ({"ref": " "}, EmptyValueError),
        ({"title": ""}, EmptyValueError),
        ({"title": "x" * 301}, BadValueError),
        ({"text": "\n"}, EmptyValueError),
        ({"page": 0}, BadValueError),
        ({"review_id": "SOTON-X"}, UnknownError),
        ({"parts": [("a", "One"), ("a", "Two")]}, BadValueError),
        ({"level": Level.SINGLE_AGENCY}, EmptyValueError),
        ({"agency_id": "polise"}, UnknownError),
    ],
)
def test_a_recommendation_that_cannot_be_is_refused_whole(ledger, facts, error):
    before = entries(ledger.engine)
    usual = {"review_id": "SOTON-K", "ref": "9", "title": "T", "text": "T"}
    with pytest.raises(error):
        recommendations.add(ledger.engine, **usual | facts, **ledger.signed())
    assert entries(ledger.engine) == before


def test_a_nested_limb_becomes_a_part_asked_of_the_same_agencies(ledger):
    part = parts.add(
        ledger.engine,
        recommendation_id="SOTON-K:1",
        label="c",
        text="Train: (i) police; (ii) schools",
        **ledger.signed(),
    )
    asks.ask(ledger.engine, part_ids=[part.id], agency_id="police", **ledger.signed())
    limb = parts.split(ledger.engine, part_id=part.id, label="c.ii", text="(ii) schools", **ledger.signed())
    register = ledger.register()
    assert (limb.id, limb.position) == ("SOTON-K:1/c.ii", part.position + 1)
    assert register.parts[part.id].text == "Train: (i) police;"
    assert f"{limb.id}|police" in register.asks
    with pytest.raises(BadValueError, match="does not stand in this part"):
        parts.split(ledger.engine, part_id=part.id, label="x", text="(iii)", **ledger.signed())


def test_context_is_not_tracked_and_takes_no_action(ledger):
    parts.mark_context(ledger.engine, part_id="SOTON-K:1/b", reason="Only says why.", **ledger.signed())
    with pytest.raises(SignOffBlockedError, match="context, not tracked"):
        ledger.plan("police", ("SOTON-K:1/b",))


def test_a_withdrawn_ask_can_be_asked_again(ledger):
    ask_id = "SOTON-K:1/a|police"
    asks.withdraw(ledger.engine, ask_id=ask_id, reason="A mistake.", **ledger.signed())
    with pytest.raises(SignOffBlockedError, match="withdrawn"):
        asks.accept(ledger.engine, ask_id=ask_id, **ledger.signed())
    asks.ask(ledger.engine, part_ids=["SOTON-K:1/a"], agency_id="police", **ledger.signed())
    accepted = asks.accept(ledger.engine, ask_id=ask_id, on=date(2016, 1, 4), **ledger.signed())
    assert (accepted.withdrawn_on, accepted.accepted_on, accepted.accepted_by) == (None, date(2016, 1, 4), "manager")


def test_a_learning_point_becomes_a_recommendation_once(ledger):
    point = learning.add(
        ledger.engine, review_id="SOTON-K", paragraph="8.2", title="Voice", summary="Late.", **ledger.signed()
    )
    made = learning.promote(ledger.engine, learning_point_id=point.id, ref="L1", text="Hear them.", **ledger.signed())
    assert ledger.register().learning_points[point.id].promoted_to == made.id == "SOTON-K:L1"
    with pytest.raises(SignOffBlockedError):
        learning.promote(ledger.engine, learning_point_id=point.id, ref="L2", text="Hear.", **ledger.signed())


def test_a_cross_reference_points_somewhere_else(ledger):
    with pytest.raises(EmptyValueError):
        links.cross_refer(ledger.engine, from_id="SOTON-K:1", **ledger.signed())
    with pytest.raises(BadValueError):
        links.cross_refer(ledger.engine, from_id="SOTON-K:1", to_id="SOTON-K:1", **ledger.signed())
    link = links.cross_refer(ledger.engine, from_id="SOTON-K:1", as_written="Ref 070", **ledger.signed())
    assert link.id == "SOTON-K:1>1"


@pytest.mark.parametrize("about", [date(2026, 1, 6), date(1989, 12, 31), date(202, 1, 1)])
def test_evidence_is_about_a_day_that_was(ledger, about):
    with pytest.raises(BadValueError, match="What date is it about"):
        evidence.attach_statement(
            ledger.engine, action_id=ledger.plan().id, statement="We did.", about=about, **ledger.signed("police-lead")
        )


@pytest.mark.parametrize("name", ["evil.exe", "page.html", "files.zip", "audit.pdf.exe", "no ending", "audit.docm"])
def test_a_file_of_another_kind_is_no_evidence(ledger, name):
    facts = {
        "action_id": ledger.plan().id,
        "rung": Rung.AUDIT,
        "file_name": name,
        "file_hash": "a" * 64,
        "file_size": 9,
    }
    signed = ledger.signed("police-lead")
    with pytest.raises(FileRefusedError, match=r"these kinds: pdf, docx, .* Send a link to anything else"):
        evidence.attach_file(ledger.engine, title="Audit", about=None, **facts, **signed)
    with pytest.raises(FileRefusedError, match="these kinds: pdf, docx"):
        report.send(ledger.engine, narrative="Done.", evidence=EvidenceKind.FILE, **facts, **signed)


def test_the_last_business_manager_stays(ledger):
    for command, facts in ((people.disable, {}), (people.take_role, {"role": Role.ADMINISTRATOR})):
        with pytest.raises(SignOffBlockedError, match="nobody else is business manager"):
            command(ledger.engine, person_id="manager", **facts, **ledger.signed())
    people.give_role(ledger.engine, person_id="chair", role=Role.ADMINISTRATOR, **ledger.signed())
    people.disable(ledger.engine, person_id="manager", **ledger.signed())


def test_people_of_one_name_have_two_ids_and_a_lead_has_an_agency(ledger):
    ids = [people.add(ledger.engine, name="Zoë O'Hara", **ledger.signed()).id for _ in range(2)]
    assert ids == ["zoe-ohara", "zoe-ohara-2"]
    with pytest.raises(EmptyValueError):
        people.give_role(ledger.engine, person_id=ids[0], role=Role.LEAD, **ledger.signed())
    with pytest.raises(BadValueError):
        people.give_role(ledger.engine, person_id=ids[0], role=Role.SYSTEM, **ledger.signed())
    with pytest.raises(BadValueError):
        people.edit(ledger.engine, person_id=ids[0], email="nobody", **ledger.signed())


@pytest.mark.parametrize("code", ["", "soton k", "SOTON:K", "-X", "É"])
def test_a_reviews_code_is_plain(code):
    with pytest.raises((BadValueError, EmptyValueError)):
        reviews.clean_code(code)


def test_thresholds_are_set_and_used_at_the_next_assurance(ledger):
    settings.set_thresholds(
        ledger.engine, thresholds=Thresholds(check_back_months=(3, 6)), reason="Minute 4", **ledger.signed()
    )
    id_ = ledger.to(ledger.plan().id, Status.ASSURED).id
    assert [c.months for c in ledger.register().files[id_].check_backs] == [3, 6]


def test_months_after_keeps_to_the_calendar():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 5), 12) == date(2027, 12, 5)
