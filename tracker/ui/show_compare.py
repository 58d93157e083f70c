"""Two days side by side: which they are, how each rating moved, the figures of both, and everything else in words."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from tracker.queries.between import between, meetings_before, usual_since
from tracker.queries.standing import moment, standing_at
from tracker.rules.between import Moved
from tracker.rules.brag import ORDER, RANK
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.words import Brag, Level
from tracker.ui import charts, desk
from tracker.ui.frame import EARLIEST, Frame, asked_for
from tracker.ui.look import chip, key, note, plain, section, soft
from tracker.ui.tables import table

VIEWS = {"moved": "What moved", "months": "Month by month"}
SHOWN = tuple(brag for brag in ORDER if brag != Brag.NONE)
MOST_REFS, MOST_MEETINGS = 12, 2


@dataclass(frozen=True)
class Asked:
    """The two days that are compared, the earlier first, and what is wrong with those in the address."""

    since: date
    until: date
    complaints: tuple[str, ...] = ()


def asked(at: Frame) -> Asked:
    """The days of the address; without one, the last meeting (or thirty days ago) and the day looked at."""
    complaints: list[str] = []
    until = _day("to", at.now.today, complaints) or at.today
    since = _day("from", at.now.today, complaints)
    if since is None:
        since = usual_since(on(at, until).standing)
    if since > until:
        complaints.append("The earlier day was given second: the two were taken the other way round.")
        since, until = until, since
    return Asked(since, until, tuple(complaints))


def _day(name: str, today: date, complaints: list[str]) -> date | None:
    words = asked_for(name)
    if words is None:
        return None
    try:
        found = date.fromisoformat(words) if len(words) == 10 else None
    except ValueError:
        found = None
    if found is None or found < EARLIEST:
        complaints.append(f"‘{plain(words[:80])}’ is not a day I know: write it as 2026-05-01. It was left out.")
    elif found > today:
        complaints.append(
            f"{in_words(found)} is still to come: the register knows the past and today. It was left out."
        )
    else:
        return found
    return None


def on(at: Frame, day: date) -> Frame:
    """The frame of another day: as if that day had been asked for."""
    if day == at.today:
        return at
    when = moment(at.engine, day, sight=at.sight)
    with st.spinner(f"Rebuilding the register as it stood on {in_words(day)} …"):
        return replace(at, standing=standing_at(at.engine, when), moment=when)


def moved(at: Frame, since: date) -> Moved:
    """What moved up to the frame's day."""
    return between(at.engine, since, at.today, sight=at.sight)


def controls(at: Frame, chosen: Asked) -> None:
    """Both days, in the address; and the days that people compare with."""
    with st.container(horizontal=True, key="controls_compare", vertical_alignment="bottom"):
        for name, label, day in (("from", "From the end of", chosen.since), ("to", "To the end of", chosen.until)):
            at_key = f"address:compare_{name}"
            st.session_state[at_key] = day
            st.date_input(
                label, min_value=EARLIEST, max_value=at.now.today, format="DD/MM/YYYY", key=at_key, width=160,
                on_change=_to_address, args=(name, at_key),
            )  # fmt: skip
    ways = [
        (f"the meeting of {in_words(one.held_on, at.today)}", one.held_on)
        for one in meetings_before(at.standing)[:MOST_MEETINGS]
    ]
    ways += [(f"{days} days before", at.today - timedelta(days=days)) for days in (30, 90)]
    ways.append(("a year before", at.today - timedelta(days=365)))
    to = chosen.until.isoformat() if chosen.until < at.now.today else None
    links = [at.link(words, "compare", **{"from": day.isoformat(), "to": to}) for words, day in ways]
    with st.container(key="controls_ways"):
        note(f"Compare with {' · '.join(links)}")


def _to_address(name: str, at_key: str) -> None:
    day = st.session_state[at_key]
    desk.go(**{name: day.isoformat() if isinstance(day, date) else None})


def ratings(at: Frame, since: str) -> None:
    """The ratings of both days, one strip each, and which recommendation went where."""
    found = moved(at, date.fromisoformat(since))
    section("How the ratings moved")
    then, now = found.then.counts(), found.now.counts()
    days = [in_words(found.since), in_words(found.until)]
    counts = [[(brag, int(getattr(one, brag.value))) for brag in SHOWN] for one in (then, now)]
    said = [
        f"{day}: {list_in_words([f'{n} {brag.label.lower()}' for brag, n in row if n]) or 'nothing'}"
        for day, row in zip(days, counts, strict=True)
    ]
    charts.strips(days, counts, alt="Recommendations by rating. " + ". ".join(said), key="compare_strips")
    key()
    cells = [(f"{_chip(was)} → {_chip(is_)}", _refs(at, found, was, is_)) for was, is_ in _steps(found)]
    table(cells, ("From and to", "Recommendations"), alt="Which recommendations went from which rating to which")
    same = sum(n for (was, is_), n in found.flow.items() if was == is_)
    rest = f"{plural(same, 'recommendation')} {'has' if same == 1 else 'have'} the rating of then"
    note("  \n".join([*said, f"{rest}."]))


def _steps(found: Moved) -> list[tuple[Brag | None, Brag | None]]:
    """The steps that were taken: the worst outcome first, what got worse before what got better."""

    def order(step: tuple[Brag | None, Brag | None]) -> tuple[int, int]:
        was, is_ = step
        return (RANK[is_] if is_ else len(RANK), -(RANK[was] if was else -1))

    return sorted((step for step in found.flow if step[0] != step[1]), key=order)


def _chip(brag: Brag | None) -> str:
    return chip(brag) if brag else soft("not there")


def _refs(at: Frame, found: Moved, was: Brag | None, is_: Brag | None) -> str:
    recs = {**found.then.register.recommendations, **found.now.register.recommendations}
    ids = [
        one.id
        for one in found.rerated
        if one.now.brag == is_ and (one.was.brag if one.was else None) == was and recs[one.id].level == Level.OVERVIEW
    ]
    links = [
        f"{at.link(f'**{plain(recs[id_].ref)}**', 'recommendation', id=id_)}\u2002{at.review(recs[id_].review_id)}"
        for id_ in ids[:MOST_REFS]
    ]
    more = [f"{len(ids) - MOST_REFS} more"] if len(ids) > MOST_REFS else []
    gone = [plain(rec.id) for rec in found.gone_recommendations if is_ is None]
    return " · ".join([*links, *more, *gone])


def figures(at: Frame, since: str) -> None:
    """The figures of both days and the difference."""
    found = moved(at, date.fromisoformat(since))
    section("The figures of both days")
    cells = [
        (
            one.name,
            f"{one.then:,}",
            f"**{one.now:,}**",
            f"{one.difference:+,}".replace("-", "−") if one.difference else "–",
        )
        for one in found.figures
        if one.then or one.now
    ]
    heads = ("Figure", at.day(found.since), at.day(found.until), "Change")
    table(cells, heads, alt=f"The figures of {in_words(found.since)} and of {in_words(found.until)}")
    if not cells:
        st.markdown("The register held nothing on either day.")
