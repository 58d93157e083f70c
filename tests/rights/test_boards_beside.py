"""The wall between boards, and what came beside it: tokens, legal holds, disposals, the years that evidence is kept."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.retention.closed import CLOSED, attach, close, closed_review, every_ask_answered
from tests.rights.test_boards import A, B, bound, settle
from tracker.commands import (
    actions,
    api_tokens,
    asks,
    disposals,
    downloads,
    evidence_copies,
    holds,
    people,
    recommendations,
    redactions,
    reviews,
    uploads,
)
from tracker.queries import history, register, retention
from tracker.queries.api_tokens import opened_by, tokens
from tracker.queries.sights import hidden_now, sight_for
from tracker.rules.errors import BadValueError, NotAllowedError, SignOffBlockedError, TrackerError, UnknownError
from tracker.rules.register import Register
from tracker.rules.retention import State
from tracker.rules.veil import dropped
from tracker.rules.words import HoldKind, Publication, Role, Status
from tracker.store import redacting
from tracker.store.database import changing, for_board
from tracker.store.seeing import Seeing
from tracker.store.sweeping import sweep
from tracker.store.tables import ENTITIES
from tracker.store.vault import Vault

WHY = "zz-why"
OF_B = ("NORTH", "zz-story", "zz-ask")


@pytest.fixture
def two(ledger):
    """A register of two boards, each with its people; Northants has one published review."""
    settle(ledger)
    signed = ledger.signed(bound("M", B))
    reviews.add(
        ledger.engine, code="NORTH", board_id=B, kind="SCR", subject="zz-story", title="zz-story",
        state=Publication.PUBLISHED, **signed,
    )  # fmt: skip
    recommendations.add(ledger.engine, review_id="NORTH", ref="1", title="zz-ask", text="zz-ask.", **signed)
    asks.ask(ledger.engine, part_ids=["NORTH:1/"], agency_id="police", **signed)
    return ledger


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "evidence")


def roles_of(book, who):
    return tuple(role for role in book.register().person_roles.values() if role.person_id == who)


def seen_by(book, secret):
    return register.current(book.engine, sight=opened_by(book.engine, secret, at=book.now).sight)


def make(book, who, role=Role.ADMINISTRATOR, engine=None, **more):
    return api_tokens.make(engine or book.engine, name=WHY, role=role, **more, **book.signed(who))


# ---- tokens


def test_a_token_reads_the_board_of_who_made_it_and_no_other(two):
    of_a, of_b = (seen_by(two, make(two, bound("M", board))) for board in (A, B))
    assert set(of_a.reviews) == {"SOTON-K"} and set(of_b.reviews) == {"NORTH"}
    assert {"SOTON-K", "NORTH"} <= set(seen_by(two, make(two, "manager")).reviews)


def test_whoever_reads_at_another_board_takes_nothing_of_it_out_by_a_token(two):
    """They may make a token where they manage people, and nowhere else."""
    people.give_role(
        two.engine, person_id=bound("M", A), role=Role.AUDITOR, board_id=B, **two.signed("system")
    )  # fmt: skip
    assert set(seen_by(two, make(two, bound("M", A))).reviews) == {"SOTON-K"}
    with pytest.raises(BadValueError, match="reads for every board"):
        make(two, bound("M", A), Role.REGIONAL)


def test_a_token_of_somebody_who_managed_every_board_reads_on_where_they_still_do(two):
    secret = make(two, "manager")
    people.give_role(
        two.engine, person_id="manager", role=Role.ADMINISTRATOR, board_id=A, **two.signed("system")
    )  # fmt: skip
    people.give_role(two.engine, person_id="manager", role=Role.READER, board_id=B, **two.signed("system"))
    people.give_role(two.engine, person_id="chair", role=Role.ADMINISTRATOR, **two.signed("system"))
    people.take_role(two.engine, person_id="manager", role=Role.ADMINISTRATOR, **two.signed("system"))
    assert set(seen_by(two, secret).reviews) == {"SOTON-K"}


def test_who_acts_for_one_board_makes_a_token_of_it_and_it_ends_with_their_role_there(two):
    people.give_role(
        two.engine, person_id=bound("M", A), role=Role.ADMINISTRATOR, board_id=B, **two.signed("system")
    )  # fmt: skip
    with pytest.raises(BadValueError, match="choose for which board"):
        make(two, bound("M", A))
    secret = make(two, bound("M", A), engine=for_board(two.engine, B))
    assert set(seen_by(two, secret).reviews) == {"NORTH"}
    people.take_role(
        two.engine, person_id=bound("M", A), role=Role.ADMINISTRATOR, board_id=B, **two.signed("system")
    )  # fmt: skip
    assert opened_by(two.engine, secret, at=two.now) is None


def test_nobody_lists_or_ends_another_boards_tokens_or_learns_what_they_are_called(two):
    for who in (bound("M", B), "manager"):
        make(two, who)
    mine = make(two, bound("M", A))
    ids = {who: {one.id for one in tokens(two.engine, roles=roles_of(two, who), at=two.now)}
           for who in (bound("M", A), bound("M", B), "manager")}  # fmt: skip
    assert ids == {
        bound("M", A): {f"{WHY}@{A}"}, bound("M", B): {f"{WHY}@{B}"}, "manager": {WHY, f"{WHY}@{A}", f"{WHY}@{B}"},
    }  # fmt: skip
    for id_ in (WHY, f"{WHY}@{B}", "no-such"):
        with pytest.raises(UnknownError) as refused:
            api_tokens.revoke(two.engine, token_id=id_, **two.signed(bound("M", A)))
        assert f"@{B}" not in str(refused.value).replace(f"‘{id_}’", "")
    assert (
        sum(one.revoked_at is not None for one in tokens(two.engine, roles=roles_of(two, "manager"), at=two.now)) == 0
    )
    api_tokens.revoke(two.engine, token_id=f"{WHY}@{A}", **two.signed(bound("M", A)))
    assert opened_by(two.engine, mine, at=two.now) is None


def test_the_trail_of_a_board_tells_of_no_token_of_another(two):
    make(two, bound("M", B))
    make(two, bound("M", A))
    told = history.entries(two.engine, sight=sight_for(two.engine, bound("M", A)), limit=None)
    assert {one.entity_id for one in told if one.entity == "api_token"} == {f"{WHY}@{A}"}


# ---- holds


def test_a_hold_of_another_board_is_neither_placed_nor_lifted_nor_known(two):
    theirs = holds.place(
        two.engine, kind=HoldKind.INQUEST, reason=WHY, review_id="NORTH", **two.signed(bound("M", B))
    )  # fmt: skip
    a = two.signed(bound("M", A))
    for command in (
        lambda: holds.lift(two.engine, hold_id=theirs.id, reason="No.", **a),
        lambda: holds.place(two.engine, kind=HoldKind.INQUEST, reason="No.", review_id="NORTH", **a),
    ):
        with pytest.raises(UnknownError) as refused:
            command()
        assert WHY not in str(refused.value)
    assert two.register().legal_holds[theirs.id] == theirs
    assert not retention.holds(two.engine, sight=sight_for(two.engine, bound("M", A)))


def test_a_hold_over_everything_takes_a_role_for_every_board(two):
    a = two.signed(bound("M", A))
    with pytest.raises(NotAllowedError):
        holds.place(two.engine, kind=HoldKind.INQUEST, reason="No.", **a)
    over_all = holds.place(two.engine, kind=HoldKind.INQUIRY, reason="For all.", **two.signed("manager"))
    with pytest.raises(NotAllowedError):
        holds.lift(two.engine, hold_id=over_all.id, reason="No.", **a)
    (told,) = retention.holds(two.engine, sight=sight_for(two.engine, bound("M", A)))
    assert (told.review_id, told.reason) == (None, "For all.")


def test_why_a_hold_stands_is_known_where_one_may_know_it_and_not_at_another_board(two):
    """An auditor of Southampton who is a board member of Northants."""
    who = bound("U", A)
    people.give_role(two.engine, person_id=who, role=Role.READER, board_id=B, **two.signed("system"))
    for review_id, reason in (("SOTON-K", "zz-here"), ("NORTH", "zz-there"), (None, "zz-for-all")):
        holds.place(
            two.engine, kind=HoldKind.INQUEST, reason=reason, review_id=review_id, **two.signed("manager")
        )  # fmt: skip
    sight = sight_for(two.engine, who)
    for told in (
        repr(register.current(two.engine, sight=sight).legal_holds),
        repr(retention.kept(two.engine, sight=sight)),
        repr(history.entries(two.engine, sight=sight, limit=None)),
    ):
        assert "zz-here" in told and "zz-there" not in told
    assert {one.id: one.reason for one in retention.holds(two.engine, sight=sight)} == {
        "H1": "zz-here", "H2": "", "H3": "zz-for-all",
    }  # fmt: skip
    assert hidden_now(two.engine, sight).holds == {"H2"}


def test_a_hold_over_everything_that_names_a_hidden_review_does_not_name_it_to_another_board(two):
    reviews.add(
        two.engine, code="DRAFTED", board_id=B, kind="SCR", subject="zz-secret", title="zz-secret",
        **two.signed(bound("M", B)),
    )  # fmt: skip
    hold = holds.place(two.engine, kind=HoldKind.INQUEST, reason="The inquest into zz-secret.", **two.signed("manager"))
    holds.lift(two.engine, hold_id=hold.id, reason="zz-secret is over.", **two.signed("manager"))
    sight = sight_for(two.engine, bound("M", A))
    assert "zz-secret" not in repr(retention.holds(two.engine, sight=sight))
    assert "zz-secret" not in repr(history.entries(two.engine, sight=sight, limit=None))
    assert "zz-secret" in repr(retention.holds(two.engine, sight=sight_for(two.engine, bound("M", B))))


# ---- disposals


def same_file_in_both(book, vault):
    """SOTON-K, closed long ago, and NORTH, which is open, each with the very same file and a statement besides."""
    file, said = closed_review(book, vault)
    action = actions.plan(
        book.engine, part_ids=["NORTH:1/"], owner_id="police", title="Theirs", due=date(2017, 1, 1),
        **book.signed(bound("M", B)),
    )  # fmt: skip
    content = vault.get(file.file_hash)
    return file, said, attach(book, vault, action.id, content, name="theirs.txt")


def ask(book, who, ids):
    return disposals.ask(book.engine, review_id="SOTON-K", evidence=ids, reason="Its time is over.", **book.signed(who))


def test_why_a_file_may_not_go_names_nothing_of_another_board(two, vault):
    file, said, theirs = same_file_in_both(two, vault)
    with pytest.raises(SignOffBlockedError) as refused:
        ask(two, bound("M", A), [file.id, said.id])
    assert file.id in str(refused.value) and "may not see" in str(refused.value)
    assert [word for word in (*OF_B, theirs.id) if word in str(refused.value)] == []
    told = repr(retention.kept(two.engine, sight=sight_for(two.engine, bound("M", A))))
    assert "may not see" in told and [word for word in OF_B if word in told] == []
    with pytest.raises(SignOffBlockedError, match=theirs.id):
        ask(two, "manager", [file.id, said.id])


def test_a_disposal_of_one_board_leaves_the_file_and_the_words_of_another(two, vault):
    file, said, theirs = same_file_in_both(two, vault)
    two.to(theirs.action_id, Status.ASSURED)
    recommendations.close(two.engine, recommendation_id="NORTH:1", on=CLOSED, **two.signed(bound("S", B)))
    kept = retention.kept(two.engine, sight=sight_for(two.engine, bound("M", A)))
    assert {one.review_id: len(one.due) for one in kept} == {"SOTON-K": 2}
    asked = ask(two, bound("M", A), [file.id, said.id])
    for letter in "MSI":
        with pytest.raises(UnknownError):
            disposals.agree(two.engine, disposal_id=asked.id, vault=vault, **two.signed(bound(letter, B)))
        with pytest.raises(UnknownError):
            disposals.refuse(two.engine, disposal_id=asked.id, reason="No.", **two.signed(bound(letter, B)))
    done = disposals.agree(two.engine, disposal_id=asked.id, vault=vault, **two.signed(bound("I", A)))
    assert done.swept and not [one for one in done.disposal.values if one.startswith("file:")]
    assert vault.get(theirs.file_hash) == b"ten files looked at"
    assert two.register().evidence[theirs.id] == theirs
    told = repr(history.entries(two.engine, sight=sight_for(two.engine, bound("M", B)), limit=None))
    assert "theirs.txt" in told
    of_b = sight_for(two.engine, bound("M", B))
    assert not retention.disposals(two.engine, sight=of_b)
    assert retention.copies(two.engine, done.disposal, sight=of_b) == ()
    assert {fate.state for one in retention.kept(two.engine, sight=of_b) for fate in one.fates} == {State.DUE}


def test_a_report_of_another_board_outlives_the_disposal_of_the_very_same_file(two, vault):
    file, said = closed_review(two, vault)
    asked = ask(two, bound("M", A), [file.id, said.id])
    disposals.agree(two.engine, disposal_id=asked.id, vault=vault, **two.signed(bound("I", A)))
    assert vault.get(file.file_hash) is None
    waits = vault.put(b"ten files looked at")
    uploads.keep(two.engine, file_hash=waits, name="report.pdf", size=19, **two.signed(bound("M", B)))
    with changing(two.engine, verb="agree_redaction", **two.signed("system")) as work:  # as one that was cut short
        work.allow("agree_redaction")
        redacting.forget_words(work.session.connection(), "R1", unfinished=True)
    assert sweep(two.engine, vault)
    assert vault.get(waits) == b"ten files looked at"


def test_evidence_that_serves_both_boards_goes_by_people_of_both_only(two, vault):
    planned = every_ask_answered(two, also=["NORTH:1/"])
    shared, own = attach(two, vault, planned[0], b"of both"), attach(two, vault, planned[1], b"of one")
    close(two, planned)
    recommendations.close(two.engine, recommendation_id="NORTH:1", on=CLOSED, **two.signed("chair"))
    kept = retention.kept(two.engine, sight=sight_for(two.engine, bound("M", A)))
    assert [one.id for kind in kept for one in kind.due] == [own.id] and "NORTH" not in repr([k.reason for k in kept])
    with pytest.raises(SignOffBlockedError, match="may not see"):
        ask(two, bound("M", A), [shared.id, own.id])
    asked = ask(two, "manager", [shared.id, own.id])
    with pytest.raises(SignOffBlockedError, match="may not see"):
        disposals.agree(two.engine, disposal_id=asked.id, vault=vault, **two.signed(bound("I", A)))
    assert vault.get(shared.file_hash) == b"of both"
    assert disposals.agree(two.engine, disposal_id=asked.id, vault=vault, **two.signed("chair")).disposal.agreed_on
    assert vault.get(shared.file_hash) is None


def test_a_disposal_by_another_board_is_not_asked_for(two, vault):
    file, said = closed_review(two, vault)
    for letter in "MSILDRU":
        with pytest.raises(TrackerError) as refused:
            ask(two, bound(letter, B), [file.id, said.id])
        assert isinstance(refused.value, UnknownError | NotAllowedError) and "officer" not in str(refused.value)
    assert not two.register().disposals


def test_a_hold_of_another_board_stands_in_the_way_of_redacting_the_file_that_both_hold(two, vault):
    file, _, _ = same_file_in_both(two, vault)
    holds.place(two.engine, kind=HoldKind.INQUEST, reason=WHY, review_id="NORTH", **two.signed(bound("M", B)))
    asked = redactions.ask(
        two.engine, entity="evidence", entity_id=file.id, reason="It names somebody.", **two.signed(bound("M", A))
    )  # fmt: skip
    with pytest.raises(SignOffBlockedError, match="say why"):
        redactions.agree(two.engine, redaction_id=asked.id, vault=vault, **two.signed("manager"))
    assert vault.get(file.file_hash) is not None


def test_copies_of_another_boards_people_are_not_told_of(two, vault):
    file, said = closed_review(two, vault)
    for who, name in ((bound("M", A), "ours.xlsx"), (bound("M", B), "theirs.xlsx"), ("manager", "all.xlsx")):
        downloads.note(two.engine, entity="workbook", id_=name, **two.signed(who))
    asked = ask(two, bound("M", A), [file.id, said.id])
    for who, names in (
        (bound("M", A), {"ours.xlsx", "all.xlsx"}),
        ("manager", {"ours.xlsx", "theirs.xlsx", "all.xlsx"}),
    ):
        copies = retention.copies(two.engine, asked, sight=sight_for(two.engine, who))
        assert {one.what for one in copies} == names


# ---- what is everybody's


def test_the_copy_of_all_evidence_takes_a_role_for_every_board(two):
    for letter in "MSI":
        signed = two.signed(bound(letter, A))
        with pytest.raises(NotAllowedError):
            evidence_copies.note(two.engine, where="/elsewhere", **signed)
    evidence_copies.note(two.engine, where="/elsewhere", **two.signed("manager"))


# ---- nothing is forgotten

SHARED = {
    "agencies", "boards", "groups", "memberships", "themes", "people", "person_identities", "plan_layouts",
}  # fmt: skip
"""What no board hides from another."""


def test_every_kind_of_thing_is_hidden_with_its_board_or_named_as_everybodys():
    assert {one.table for one in ENTITIES} - set(dropped(Register(), frozenset(), frozenset({B}))) == SHARED


def test_a_kind_of_thing_that_nobody_has_thought_of_is_shown_to_nobody_of_one_board(two):
    class Unthought:
        id = "x"

    with Session(two.engine) as session:
        assert Seeing(session, roles_of(two, bound("M", A)), bound("M", A)).may_see(Unthought()) is False
