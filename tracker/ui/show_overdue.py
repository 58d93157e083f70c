"""The sections of the overdue page: how far each date has moved, what is late, whom to ask, what is late soon."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from tracker.rules.dates import in_words, list_in_words, plural, times
from tracker.rules.deadlines import days_late, days_late_original, last_word_on, original_date
from tracker.rules.records import ActionFile
from tracker.rules.words import Brag, Status
from tracker.ui import charts, desk
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import lateness, rating_chip, recommendation_links, rows, table

AGES = ((1, 28, "up to 28 days"), (29, 90, "29 to 90 days"), (91, 180, "91 to 180 days"), (181, 10**6, "over 180 days"))
SHOWS = {"either": "Late on either date", "current": "Late on the current date"}
ORDERS = {"wait": "Longest wait", "agency": "Agency"}
MOST_DRAWN, MOST_LISTED = 40, 150


@dataclass(frozen=True)
class Late:
    """The late actions that the filters keep: past the current date, past the original one, and both together."""

    current: tuple[ActionFile, ...]
    original: tuple[ActionFile, ...]
    soon: tuple[ActionFile, ...]

    @cached_property
    def either(self) -> tuple[ActionFile, ...]:
        """Late on either date, each once, the longest wait on the original date first."""
        return tuple({f.action.id: f for f in (*self.original, *self.current)}.values())


def find(at: Frame) -> Late:
    """What is late, of the agency and the review in the address."""
    agency, review = known(at, "agency"), known(at, "review")

    def kept(files: tuple[ActionFile, ...]) -> tuple[ActionFile, ...]:
        return tuple(
            f
            for f in files
            if (agency is None or at.standing.same_body(agency, f.action.owner_id))
            and review in (None, f.action.review_id)
        )

    def make() -> Late:
        return Late(kept(at.standing.overdue), kept(at.standing.late_on_original), kept(at.standing.due_soon))

    return at.worked_out(make, "late", agency, review)


def known(at: Frame, name: str) -> str | None:
    """The agency or review in the address, or None where there is none such."""
    table = at.register.agencies if name == "agency" else at.register.reviews
    id_ = st.query_params.get(name)
    return id_ if id_ in table else None


def complaints(at: Frame) -> None:
    """A sentence for an agency or review in the address that there is not."""
    for name in ("agency", "review"):
        id_ = st.query_params.get(name)
        if id_ and known(at, name) is None:
            words = f"The address asks for the {name} ‘{id_[:80]}’, which there is not: it was left out."
            st.warning(plain(words), icon=":material/filter_alt_off:")


def finding(late: Late) -> str:
    """The page's title."""
    now, first = len(late.current), len(late.original)
    if not now and not first:
        return "Nothing is late"
    is_ = "is" if now == 1 else "are"
    return f"{plural(now, 'action')} {is_} late; {first} {'is' if first == 1 else 'are'} late on the original date"


def scope(at: Frame) -> str:
    """What the page is about, in words."""
    agency, review = known(at, "agency"), known(at, "review")
    reviews = at.review(review) if review else "both reviews" if len(at.register.reviews) == 2 else "every review"
    return f"{reviews}, {at.agency(agency) if agency else 'all agencies'}"


def difference(at: Frame, late: Late) -> None:
    """Why the two numbers differ, and how long the longest wait is."""
    current = {f.action.id for f in late.current}
    others = [f for f in late.original if f.action.id not in current]
    claimed = sum(at.standing.statuses[f.action.id] == Status.CLAIMED for f in others)
    undated = sum(f.action.due is None for f in others)
    moved = len(others) - claimed - undated
    said = [
        f"{plural(number, 'action')} {words}"
        for number, words in ((moved, "given a later date"), (claimed, "claimed late"), (undated, "left with no date"))
        if number > 0
    ]
    if late.original:
        longest = max(days_late_original(f, today=at.today) for f in late.original)
        why = f"The difference is {list_in_words(said)}. " if said else ""
        two = f"{at.link('Compare two dates', 'compare')} to see what became late"
        with st.container(width=760):
            st.markdown(f"{why}The longest wait is {plural(longest, 'day')} past the original date. {two}.")
    if failed := failed_checks(at, current):
        names = ", ".join(at.link(plain(f.action.id), "my_agency", action=f.action.id) for f in failed[:MOST_DRAWN])
        are = "is" if len(failed) == 1 else "are"
        note(f"{plural(len(failed), 'more action')} {are} rated overdue because a check-back failed: {names}.")


def failed_checks(at: Frame, past: set[str]) -> list[ActionFile]:
    """Rated overdue though their current date is still to come: a check-back failed and is not yet put right."""
    agency, review = known(at, "agency"), known(at, "review")
    return [
        f
        for id_, f in at.register.files.items()
        if at.standing.action_ratings[id_].brag == Brag.RED
        and id_ not in past
        and (agency is None or at.standing.same_body(agency, f.action.owner_id))
        and review in (None, f.action.review_id)
    ]


def controls(at: Frame) -> tuple[str, str]:
    """The filters, in the address: review, agency, which lateness, which order."""
    reviews = {id_: review.subject for id_, review in at.register.reviews.items()}
    names = {id_: at.register.agencies[id_].short_name for id_ in at.standing.by_agency()}
    agencies = dict(sorted(names.items(), key=lambda item: item[1]))
    with st.container(horizontal=True, key="controls_overdue", vertical_alignment="bottom"):
        desk.pick("Review", reviews, "review", empty="Every review", width=200)
        desk.pick("Agency", agencies, "agency", empty="Every agency", width=220)
        show = desk.segments("Show", SHOWS, "show", first="either")
        order = desk.segments("Order", ORDERS, "order", first="wait")
    return show, order


def everything(at: Frame, shown: str, order: str, _agency: str | None, _review: str | None) -> None:
    """Every section below the filters. Agency and review are those of the address, which `find` reads."""
    late = find(at)
    files = late.either if shown == "either" else late.current
    if files:
        moved_dates(at, files)
        listed(at, files, order)
        by_agency_and_age(at, late)
    else:
        nothing(at)
    soon(at, late)


def moved_dates(at: Frame, files: tuple[ActionFile, ...]) -> None:
    """How far each date has moved: the longest waits, drawn."""
    section("How far each date has moved")
    drawn = [f for f in files if original_date(f.action)][:MOST_DRAWN]
    more = f" The {MOST_DRAWN} longest waits of {len(files)}." if len(files) > MOST_DRAWN else ""
    note(
        "○ original date · line: how far it moved · then the current date, in the shape of its rating: "
        f"■ overdue, ▲ at risk, ● claimed.{more}"
    )
    items = [
        charts.Moved(
            f"<b>{charts.words(_refs(at, f), 14)}</b> {charts.words(_owner(at, f), 24)}",
            original_date(f.action) or at.today,
            f.action.due,
            at.standing.action_ratings[f.action.id].brag,
            f"{f.action.title}: {at.standing.action_ratings[f.action.id].reason}",
        )
        for f in drawn
    ]
    past = sum(f.action.due is not None and f.action.due < at.today for f in drawn)
    alt = f"{plural(len(drawn), 'action')}: original date against current date on {in_words(at.today)}; "
    charts.moves(
        items, at.today, alt=alt + f"{past} current dates are past. The table below has every date", key="moved"
    )


def listed(at: Frame, files: tuple[ActionFile, ...], order: str) -> None:
    """What is late and why, on which date, how often it was moved, when it was last spoken of, and whom to ask."""
    section("What is late, and why")
    some = sorted(files, key=lambda f: _owner(at, f)) if order == "agency" else list(files)
    cells = [
        (rating_chip(at, f), _late_action(at, f), lateness(at, f, original=False), lateness(at, f, original=True))
        for f in some[:MOST_LISTED]
    ]
    heads = ("Rating", "Action", "On the current date", "On the original date")
    rows(cells, heads, alt="Late actions with days late on the current and on the original date", key="rows_late")
    if len(some) > MOST_LISTED:
        note(f"The first {MOST_LISTED} of {len(some):,}: choose an agency or a review to see the others.")


def _late_action(at: Frame, file: ActionFile) -> str:
    reason = plain(at.standing.action_ratings[file.action.id].reason)
    said = last_word_on(file)
    word = f"last update {at.day(said)}" if file.updates else f"no update since it was agreed, {at.day(said)}"
    name = f"{recommendation_links(at, file)}\u2002{plain(file.action.title)}, {at.agency(file.action.owner_id)}"
    return titled(name, f"{reason} · {word}", f"Ask: {whom_to_ask(at, file)}")


def whom_to_ask(at: Frame, file: ActionFile) -> str:
    """The lead role that the plan names, and the people who lead for the owner today; their deputies after them."""
    register = at.now.register
    body = at.standing.body.get(file.action.owner_id or "", ())
    contacts = sorted((r for id_ in body for r in register.contacts_of.get(id_, ())), key=lambda r: r.deputy)
    leads = [register.people[r.person_id].name + (" (deputy)" if r.deputy else "") for r in contacts]
    said = [plain(file.action.lead)] if file.action.lead else []
    said += [plain(name) for name in dict.fromkeys(leads)]
    return ", ".join(said) or f"nobody is named for {at.agency(file.action.owner_id)}"


@dataclass(frozen=True)
class Tally:
    """Late actions counted: by agency on either date, with the moves of their dates, and by age on either date."""

    now: Counter[str | None]
    first: Counter[str | None]
    moves: Counter[str | None]
    ages: tuple[tuple[int, int], ...]


def tally(at: Frame, late: Late) -> Tally:
    """The same actions in numbers, worked out once."""

    def make() -> Tally:
        moves: Counter[str | None] = Counter()
        for file in late.either:
            moves[file.action.owner_id] += file.moves
        now = [days_late(f, today=at.today) for f in late.current]
        first = [days_late_original(f, today=at.today) for f in late.original]
        return Tally(
            Counter(f.action.owner_id for f in late.current),
            Counter(f.action.owner_id for f in late.original),
            moves,
            tuple((sum(a <= n <= b for n in now), sum(a <= n <= b for n in first)) for a, b, _ in AGES),
        )

    return at.worked_out(make, "tally", known(at, "agency"), known(at, "review"))


def by_agency_and_age(at: Frame, late: Late) -> None:
    """The same actions by agency and by how long they have been late, in numbers."""
    counted = tally(at, late)
    left, right = st.columns(2, gap="large")
    with left:
        section("By agency")
        cells = [
            (
                at.link(at.agency(id_), "overdue", agency=id_, review=known(at, "review")),
                f"{counted.now[id_]} on current",
                f"{counted.first[id_]} on original",
                f"moved {times(counted.moves[id_])}" if counted.moves[id_] else soft("never moved"),
            )
            for id_ in sorted(
                {*counted.now, *counted.first}, key=lambda a: (-counted.now[a], -counted.first[a], str(a))
            )
        ]
        table(cells, ("Agency", "Late now", "On original date", "Dates"), alt="Late actions by agency")
    with right:
        section("By age")
        aged = [
            (words, f"{now} on current", f"{first} on original")
            for (_, _, words), (now, first) in zip(AGES, counted.ages, strict=True)
        ]
        table(aged, ("Late by", "Current date", "Original date"), alt="Late actions by how many days they are late")


def soon(at: Frame, late: Late) -> None:
    """What will be late in the days ahead unless it is claimed before."""
    section(f"Due in the next {at.standing.days('look_ahead_days')}: {len(late.soon)}")
    cells = [
        (
            rating_chip(at, f),
            titled(
                f"{recommendation_links(at, f)}\u2002{plain(f.action.title)}, {at.agency(f.action.owner_id)}",
                plain(at.standing.action_ratings[f.action.id].reason),
                f"Ask: {whom_to_ask(at, f)}",
            ),
            f"due **{at.day(f.action.due)}**",
            soft(f"original {at.day(original_date(f.action))}"),
        )
        for f in late.soon[:MOST_LISTED]
    ]
    rows(cells, ("Rating", "Action", "Due", "Original"), alt="Actions that fall due in the days ahead", key="rows_soon")
    if not late.soon:
        st.markdown("Nothing falls due in that time.")


def _refs(at: Frame, file: ActionFile) -> str:
    ids = at.register.recommendations_of_action.get(file.action.id, ())
    return ", ".join(at.register.recommendations[id_].ref for id_ in ids)


def _owner(at: Frame, file: ActionFile) -> str:
    agency = at.register.agencies.get(file.action.owner_id or "")
    return agency.short_name if agency else "no owner"


def nothing(at: Frame) -> None:
    """What was looked for, and what there is elsewhere."""
    everywhere = len(at.standing.late_on_original)
    st.markdown(f"In {scope(at)}, no action is past its date, current or original.")
    if everywhere and (known(at, "agency") or known(at, "review")):
        st.markdown(f"{at.link('Show every agency and review', 'overdue')}: {plural(everywhere, 'late action')}.")
