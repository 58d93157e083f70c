"""The frame of every page: who is there, which day is asked for, how the register stood then, and the lines on top.

A page calls `open_page()` first and `head()` once it knows its finding:

    at = open_page()
    head(at, "14 actions are late", "Child Ak")

A page may `stop` with a sentence; it never catches an error: `shell` does, for all of them.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NoReturn, TypeVar

import sqlalchemy as sa
import streamlit as st

from tracker import settings
from tracker.queries.history import Download, downloads
from tracker.queries.live import common
from tracker.queries.remember import remember
from tracker.queries.standing import COMPARED_WITH, Moment, change_number, is_ready, moment, standing_at
from tracker.rules.boards import acting_at, within
from tracker.rules.dates import in_words
from tracker.rules.errors import BadValueError, UnknownError
from tracker.rules.filters import Filters
from tracker.rules.glossary import meaning
from tracker.rules.illustrative import ILLUSTRATIVE, SETTING
from tracker.rules.personal_links import lead_roles
from tracker.rules.records import ActionFile, Agency, Board, Evidence, Review
from tracker.rules.register import Register
from tracker.rules.sight import Sight, sight_by_link, sight_of
from tracker.rules.standing import Standing
from tracker.rules.words import Door
from tracker.settings import Settings
from tracker.store.database import for_board, only_for
from tracker.store.engine import Engines
from tracker.ui import who
from tracker.ui.look import address, day, link, note, plain
from tracker.ui.saving import wait_until_saved
from tracker.ui.who import Who

R = TypeVar("R")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OWN_REGISTER = (
    "This is the demonstration. Your board’s own register, both reviews and nothing invented: `tracker serve`"
)
EARLIEST = date(1990, 1, 1)
BY_LINK = "my_agency"
"""The one page that a personal link opens."""


@dataclass(frozen=True)
class Frame:
    """What a page is drawn from: the store, the standing on the day asked for, and who asks."""

    engine: sa.Engine
    settings: Settings
    standing: Standing
    now: Standing
    """Today's standing: the same object where no past day is asked for. Forms work on this one."""
    who: Who | None
    moment: Moment
    """The state of the store, the day asked for, and what this person may see of it: what everything here rests on."""
    complaint: str | None = None
    """What is wrong with the day in the address, in words."""
    board_id: str | None = None
    """The one board for which this person acts now, where they have chosen one of several."""
    boards: tuple[Board, ...] = ()
    """The boards among which they may choose, in register order; none where they see one only."""

    @property
    def register(self) -> Register:
        """The register as it stood on the day asked for."""
        return self.standing.register

    @property
    def number(self) -> int:
        """The number of the last register change up to the day asked for."""
        return self.moment.number

    @property
    def now_number(self) -> int:
        """The number of the last register change that today's standing rests on."""
        return self.moment.number if not self.is_past else change_number(self.engine)

    @property
    def sight(self) -> Sight:
        """What this person may see, for a look of one's own at the store."""
        return self.moment.sight

    @property
    def today(self) -> date:
        """The day asked for: today, unless the address says another."""
        return self.standing.today

    @property
    def is_past(self) -> bool:
        """Whether a past day is shown: nothing can be changed there."""
        return self.standing.today < self.now.today

    @property
    def illustrative(self) -> bool:
        """Whether the store holds invented actions."""
        setting = self.now.register.settings.get(SETTING)
        return setting is not None and setting.value not in ("", "false", "null", "0", '""')

    @property
    def before(self) -> Standing:
        """The standing thirty days earlier, as the register stood then."""
        return _standing(self.engine, moment(self.engine, self.today - COMPARED_WITH, sight=self.sight), past=True)

    def may_open(self, evidence: Evidence) -> bool:
        """Whether this person may have what a piece of evidence says; the download asks again for itself. By a personal
        link nobody takes evidence out."""
        return not self.by_link and evidence.id not in self.moment.hidden.evidence

    def taken_out(self, files: Iterable[ActionFile]) -> Mapping[str, tuple[Download, ...]]:
        """Who took out which piece of these actions' evidence, by its id."""
        return downloads(self.engine, [e.id for file in files for e in file.evidence if e.file_hash], sight=self.sight)

    @property
    def by_link(self) -> bool:
        """Whether this person came in by a personal link, for which there is this one page only."""
        return self.who is not None and self.who.only is not None

    @property
    def door(self) -> Door:
        """Through which door what is done on a page comes in, as the trail says it."""
        return Door.LINK if self.by_link else Door.BROWSER

    def link(self, label: str, page: str, **parameters: str | None) -> str:
        """A Markdown link to a page of ours, on the same day; the label alone where the page is not for whoever looks.
        `label` is Markdown already."""
        if self.by_link and page != BY_LINK:
            return label
        return link(label, page, **self.same_day | parameters)

    def address(self, page: str, **parameters: str | None) -> str:
        """The address of a page or route of ours, on the same day."""
        return address(page, **self.same_day | parameters)

    def worked_out(self, make: Callable[[], R], *names: Hashable) -> R:
        """What a page worked out from the standing, once for each state of the register, day and sight. `names` tell it
        apart and say all that it rests on besides the standing."""
        return remember(("page", self.moment.shown, self.board_id, names), make)

    @property
    def same_day(self) -> dict[str, str | None]:
        """The parameters that keep a link on the day asked for, and with the board chosen."""
        return {"as_at": self.today.isoformat() if self.is_past else None, "board": self.board_id}

    def day(self, when: date | None) -> str:
        """A day, short, as seen from the day asked for."""
        return day(when, self.today)

    def agency(self, agency_id: str | None) -> str:
        """An agency's short name, safe to print; "no owner" for none."""
        agency: Agency | None = self.register.agencies.get(agency_id or "")
        return plain(agency.short_name) if agency else "no owner"

    def review(self, review_id: str) -> str:
        """A review's subject, safe to print: "Child K"."""
        review: Review | None = self.register.reviews.get(review_id)
        return plain(review.subject) if review else plain(review_id)


engine = Engines()
"""The one engine of a store's address."""


def open_page() -> Frame:
    """Everything a page is drawn from. Raises a TrackerError, which `shell` shows, where the store cannot be read."""
    ours = settings.load()
    store = engine(ours.database_url)
    wait_until_saved()
    known = common(store)
    somebody = who.current(known, ours, store)
    only = somebody.only if somebody else None
    if somebody and only:
        sight, store = sight_by_link(somebody.id, lead_roles(somebody.roles, only)), only_for(store, only)
    else:
        sight = sight_of(known, somebody.id if somebody else None)
    board_id, boards = None, () if only else _boards(known, sight)
    if somebody and any(one.id == asked_for("board") for one in boards):
        board_id = asked_for("board") or ""
        somebody = replace(somebody, roles=acting_at(somebody.roles, board_id))
        sight, store = sight_of(known, somebody.id, board_id), for_board(store, board_id)
    this = moment(store, sight=sight)
    now = _standing(store, this, past=False)
    asked, complaint = _day_asked_for(now.today)
    that = this if asked == now.today else moment(store, asked, sight=sight)
    then = now if that == this else _standing(store, that, past=True)
    return Frame(store, ours, then, now, somebody, that, complaint, board_id, boards)


def _boards(register: Register, sight: Sight) -> tuple[Board, ...]:
    """The boards among which somebody of this sight may choose one to act for: where there are several."""
    seen = tuple(one for one in register.boards.values() if within(one.id, sight.boards))
    return seen if len(seen) > 1 else ()


def _standing(store: sa.Engine, when: Moment, *, past: bool) -> Standing:
    if is_ready(when):
        return standing_at(store, when)
    words = f"Rebuilding the register as it stood on {in_words(when.day)}" if past else "Reading the register"
    with st.spinner(f"{words}, and rating every action …"):
        return standing_at(store, when)


def once(at: Frame, draw: Callable[..., None], *what: Hashable) -> None:
    """Draw something that rests on the standing alone: drawn once for each state of the register and for all from whom
    the same is hidden, then replayed.

    No widgets in it, and nothing about who is looking. `what` goes to `draw` after the frame, and is all that it rests
    on besides the standing."""
    key = (at.moment.shown, at.now.today, at.board_id, draw.__qualname__, *what)
    _replayer()(key, lambda: draw(at, *what))


def _drawn(key: tuple[Hashable, ...], _draw: Callable[[], None]) -> None:
    _draw()


@lru_cache(maxsize=1)
def _replayer() -> Callable[[tuple[Hashable, ...], Callable[[], None]], None]:
    """Streamlit's own cache, which records what is drawn. Made at the first page: before there is a server it warns."""
    return st.cache_data(max_entries=64, show_spinner=False)(_drawn)


def head(at: Frame, title: str, scope: str | None = None, *, steps: bool = True) -> None:
    """The finding as the page's title, and beneath it: as at when, of what, in which state of the register.

    Both are Markdown: pass through `plain` whatever somebody wrote. On a fresh register a line
    says the next of the first steps, except where the page shows all of them itself (`steps`)."""
    st.title(title, anchor=False)
    when = f"As at **{WEEKDAYS[at.today.weekday()]} {in_words(at.today)}**"
    number = f"register no.\u00a0{at.number:,}"
    badge = f" :violet-badge[{ILLUSTRATIVE}]" if at.illustrative else ""
    st.markdown(
        " · ".join(part for part in (when, scope or plain(Filters().in_words(at.register)), number) if part) + badge
    )
    if steps:
        from tracker.ui import show_start  # which is drawn from a frame

        show_start.line(at)
    if at.complaint:
        st.warning(at.complaint, icon=":material/event:")
    if at.is_past:
        note(f"This is how the register stood then. Nothing can be changed here: {link('back to today', _here())}.")
    if at.settings.acting_as and at.who is None:
        st.warning(
            f"The tracker was started for ‘{plain(at.settings.acting_as)}’, and there is nobody of that name here."
        )


def you(at: Frame) -> None:
    """Who the tracker takes this browser for, and the way to say otherwise; in the demonstration, the way out of it."""
    if at.who is None:
        words = f"You have not said who you are, so nothing can be changed: {who_link('say who you are')}."
    else:
        if at.board_id:
            every = link("see every board of yours", "overview", as_at=at.same_day["as_at"])
            note(f"You act for **{plain(at.now.register.boards[at.board_id].name)}** only: {every}.")
        change = f" · {who_link('not you?')}" if at.settings.by_machine and not at.who.fixed else ""
        words = f"You are {plain(at.who.in_words(at.now.register))}{change}"
    note(f"{words}  \n{OWN_REGISTER}" if at.illustrative else words)


def who_link(label: str) -> str:
    """A link to where people say who they are, and back to this page. `label` is Markdown already."""
    return link(label, "who", next=f"/{_here()}")


def someone(at: Frame) -> Who:
    """Who is there, for a page that is of no use without a person. Stops with a sentence where nobody has said."""
    if at.who is None:
        st.title("Who are you?", anchor=False)
        st.markdown(f"This page is about what you may do. {who_link('**Say who you are**')}, then come back.")
        st.stop()
    return at.who


def as_at_control(at: Frame) -> None:
    """The day to look at, in the address bar. Goes into the page's `controls` container."""
    key = "address:as_at"
    st.session_state[key] = at.today
    first, last = min(EARLIEST, at.today), at.now.today
    st.date_input(
        "As at",
        min_value=first,
        max_value=last,
        format="DD/MM/YYYY",
        key=key,
        width=160,
        help=meaning("as at"),
        on_change=_to_day,
        args=(last,),
    )


def _to_day(today: date) -> None:
    chosen_day = st.session_state["address:as_at"]
    if isinstance(chosen_day, date) and chosen_day < today:
        st.query_params["as_at"] = chosen_day.isoformat()
    else:
        st.query_params.pop("as_at", None)


def keep_day(page: str) -> None:
    """The menu leads to another page without its parameters: a past day that was being looked at goes along, and the
    board that was chosen."""
    before = st.session_state.get("page:was")
    for name in ("as_at", "board"):
        kept = st.session_state.get(f"page:{name}")
        if kept and before not in (None, page) and name not in st.query_params:
            st.query_params[name] = kept
        st.session_state[f"page:{name}"] = st.query_params.get(name)
    st.session_state["page:was"] = page


def asked_for(name: str) -> str | None:
    """What the address says under a name, or None."""
    return st.query_params.get(name) or None


def chosen(at: Frame, kind: str, table: Mapping[str, R], *, back: str, name: str = "id") -> R:
    """The record whose id the address gives. Stops with a sentence and a way back where it gives none of them.

    `back` is the page where they are listed."""
    id_ = asked_for(name)
    if id_ is not None and id_ in table:
        return table[id_]
    if id_ is None:
        stop(f"No {kind} was chosen", f"The address names no {kind}.", at.link("See them all", back))
    stop(f"No such {kind}", plain(UnknownError(kind, id_, table)), at.link("See them all", back))


def stop(title: str, words: str, way_out: str = "") -> NoReturn:
    """End the page here with a sentence and a way out. All three are Markdown."""
    st.title(title, anchor=False)
    st.error(words, icon=":material/block:")
    if way_out:
        st.markdown(way_out)
    st.stop()


def _day_asked_for(today: date) -> tuple[date, str | None]:
    words = asked_for("as_at")
    if words is None:
        return today, None
    try:
        day_ = date.fromisoformat(words) if len(words) == 10 else None
    except ValueError:
        day_ = None
    if day_ is None:
        why = BadValueError("As at", words, "is not a day I know: write it as 2026-05-01")
    elif day_ > today:
        why = BadValueError("As at", words, "is still to come: the register knows the past and today")
    else:
        return day_, None
    return today, f"{plain(why)} This is today."


def _here() -> str:
    """The page's own name in the address, without its parameters."""
    return (st.context.url or "").split("?")[0].rstrip("/").rsplit("/", 1)[-1] if st.context.url else ""
