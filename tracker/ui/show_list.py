"""The list of recommendations: its filters in the address, its order, its pages, and what to say when none matches."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from tracker.rules.brag import ORDER
from tracker.rules.dates import list_in_words, plural
from tracker.rules.deadlines import original_date
from tracker.rules.filters import DUE, EVERY_LEVEL, Filters, from_query
from tracker.rules.lifecycle import OPEN_STATUSES, VERIFIED
from tracker.rules.records import Recommendation
from tracker.rules.standing import Counts, count
from tracker.rules.words import Level, Status
from tracker.ui import desk
from tracker.ui.frame import Frame
from tracker.ui.look import chip, note, plain, soft, titled
from tracker.ui.show_overview import in_numbers
from tracker.ui.tables import rows

A_PAGE = 25
MOST_OWNERS = 6
SORTS: dict[str, str] = {
    "worst": "Worst first",
    "printed": "As printed",
    "date": "Next date",
    "actions": "Most actions",
}


@dataclass(frozen=True)
class Found:
    """What a filter keeps, in order, and how it is rated."""

    ids: tuple[str, ...]
    counts: Counts


def asked(at: Frame) -> tuple[Filters, str]:
    """The filter and the order in the address; what makes no sense there is said and left out."""
    filters, complaints = from_query(st.query_params.to_dict(), at.register)
    for complaint in complaints:
        st.warning(plain(complaint), icon=":material/filter_alt_off:")
    sort = st.query_params.get("sort", "worst")
    return filters, sort if sort in SORTS else "worst"


def find(at: Frame, filters: Filters, sort: str = "worst") -> Found:
    """The recommendations that a filter keeps, in order. Worked out once for each state of the register."""

    def make() -> Found:
        kept = filters.apply(at.standing)
        ratings = at.standing.recommendation_ratings
        order = _order(at, sort)
        return Found(
            tuple(rec.id for rec in (sorted(kept, key=order) if order else kept)),
            count(ratings[rec.id] for rec in kept),
        )

    return at.worked_out(make, "list", filters, sort)


def finding(at: Frame, found: Found) -> str:
    """The page's title."""
    if not found.ids:
        return "No recommendation matches" if at.register.recommendations else "No review yet"
    some = plural(len(found.ids), "recommendation")
    return f"{some}: {in_numbers(found.counts)}"


def controls(at: Frame, filters: Filters) -> None:
    """The filters, each in the address under its own name. Another choice begins at the first page again."""
    register, drops = at.register, ("page",)
    reviews = {id_: review.subject for id_, review in register.reviews.items()}
    agencies = {
        id_: register.agencies[id_].short_name
        for id_ in sorted(at.standing.by_agency(), key=lambda id_: register.agencies[id_].short_name)
    }
    themes = {id_: theme.name for id_, theme in register.themes.items()}
    levels = {Level.SINGLE_AGENCY.value: "Single agency only", EVERY_LEVEL: "Overview and single agency"}
    ratings = {brag.value: f"{brag.label}" for brag in ORDER}
    due = {name: words[0].upper() + words[1:] for name, words in DUE.items()}
    with st.container(horizontal=True, key="controls_filters", vertical_alignment="bottom"):
        desk.pick("Review", reviews, "review", drops=drops, empty="Every review", width=200)
        desk.pick("Agency", agencies, "agency", drops=drops, empty="Every agency", width=210)
        desk.pick("Theme", themes, "theme", drops=drops, empty="Every theme", width=250)
        desk.pick("Rating", ratings, "rating", drops=drops, empty="Every rating", width=150)
        desk.pick("Dates", due, "due", drops=drops, empty="Any date", width=250)
        desk.pick("Made by", levels, "level", drops=drops, empty="Overview reports", width=230)
        desk.words("Words in it", "words", drops=drops, width=220)
    with st.container(horizontal=True, key="controls_order", vertical_alignment="center"):
        desk.segments("Order", SORTS, "sort", first="worst", drops=drops)
        if not filters.nothing_set:
            st.button("Show everything", type="tertiary", icon=":material/filter_alt_off:", on_click=_clear)
        st.link_button(
            "Download the register as a workbook", at.address("export/register.xlsx"), icon=":material/download:"
        )


def nothing(at: Frame, filters: Filters) -> None:
    """What was looked for, and what there is when one condition is left out."""
    st.markdown(f"Looked for: {plain(filters.in_words(at.register))}.")
    ways = []
    for name in filters.to_query():
        wider = filters.without(name)
        number = len(find(at, wider).ids)
        if number:
            words = plain(wider.in_words(at.register))
            ways.append(
                f"- {at.link(plural(number, 'recommendation'), 'recommendations', **wider.to_query())}: {words}"
            )
    st.markdown("\n".join(ways) or f"{at.link('Show everything', 'recommendations')}.")


def paged(at: Frame, found: Found) -> tuple[str, ...]:
    """The ids of the page that the address asks for, under the line that says which these are."""
    pages = max(1, -(-len(found.ids) // A_PAGE))
    words = st.query_params.get("page", "1")
    page = min(max(int(words[:6]), 1), pages) if words.isascii() and words.isdecimal() else 1
    first = (page - 1) * A_PAGE
    shown = found.ids[first : first + A_PAGE]
    if pages > 1:
        with st.container(key="controls_pages"):
            key = f"address:page:{page}:{pages}"
            st.pagination(pages, default=page, key=key, on_change=_to_page, args=(key,))
        note(f"{first + 1:,} to {first + len(shown):,} of {len(found.ids):,}.")
    return shown


def listed(at: Frame, ids: tuple[str, ...], *, key: str = "rows_list") -> None:
    """The rows: rating, what it asks with why it stands so and who owns it, actions, next date."""
    recs = [at.register.recommendations[id_] for id_ in ids]
    many = len(at.register.reviews) > 1
    ratings = at.standing.recommendation_ratings
    cells = [(chip(ratings[r.id].brag), _what(at, r, many), _assured(at, r), _dates(at, r)) for r in recs]
    heads = ("Rating", "Recommendation", "Actions", "Next date")
    rows(cells, heads, alt="Recommendations with rating, reason, owners, actions assured and next date", key=key)


def _what(at: Frame, rec: Recommendation, many: bool) -> str:
    review = f"{at.review(rec.review_id)} · " if many else ""
    owners = [at.agency(id_) for id_ in at.register.owners_of(rec.id)]
    if len(owners) > MOST_OWNERS:
        owners = [*owners[: MOST_OWNERS - 1], f"{len(owners) - MOST_OWNERS + 1} more"]
    name = at.link(f"**{plain(rec.ref)}**", "recommendation", id=rec.id)
    reason = plain(at.standing.recommendation_ratings[rec.id].reason)
    return titled(f"{name}\u2002{plain(rec.title)}", f"{review}{reason} · {list_in_words(owners) or 'nobody asked'}")


def _assured(at: Frame, rec: Recommendation) -> str:
    files = at.register.files_of_recommendation(rec.id)
    if not files:
        return "no action"
    done = sum(at.standing.statuses[f.action.id] in VERIFIED for f in files)
    return f"{done}\u00a0of\u00a0{len(files)} assured"


def _dates(at: Frame, rec: Recommendation) -> str:
    files = at.register.files_of_recommendation(rec.id)
    open_ = [f for f in files if at.standing.statuses[f.action.id] in OPEN_STATUSES]
    if not open_:
        if rec.closed_on:
            return soft(f"closed {at.day(rec.closed_on)}")
        waiting = any(at.standing.statuses[f.action.id] == Status.CLAIMED for f in files)
        return soft("to verify" if waiting else "nothing open" if files else "–")
    dated = [f for f in open_ if f.action.due]
    if not dated:
        return "**no date**"
    next_ = min(dated, key=lambda f: f.action.due or date.max)
    original = original_date(next_.action)
    quiet = f"original {at.day(original)}" if original != next_.action.due else ""
    return titled(f"due **{at.day(next_.action.due)}**", quiet)


def _order(at: Frame, sort: str) -> Callable[[Recommendation], tuple[object, ...]] | None:
    place = {id_: n for n, id_ in enumerate(at.register.reviews)}
    if sort == "printed":
        return lambda r: (place[r.review_id], r.level != Level.OVERVIEW, r.position)
    if sort == "actions":
        return lambda r: (-len(at.register.files_of_recommendation(r.id)), place[r.review_id], r.position)
    if sort == "date":
        return lambda r: (_next_date(at, r), place[r.review_id], r.position)
    return None


def _next_date(at: Frame, rec: Recommendation) -> date:
    files = at.register.files_of_recommendation(rec.id)
    open_ = [f.action.due for f in files if f.action.due and at.standing.statuses[f.action.id] in OPEN_STATUSES]
    return min(open_, default=date.max)


def _clear() -> None:
    for name in (*Filters.__slots__, "page", "sort"):
        st.query_params.pop(name, None)


def _to_page(key: str) -> None:
    st.query_params["page"] = str(st.session_state[key])
