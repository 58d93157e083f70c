"""Every shape that a board's plan takes is in the illustrative register at least once, as the rules see it."""

from collections import Counter

import pytest

from tracker.demo.people import EVERYBODY
from tracker.queries.suggesting import suggestions
from tracker.rules.brag import failed_check_back
from tracker.rules.deadlines import finished_late, last_assured_on
from tracker.rules.sight import WHOLE
from tracker.rules.theme_subjects import SubjectKind
from tracker.rules.words import (
    Brag,
    CheckOutcome,
    EvidenceKind,
    Found,
    LadderRung,
    NotDoingKind,
    Outcome,
    OwnRating,
    Response,
    Role,
    Rung,
    Status,
)


def files(now):
    return tuple(now.register.files.values())


def outcomes(file):
    return [v.outcome for v in file.verifications]


def live(file):
    return [e for e in file.evidence if e.withdrawn_on is None]


def days_silent_at_most(now, file, days):
    return (now.today - file.last_said_on).days <= days


SHAPES = {
    "on time": lambda now, f: now.statuses[f.action.id] == Status.ASSURED and not finished_late(f, original=True),
    "late": lambda now, f: f in now.overdue and f.action.due == f.action.original_due,
    "finished late": lambda now, f: finished_late(f) > 0,
    "finished late on the original date only": lambda now, f: finished_late(f, original=True) and not finished_late(f),
    "late on the original date only": lambda now, f: f in now.late_on_original and f not in now.overdue,
    "moved three times": lambda now, f: f.moves == 3,
    "moved three times and late again": lambda now, f: f.moves == 3 and f in now.overdue,
    "extension refused": lambda now, f: any(e.refused_on and e.refusal_reason for e in f.extensions),
    "extension asked and waiting": lambda now, f: any(not (e.agreed_on or e.refused_on) for e in f.extensions),
    "claimed without evidence": lambda now, f: f in now.claimed and not f.evidence,
    "claimed with evidence, waiting": lambda now, f: f in now.claimed and bool(live(f)),
    "returned": lambda now, f: now.statuses[f.action.id] == Status.RETURNED,
    "returned and claimed again": lambda now, f: f in now.claimed and outcomes(f) == [Outcome.RETURNED],
    "assured": lambda now, f: now.statuses[f.action.id] == Status.ASSURED,
    "assured, check-back at 6 months passed": lambda now, f: (
        now.statuses[f.action.id] == Status.ASSURED and any(c.outcome == CheckOutcome.PASSED for c in f.check_backs)
    ),
    "embedded": lambda now, f: (
        now.statuses[f.action.id] == Status.EMBEDDED
        and any(c.months == 12 and c.outcome == CheckOutcome.PASSED for c in f.check_backs)
    ),
    "reopened by a failed check-back": lambda now, f: now.statuses[f.action.id] == Status.REOPENED,
    "reopened and being put right": lambda now, f: (
        now.statuses[f.action.id] == Status.IN_PROGRESS and failed_check_back(f, today=now.today)
    ),
    "stale": lambda now, f: f in now.stale,
    "without a date": lambda now, f: f.action.due is None and f.action.due_text,
    "due in the next 28 days": lambda now, f: f in now.due_soon,
    "owner says green, rule says red": lambda now, f: disagrees(now, f, OwnRating.GREEN, Brag.RED),
    "owner says green, rule says amber": lambda now, f: disagrees(now, f, OwnRating.GREEN, Brag.AMBER),
    "owner says red, rule says amber": lambda now, f: disagrees(now, f, OwnRating.RED, Brag.AMBER),
    "owner and rule agree": lambda now, f: (
        any(u.own_rating for u in f.updates) and f.action.id not in now.disagreements
    ),
    "not doing, until a day to come": lambda now, f: (
        now.statuses[f.action.id] == Status.NOT_DOING and f.not_doing[-1].until > now.today
    ),
    "not doing, expired and back": lambda now, f: any(
        n.ended_on and n.until and n.until < n.ended_on and n.ended_by == "system" for n in f.not_doing
    ),
    "answers recommendations of both reviews": lambda now, f: len({part.split(":")[0] for part in f.part_ids}) == 2,
    "answers parts of several recommendations": lambda now, f: (
        len(now.register.recommendations_of_action[f.action.id]) > 2
    ),
    "restricted evidence": lambda now, f: any(e.restricted for e in live(f)),
    "withdrawn evidence, and better filed since": lambda now, f: len(live(f)) < len(f.evidence) and live(f),
    "a newer version of evidence, which counts": lambda now, f: any(e.replaces_id for e in f.current_evidence),
    "claim withdrawn, then claimed again": lambda now, f: (
        [u.status for u in f.updates].count(Status.CLAIMED) > 1 and not f.verifications
    ),
}


def disagrees(now, file, own, brag):
    words = now.disagreements.get(file.action.id, "")
    return words.startswith(f"the owner says {own.value}, the rule says {brag.value}")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shape_is_there(now, shape):
    assert any(SHAPES[shape](now, file) for file in files(now)), f"nothing in the illustrative plan is: {shape}"


def test_a_claim_judged_by_somebody_else_always(now):
    leads = {r.person_id: r.agency_id for r in now.register.person_roles.values() if r.role == Role.LEAD}
    for file in files(now):
        assert all(v.verified_by not in leads for v in file.verifications)
        assert all(v.verified_by != u.said_by for v in file.verifications for u in file.updates)


def test_evidence_stands_on_every_rung_and_in_every_form(demo, now):
    evidence = list(now.register.evidence.values())
    assert {e.rung for e in evidence} == set(Rung)
    assert {e.kind for e in evidence} == set(EvidenceKind)
    for item in evidence:
        if item.kind == EvidenceKind.FILE:
            content = demo.vault.get(item.file_hash)
            assert len(content) == item.file_size
            assert b"This file is invented" in content
        if item.kind == EvidenceKind.LINK:
            assert item.link.startswith("https://example.org/")


def test_one_agency_is_silent_where_all_others_have_the_same_action(now):
    escalation = "SOTON-K:10.2.5/"
    briefings = [f for f in now.register.files_of_part[escalation] if f.action.title.startswith("Brief all staff")]
    assert len(briefings) >= 6
    assert len({f.action.owner_id for f in briefings}) == len(briefings)
    assert [h.agency_id for h in now.holes if h.part_id == escalation] == ["south-central-ambulance"]


def test_one_recommendation_has_no_action_at_all(now):
    empty = [r for r in now.register.recommendations if not now.register.files_of_recommendation(r)]
    assert empty == ["NORTHANTS-AK:11"]
    assert now.recommendation_ratings["NORTHANTS-AK:11"].brag == Brag.GREY


def test_some_recommendations_are_assured_and_closed(now):
    closed = [r.id for r in now.register.recommendations.values() if r.closed_on]
    assert {"SOTON-K:10.2.11", "SOTON-K:10.2.12", "NORTHANTS-AK:8"} == set(closed)
    assert all(now.recommendation_ratings[id_].brag == Brag.BLUE for id_ in closed)


def test_agencies_that_closed_answer_through_their_successor(now):
    owners = {f.action.owner_id for f in files(now)}
    assert {"hiow-healthcare", "probation-service-hampshire", "northants-childrens-trust", "southampton-scp"} <= owners
    assert all(now.register.agencies[owner].successor_id is None for owner in owners)
    ask = "SOTON-K:10.2.1/|solent-nhs-trust"
    assert [f.action.owner_id for f in now.files_of_ask[ask]] == ["hiow-healthcare"]


def test_single_agency_recommendations_have_actions_too(now):
    single = [r.id for r in now.register.recommendations.values() if r.level == "single_agency"]
    assert sum(bool(now.register.files_of_recommendation(id_)) for id_ in single) >= 10


def test_every_recommendation_was_answered_and_most_asks_accepted(now):
    responses = Counter(r.response for r in now.register.recommendations.values())
    assert responses[None] == 0
    assert responses[Response.ACCEPTED] > 30
    assert responses[Response.IN_PART] == 1
    asks = [a for a in now.register.asks.values() if a.withdrawn_on is None]
    assert sum(bool(a.accepted_on) for a in asks) > 0.9 * len(asks)
    assert any(n.ask_id and n.kind == NotDoingKind.MERGED for n in now.not_doing.values())


def test_meetings_decided_and_closed_and_chases_were_answered_or_not(now):
    register = now.register
    assert 6 <= len(register.meetings) <= 8
    known = {*register.actions, *register.recommendations}
    assert all(d.about in known for d in register.decisions.values())
    ended = {meeting.id for meeting in register.meetings.values() if meeting.ended_on}
    assert {d.meeting_id for d in register.decisions.values()} == ended
    assert {c.rung for c in register.chases.values()} == {LadderRung.LEAD, LadderRung.BOARD_MEMBER}
    assert {len(register.readings_of[id_]) for id_ in register.measures} == {4, 5}
    assert {f.found for f in register.dip_findings.values()} == {None, Found.FOUND, Found.NOT_FOUND}
    assert {bool(c.answered_on) for c in register.chases.values()} == {True, False}


def test_one_theme_was_added_and_one_rejected_by_hand_and_suggestions_wait(demo, now):
    by_hand = [
        link for link in now.register.theme_links.values() if "system" not in (link.confirmed_by, link.rejected_by)
    ]
    assert sorted(link.confirmed for link in by_hand) == [False, True]
    assert suggestions(demo.engine, now, sight=WHOLE).number_of(SubjectKind.RECOMMENDATION) >= 3


def test_people_are_roles_and_one_of_them_is_administrator(now):
    roles = list(now.register.person_roles.values())
    assert [r.person_id for r in roles if r.role == Role.ADMINISTRATOR] == ["business-manager"]
    assert {r.role for r in roles} == set(Role) - {Role.SYSTEM}
    assert len({r.agency_id for r in roles if r.role == Role.LEAD}) == 14
    subgroup = [r.agency_id for r in roles if r.role == Role.SUBGROUP]
    assert len(set(subgroup)) == len(subgroup) == 3
    assert {p.id: p.name for p in EVERYBODY} == {p.id: p.name for p in now.register.people.values()}
    assert now.register.people["police-lead"].email == "police-lead@example.org"


def test_what_is_embedded_was_assured_a_year_before(now):
    for file in files(now):
        if now.statuses[file.action.id] == Status.EMBEDDED:
            assert (file.action.status_on - last_assured_on(file)).days >= 365
