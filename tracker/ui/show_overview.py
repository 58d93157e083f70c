"""The sections of the overview: the figures, each review, each agency, what changed, the way so far, who is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from tracker.queries.standing import COMPARED_WITH
from tracker.queries.trends import burn_up
from tracker.rules.brag import ORDER, RANK
from tracker.rules.dates import in_words, list_in_words, plural, times
from tracker.rules.deadlines import days_silent, last_word_on
from tracker.rules.glossary import meaning
from tracker.rules.standing import AgencyFigures, Counts, Standing
from tracker.rules.words import Brag, Level
from tracker.ui import charts, show_changes, show_gaps
from tracker.ui.frame import Frame
from tracker.ui.look import chip, key, note, plain, section, soft, titled
from tracker.ui.show_changes import Change
from tracker.ui.tables import recommendation_links, rows, table

SHOWN = tuple(brag for brag in ORDER if brag != Brag.NONE)
TO_PUT_RIGHT, FINE = (Brag.RED, Brag.AMBER, Brag.GREY), (Brag.BLUE, Brag.GREEN)
MOST_SILENT, MOST_BARS, POINTS = 8, 20, 7


@dataclass(frozen=True)
class Then:
    """The five figures as they stand, or stood."""

    counts: Counts
    late: int
    late_on_original: int
    holes: int
    overturned: int
    claims: int


@dataclass(frozen=True)
class Summary:
    """What takes a walk through the whole register: worked out once for each state of it."""

    now: Then
    before: Then
    by_review: Mapping[str, Counts]
    changes: tuple[Change, ...]


def summary(at: Frame) -> Summary:
    """The figures of the page."""

    def make() -> Summary:
        earlier = at.before
        return Summary(
            _then(at.standing), _then(earlier), at.standing.by_review(), tuple(_changes(at.standing, earlier))
        )

    return at.worked_out(make, "overview")


def _then(standing: Standing) -> Then:
    return Then(
        standing.counts(),
        len(standing.overdue),
        len(standing.late_on_original),
        len(standing.holes),
        standing.overturned,
        sum(figure.claims for figure in standing.by_agency().values()),
    )


def _changes(now: Standing, then: Standing) -> list[Change]:
    found: list[Change] = []
    for id_, rec in now.register.recommendations.items():
        was, is_ = then.recommendation_ratings.get(id_), now.recommendation_ratings[id_]
        if rec.level == Level.OVERVIEW and (was is None or was.brag != is_.brag) and then.register.recommendations:
            found.append((rec, was.brag if was else None, is_))
    return sorted(found, key=lambda change: RANK[change[2].brag])


def of(counts: Counts, brag: Brag) -> int:
    """How many have a rating."""
    return int(getattr(counts, brag.value))


def finding(at: Frame) -> str:
    """The page's title: what is worst, and what is done."""
    counts = summary(at).now.counts
    if not counts.total:
        return "No review yet"
    done = f"{counts.blue or 'none'} {'are' if counts.blue > 1 else 'is'} assured"
    if counts.red:
        has = "has" if counts.red == 1 else "have"
        return f"{counts.red} of {plural(counts.total, 'recommendation')} {has} something overdue; {done}"
    if counts.grey:
        return f"{counts.grey} of {plural(counts.total, 'recommendation')} unplanned in some part; {done}"
    return f"Nothing is overdue; {counts.blue or 'none'} of {plural(counts.total, 'recommendation')} assured"


def everything(at: Frame) -> None:
    """Every section beneath the figures, in the order of the page."""
    if not at.register.actions:
        first_step(at)
    agencies = agencies_by_need(at)
    left, right = st.columns([5, 6], gap="large")
    with left:
        reviews(at)
        show_changes.draw(at, summary(at).changes)
    with right:
        who_owes(at, agencies)
    left, right = st.columns([5, 6], gap="large")
    with left:
        way_so_far(at)
    with right:
        claimed_against_verified(at, agencies)
    by_agency(at, agencies)
    left, right = st.columns([5, 6], gap="large")
    with left:
        show_gaps.draw(at)
    with right:
        silent(at)


def first_step(at: Frame) -> None:
    """What to do in a register where nobody has planned anything yet."""
    way = at.link("first steps", "start")
    with st.container(width=760):
        st.markdown(
            "**Nothing is planned yet.** The reports ask; no agency has agreed what it will do. Each question to one "
            "agency about one part is an *ask*; an ask without an action is a *hole*. "
            f"The business manager’s {way} lead from here to the first workbooks out."
        )


def figures(at: Frame) -> None:
    """The five figures, each with its change in thirty days."""
    now, then, since = summary(at).now, summary(at).before, at.today - COMPARED_WITH
    done = f"{now.counts.blue} of {now.counts.total}"
    original = (now.late_on_original, now.late_on_original, then.late_on_original)
    pairs: list[tuple[str, str, str | int, int, int]] = [
        ("Recommendations assured", "assured", done, now.counts.blue, then.counts.blue),
        ("Late on the current date", "current date", now.late, now.late, then.late),
        ("Late on the original date", "original date", *original),
        ("Holes: asked, no action", "hole", now.holes, now.holes, then.holes),
        ("Claims overturned", "overturned", f"{now.overturned} of {now.claims}", now.overturned, then.overturned),
    ]
    with st.grid(5, min_column_width=165, gap="medium"):
        for label, word, value, is_, was in pairs:
            change = f"{is_ - was:+,}" if is_ != was else "no change"
            words = f"{change} since {at.day(since)}".replace("-", "−") if then.counts.total else "new register"
            st.metric(label, value, words, delta_color="off", delta_arrow="off", help=meaning(word))


def reviews(at: Frame) -> None:
    """Where each review stands: a strip each, and the same in words."""
    section("Where each review stands")
    by_review = [(id_, counts) for id_, counts in summary(at).by_review.items() if counts.total]
    subjects = [at.register.reviews[id_].subject for id_, _ in by_review]
    said = [f"{s}: {in_numbers(c)}" for s, (_, c) in zip(subjects, by_review, strict=True)]
    if by_review and len(by_review) <= MOST_BARS:
        counts = [[(brag, of(c, brag)) for brag in SHOWN] for _, c in by_review]
        charts.strips(subjects, counts, alt="Recommendations by rating. " + ". ".join(said), key="strips")
    key()
    links = [
        f"{at.link(f'**{at.review(id_)}**', 'recommendations', review=id_)}: {in_numbers(c)}" for id_, c in by_review
    ]
    note("  \n".join(links[:MOST_BARS]))


def in_numbers(counts: Counts) -> str:
    """Counts in words: "6 overdue, 3 at risk and 4 assured"."""
    said = [f"{of(counts, brag)} {brag.label.lower()}" for brag in ORDER if of(counts, brag)]
    return list_in_words(said) or "nothing"


def agencies_by_need(at: Frame) -> list[tuple[str, AgencyFigures]]:
    """Agencies with their figures, most to put right first."""
    found = [(id_, f) for id_, f in at.standing.by_agency().items() if f.counts.total or f.holes]

    def need(item: tuple[str, AgencyFigures]) -> tuple[int, int, int, str]:
        counts = item[1].counts
        return (-sum(of(counts, b) for b in TO_PUT_RIGHT), -counts.red, -item[1].holes, item[0])

    return sorted(found, key=need)


def who_owes(at: Frame, agencies: Sequence[tuple[str, AgencyFigures]]) -> None:
    """Who has something to put right: bars to both sides of a line."""
    section("Who has something to put right")
    some = [(id_, f) for id_, f in agencies if f.counts.total][:MOST_BARS]
    if not some:
        st.markdown("No agency has an action yet.")
        return
    note("Actions by owner. Left of the line: overdue, at risk, unplanned. Right of it: assured, on track.")
    series: dict[Brag, charts.Series] = {
        brag: charts.Series(brag.label.lower(), charts.fill(brag), [of(f.counts, brag) for _, f in some])
        for brag in SHOWN
    }
    said = [f"{at.register.agencies[id_].short_name} {in_numbers(f.counts)}" for id_, f in some]
    names = [at.register.agencies[id_].short_name for id_, _ in some]
    left, right = [series[b] for b in TO_PUT_RIGHT], [series[b] for b in FINE]
    charts.sided(names, left, right, alt="Actions by agency, most to put right first: " + "; ".join(said), key="owes")


def claimed_against_verified(at: Frame, agencies: Sequence[tuple[str, AgencyFigures]]) -> None:
    """Claims that hold, claims that wait, and left of the line those that were overturned."""
    section("Claimed against verified")
    some = [(id_, f) for id_, f in agencies if f.claims or f.verified][:MOST_BARS]
    total = summary(at).now.claims
    if not some:
        st.markdown("No agency has claimed yet that an action is complete.")
        return
    note(
        f"{plural(total, 'claim')} ever judged or waiting. Right of the line: verified now, waiting now. "
        "Left of it: ever overturned, that is returned or undone by a check-back."
    )
    names = [at.register.agencies[id_].short_name for id_, _ in some]
    overturned = charts.Series("overturned", charts.neutral(), [f.overturned for _, f in some])
    verified = charts.Series("verified", charts.fill(Brag.BLUE), [f.verified for _, f in some])
    waiting = charts.Series("waiting for verification", charts.fill(Brag.GREEN), [f.awaiting for _, f in some])
    said = [
        f"{name} {f.verified} verified, {f.awaiting} waiting, {f.overturned} overturned"
        for name, (_, f) in zip(names, some, strict=True)
    ]
    charts.sided(names, [overturned], [verified, waiting], alt="Claims by agency: " + "; ".join(said), key="claims")


def by_agency(at: Frame, agencies: Sequence[tuple[str, AgencyFigures]]) -> None:
    """The numbers behind both charts, with a way to each agency's list."""
    section("Agency by agency")
    cells = [
        (
            _worst(f),
            titled(at.link(f"**{at.agency(id_)}**", "recommendations", agency=id_), _owed(f)),
            titled(f"{f.verified} verified, {f.awaiting} waiting", f"{f.overturned} of {f.claims} overturned")
            if f.claims
            else soft("no claim yet"),
            titled(
                at.link(f"{f.overdue} past their date" if f.overdue > 1 else "1 past its date", "overdue", agency=id_)
                if f.overdue
                else "none past its date",
                _moved(f),
            ),
        )
        for id_, f in agencies
    ]
    heads = ("Worst", "Agency, its actions by rating", "Claims", "Dates")
    rows(cells, heads, alt="Actions and claims by agency, most to put right first", key="rows_agencies")


def _moved(figures_: AgencyFigures) -> str:
    """Slippage: how often its dates were moved, and by how many days in all."""
    if not figures_.moves:
        return "no date moved"
    return f"moved {times(figures_.moves)}, {plural(figures_.slippage_days, 'day')} in all"


def _worst(figures_: AgencyFigures) -> str:
    """The chip of an agency's worst action; a hole counts as unplanned."""
    found = [brag for brag in SHOWN if of(figures_.counts, brag) or (brag == Brag.GREY and figures_.holes)]
    return chip(found[0]) if found else soft("–")


def _owed(figures_: AgencyFigures) -> str:
    holes = [plural(figures_.holes, "hole")] if figures_.holes else []
    said = [f"{of(figures_.counts, brag)} {brag.label.lower()}" for brag in ORDER if of(figures_.counts, brag)]
    return list_in_words(said + holes) or "no action"


def way_so_far(at: Frame) -> None:
    """Assured over time, against what was due by its original date."""
    section("Assured, against what was due")
    so_far = burn_up(at.engine, at.standing, sight=at.sight)
    if not so_far.days or not max(so_far.planned, default=0):
        st.markdown("No action has been planned yet.")
        return
    planned, due, done = so_far.planned[-1], so_far.due[-1], so_far.verified[-1]
    note("Actions, week by week. Due means by the original date, which never moves.")
    series = [
        charts.Line("planned", so_far.planned, charts.MARK[Brag.GREY], "dot", 1.75),
        charts.Line("were due", so_far.due, charts.INK, "dash"),
        charts.Line("assured", so_far.verified, charts.MARK[Brag.BLUE], "solid", 3.5),
    ]
    alt = (
        f"By {in_words(at.today)}, {done} of {planned} actions were assured; {due} had been due by their original date"
    )
    charts.lines(so_far.days, series, alt=alt, key="burn_up")
    step = max(1, len(so_far.days) // POINTS)
    picked = list(range(len(so_far.days) - 1, -1, -step))[:POINTS]
    cells = [
        (
            at.day(so_far.days[n]),
            f"{so_far.verified[n]} assured",
            f"{so_far.due[n]} were due",
            f"{so_far.planned[n]} planned",
        )
        for n in picked
    ]
    table(cells, ("By", "Assured", "Due by original date", "Planned"), alt="Actions assured, due and planned over time")


def silent(at: Frame) -> None:
    """Open actions about which their owner has said nothing for longer than the threshold."""
    section(f"No word for {at.standing.days('stale_days')} or more")
    found = at.standing.stale
    if not found:
        st.markdown("Every open action has been spoken of since.")
        return
    counted = sorted(((f.stale, id_) for id_, f in at.standing.by_agency().items() if f.stale), reverse=True)
    said = [f"{at.link(at.agency(id_), 'recommendations', agency=id_)}\u00a0{number}" for number, id_ in counted]
    st.markdown(f"{plural(len(found), 'open action')}: {', '.join(said)}.")
    cells = [
        (
            titled(f"**{at.agency(f.action.owner_id)}**\u2002{plain(f.action.title)}", recommendation_links(at, f)),
            f"{plural(days_silent(f, today=at.today) or 0, 'day')}, since {at.day(last_word_on(f))}",
        )
        for f in found[:MOST_SILENT]
    ]
    table(cells, ("Action", "Silent for"), alt="The actions longest without a word from their owner")
    if len(found) > MOST_SILENT:
        note(f"The longest silences; {len(found) - MOST_SILENT} more are counted above.")
