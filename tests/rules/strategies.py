"""Anything that can stand in a register, for laws that must hold of all of it."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.rules.factories import TODAY, Book, action_file
from tracker.rules.records import NotDoing
from tracker.rules.words import CheckOutcome, NotDoingKind, Outcome, OwnRating, Rung, Status

AGENCIES = ["police", "health", "school"]
days = st.integers(-500, 500).map(lambda n: TODAY + timedelta(days=n))
past = st.integers(0, 500).map(lambda n: TODAY - timedelta(days=n))


@st.composite
def facts(draw):
    """The fields of one action, as `action_file` takes them: any status with any history."""
    status = draw(st.sampled_from(Status))
    verified = st.tuples(past, st.sampled_from(Outcome))
    checked = st.tuples(st.sampled_from([6, 12]), past, st.sampled_from(CheckOutcome))
    return {
        "due": draw(st.none() | days),
        "original": draw(st.none() | days),
        "status": status,
        "status_on": draw(st.none() | past),
        "created": draw(st.none() | past),
        "claimed_on": draw(st.none() | past),
        "claimed_by": draw(st.sampled_from(["sam", "ann", None])),
        "updates": sorted(
            draw(st.lists(st.tuples(past, st.none() | st.sampled_from(OwnRating)), max_size=3)), key=lambda u: u[0]
        ),
        "moves": draw(st.integers(0, 3)),
        "verifications": sorted(draw(st.lists(verified, max_size=3)), key=lambda v: v[0]),
        "check_backs": sorted(draw(st.lists(checked, max_size=2)), key=lambda c: c[1]),
        "rungs": draw(st.lists(st.sampled_from(Rung), max_size=2)),
    }


@st.composite
def files(draw):
    """One action with everything under it."""
    fields = draw(facts())
    owner = draw(st.sampled_from([*AGENCIES, None]))
    if fields["status"] == Status.NOT_DOING and draw(st.booleans()):
        former = draw(st.none() | st.sampled_from(Status))
        until = draw(st.none() | days)
        kind = draw(st.sampled_from(NotDoingKind))
        fields["not_doing"] = [
            NotDoing("N1", kind, "why", TODAY, "chair", action_id="A1", until=until, former_status=former)
        ]
    return action_file(owner=owner, **fields)


@st.composite
def books(draw, most=3):
    """A register of a few recommendations in two reviews, with asks, actions and not-doing entries of every kind."""
    book = Book()
    book.review("R-1", published=date(2014, 1, 1))
    book.review("R-2", published=date(2018, 1, 1))
    for agency in AGENCIES:
        book.agency(agency)
    for theme in ("neglect", "early-help"):
        book.theme(theme, [theme])
    for n in range(draw(st.integers(0, most))):
        asks = {
            label: draw(st.lists(st.sampled_from(AGENCIES), unique=True))
            for label in draw(st.sampled_from(["a", "ab", "abc"]))
        }
        book.recommendation(
            f"R-{draw(st.integers(1, 2))}:{n}",
            asks,
            themes=draw(st.lists(st.sampled_from(["neglect", "early-help"]), unique=True)),
            context=draw(st.lists(st.sampled_from("abc"), max_size=1)),
            closed_on=draw(st.none() | st.none() | past),
        )
    parts = list(book.tables.get("parts", {}))
    if parts:
        for n in range(draw(st.integers(0, 4))):
            some = draw(st.lists(st.sampled_from(parts), unique=True, min_size=1, max_size=2))
            book.action(f"A{n}", draw(st.sampled_from([*AGENCIES, None])), some, **draw(facts()))
        for kind in ("recommendation", "ask", "action"):
            known = list(book.tables.get(f"{kind}s", {}))
            if known and draw(st.integers(0, 3)) == 0:
                book.not_doing(**{kind: draw(st.sampled_from(known))}, until=draw(st.none() | days))
    return book
