import inspect
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import errors
from tracker.rules.errors import (
    AddressRefusedError,
    AlreadyExistsError,
    AlreadySavedError,
    BadValueError,
    ChangedMeanwhileError,
    DateMovedError,
    DemoStoreError,
    EmptyValueError,
    FileRefusedError,
    IdentifyingError,
    IdentifyingReasonError,
    MoveNotAllowedError,
    NewerStoreError,
    NoOneError,
    NotADemoStoreError,
    NotAllowedError,
    OriginalDateError,
    PaperNotMadeError,
    PortTakenError,
    SignOffBlockedError,
    StoreUnavailableError,
    TrackerError,
    UnknownError,
    UnknownPersonError,
    VerificationBlockedError,
    shown,
)

EXAMPLES = {
    MoveNotAllowedError("A1", "planned", "assured", ["in_progress", "not_doing"]): (
        "A1 is planned: it can move to in progress or not doing, not to assured."
    ),
    NotAllowedError("Sam Cole", "verify a claim", "it takes a subgroup member"): (
        "Sam Cole may not verify a claim: it takes a subgroup member."
    ),
    UnknownError("action", "SOTON-K-A41", ["SOTON-K-A014", "SOTON-K-A015"]): (
        "There is no action ‘SOTON-K-A41’ in the register. Did you mean SOTON-K-A014 or SOTON-K-A015?"
    ),
    UnknownPersonError("nobody"): "There is no person ‘nobody’ in the register.",
    ChangedMeanwhileError("Action A1", "Ann Bell", "at 10:42 today", ["title", "lead"]): (
        "Action A1 was changed by Ann Bell at 10:42 today while you had it open (title and lead). "
        "Nothing of yours was saved: look at what it says now and save again."
    ),
    IdentifyingError([("the update", ["a postcode (SO14 7LT)", "a phone number (0800 1111)"])], may_go_on=True): (
        "The update holds a postcode (SO14 7LT) and a phone number (0800 1111). What may identify a child or a family "
        "is kept out of the register. Write it without, or let it through with a reason."
    ),
    IdentifyingReasonError(["a postcode (SO14 7LT)"]): (
        "Your reason holds a postcode (SO14 7LT). It stays on the record for good: give one that identifies nobody."
    ),
    AlreadyExistsError("agency", "police"): (
        "There is already an agency ‘police’: give the new one another name, or edit the old one."
    ),
    AlreadySavedError("Your update"): "Your update is already saved; it was not saved a second time.",
    SignOffBlockedError("SOTON-K:10.2.1", ["Police: no action for part a"]): (
        "SOTON-K:10.2.1 cannot be closed yet: Police: no action for part a."
    ),
    VerificationBlockedError("A1", ["whoever submitted the claim cannot also verify it"]): (
        "A1 cannot be verified by you now: whoever submitted the claim cannot also verify it."
    ),
    BadValueError("Due", "31/02/2025", "is not a date"): "Due: ‘31/02/2025’ is not a date.",
    EmptyValueError("Title"): "Title is empty: please fill it in.",
    OriginalDateError("A1"): "The original date of A1 never changes: ask for an extension instead.",
    DateMovedError("A1", date(2026, 3, 1)): (
        "The due date of A1, now 1 March 2026, moves by an agreed extension only: ask for an extension, with a reason."
    ),
    NewerStoreError("0042"): (
        "This store was written by a newer version of the tracker (its revision is ‘0042’, which this version does not "
        "know). Nothing was changed: install the newer version and try again."
    ),
    NotADemoStoreError("/srv/register.db"): (
        "The store at /srv/register.db is a real register, not a demonstration: illustrative actions are never put "
        "into it. Start without --demo, or move that store elsewhere."
    ),
    DemoStoreError("/srv/demo.db"): (
        "The store at /srv/demo.db holds illustrative actions: open it with --demo. "
        "A board's own register needs a store of its own."
    ),
    NoOneError(["ann", "ben"]): (
        "Say who is making this change: there are several administrators (ann and ben), "
        "so add --by WHO, or set TRACKER_BY."
    ),
    NoOneError(): ("Say who is making this change: there is no administrator yet, so add --by WHO, or set TRACKER_BY."),
    StoreUnavailableError("/srv/register.db", "the disk is full."): (
        "The store at /srv/register.db cannot be used: the disk is full. Nothing was changed."
    ),
    PaperNotMadeError("it was not done after 180 seconds: ask for less in one paper"): (
        "The paper was not made: it was not done after 180 seconds: ask for less in one paper."
    ),
    FileRefusedError("return.xlsx", "it is protected by a password"): (
        "The file ‘return.xlsx’ was not read: it is protected by a password."
    ),
    AddressRefusedError("0.0.0.0"): (
        "The tracker does not listen on ‘0.0.0.0’: while nobody signs in, whoever reached it could read and change "
        "everything. Set TRACKER_SIGN_IN to accounts or directory, or use --host 127.0.0.1 for this machine only."
    ),
    PortTakenError(8501): (
        "Port 8501 is taken by another program, perhaps another tracker: "
        "stop that one, or choose another with --port 8502."
    ),
}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_says_its_sentence(error):
    assert str(error) == EXAMPLES[error]


def test_every_error_has_an_example_and_says_what_it_is_for():
    kinds = {kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, TrackerError)}
    assert kinds - {TrackerError} == {type(error) for error in EXAMPLES}
    assert all(kind.__doc__ for kind in kinds)


@given(st.text(alphabet=st.characters()) | st.text(alphabet="\ud800\udfff\x00\x1b\u202e=a"), st.integers(10, 200))
def test_a_shown_value_is_printable_short_and_can_be_encoded(value, limit):
    words = shown(value, limit)
    assert words.isprintable()
    assert words.encode("utf-8")[:0] == b""
    assert len(words) <= 10 * limit


def test_a_huge_value_is_cut_and_a_lone_surrogate_is_written_as_its_code():
    assert shown("x" * 10_000) == "x" * 79 + "…"
    assert shown("x" * 80) == "x" * 80
    assert "\\udc80" in str(BadValueError("Title", "caf\udc80", "holds a broken character"))
    assert len(str(BadValueError("Title", "y" * 10_000, "is too long"))) < 120
