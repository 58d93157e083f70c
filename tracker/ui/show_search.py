"""The search page: what to look for, what was found and where, with the words that were found marked."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from tracker.queries.searching import Found, Hit, search
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.search import Kind, Only, typed
from tracker.store.search_index import Piece
from tracker.ui import desk
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, soft

A_PAGE = 20
TITLED = frozenset({Kind.RECOMMENDATION, Kind.ACTION})
"""What shows its own title beside its link: what was found there is marked in that."""
LONGEST = 200
FIRST_YEAR, LAST_YEAR = 1990, 2100  # as the fields for days have them
HOW = (
    "Several words: all of them must stand in one text. **“A phrase”** in quotation marks is found as it stands, "
    "**supervis\\*** finds every word that begins so, and **-word** leaves out what holds the word. "
    "A word that stands nowhere is looked for in near spellings."
)


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    words: str
    only: Only
    page: int = 1


def asked(at: Frame) -> Asked:
    """The words and filters of the address; what is not known there is left out."""
    kind, page = asked_for("kind"), asked_for("page") or "1"
    review, agency = asked_for("review"), asked_for("agency")
    only = Only(
        frozenset({Kind(kind)}) if kind in set(Kind) else frozenset(),
        review if review in at.register.reviews else None,
        agency if agency in at.register.agencies else None,
        _day("from"),
        _day("to"),
    )
    number = int(page[:4]) if page.isascii() and page.isdecimal() else 1
    return Asked((asked_for("words") or "")[:LONGEST].strip(), only, max(1, number))


def _day(name: str) -> date | None:
    try:
        found = date.fromisoformat(asked_for(name) or "")
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def find(at: Frame, what: Asked) -> Found:
    """What was found: of the page that is asked for, or of the first where there are not so many."""
    day = at.today if at.is_past else None
    with st.spinner("Looking …"):
        found = search(at.engine, what.words, what.only, day, sight=at.sight, first=(what.page - 1) * A_PAGE)
        if found.total and not found.hits:
            found = search(at.engine, what.words, what.only, day, sight=at.sight)
    return found


def finding(found: Found) -> str:
    """The page's title: what was found, with its number."""
    if not typed(found.words):
        return "Search the whole register"
    number = f"More than {found.total:,} texts hold" if found.more else _number(found.total)
    near = " a near spelling of" if found.near and found.total else ""
    return (
        f"{number}{near} ‘{plain(found.words)}’"
        if not found.some_only
        else f"No text holds all of ‘{plain(found.words)}’"
    )


def _number(total: int) -> str:
    return f"{plural(total, 'text')} {'holds' if total == 1 else 'hold'}" if total else "No text holds"


def scope(at: Frame, what: Asked) -> str:
    """Where was looked, in words."""
    only, pieces = what.only, ["recommendations, actions, updates, decisions, evidence and its files"]
    if only.kinds:
        pieces = [kind.label.lower() for kind in only.kinds]
    pieces += [at.review(only.review_id)] if only.review_id else []
    pieces += [at.agency(only.agency_id)] if only.agency_id else []
    pieces += [f"from {in_words(only.since)}"] if only.since else []
    pieces += [f"to {in_words(only.until)}"] if only.until else []
    return ", ".join(pieces)


def controls(at: Frame) -> None:
    """The words and the filters, in the address."""
    with st.container(key="controls_search"):
        desk.words("Words to look for", "words", drops=("page",), width=560)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kinds = {kind.value: kind.label for kind in Kind}
            desk.pick("Kind of text", kinds, "kind", drops=("page",), empty="Every kind", width=200)
            reviews = {id_: review.subject for id_, review in at.register.reviews.items()}
            desk.pick("Review", reviews, "review", drops=("page",), empty="Every review", width=200)
            names = sorted(at.register.agencies.values(), key=lambda agency: agency.name)
            agencies = {agency.id: agency.name for agency in names}
            desk.pick("Agency", agencies, "agency", drops=("page",), empty="Every agency", width=260)
            desk.day("From", "from", drops=("page",))
            desk.day("To", "to", drops=("page",))


def explain(at: Frame, found: Found) -> None:
    """How to look, what stands in for a misspelt word, and what could not be looked through."""
    if not typed(found.words):
        note(HOW)
    for word, near in found.near:
        words = list_in_words([f"**{plain(one)}**" for one in near], "or")
        st.markdown(f"‘{plain(word)}’ stands nowhere that you may look. Near spellings were taken: {words}.")
    if found.some_only:
        st.markdown(f"{plural(found.total, 'text')} {'holds' if found.total == 1 else 'hold'} some of the words.")
    if typed(found.words) and not found.total:
        st.markdown(
            "Nothing was found. Try fewer words, a shorter word with a star (supervis\\*), or take a filter off."
        )
    if found.kinds and len(found.kinds) > 1:
        kinds = [
            f"{at.link(kind.label, 'search', **_address(kind=kind.value))} {number:,}"
            for kind, number in found.kinds.items()
        ]
        note(" · ".join(kinds))
    rest = [f"{plural(found.unread, 'evidence file')} not read yet"] if found.unread else []
    rest += [f"{plural(found.without_text, 'file')} without text that can be searched"] if found.without_text else []
    if rest:
        note(f"Not looked through: {list_in_words(rest)}.")


def listed(at: Frame, found: Found, what: Asked) -> None:
    """The hits of this page, and the way to the others."""
    with st.container(key="hits"):
        for hit in found.hits:
            _draw(at, hit)
    pages = -(-found.total // A_PAGE)
    if pages > 1:
        page = what.page if what.page <= pages else 1
        first = (page - 1) * A_PAGE
        note(f"{first + 1:,} to {first + len(found.hits):,} of {found.total:,}{' and more' if found.more else ''}.")
        with st.container(key="controls_pages"):
            key = f"address:page:{page}:{pages}"
            st.pagination(pages, default=page, key=key, on_change=_to_page, args=(key,))


def _to_page(key: str) -> None:
    desk.go(page=str(st.session_state[key]))


def _address(**changed: str) -> dict[str, str | None]:
    names = ("words", "kind", "review", "agency", "from", "to")
    return {name: changed.get(name, asked_for(name)) for name in names}


def _draw(at: Frame, hit: Hit) -> None:
    lines = [f"{soft(hit.key.kind.label)}\u2002{_place(at, hit)}"]
    if any(piece.found for piece in hit.title) and hit.key.kind not in TITLED:
        lines.append(_marked(hit.title))
    if hit.words:
        lines.append(_marked(hit.words))
    lines.append(f":small[{soft(_where(at, hit))}]")
    st.markdown("  \n".join(lines))


def _marked(pieces: tuple[Piece, ...]) -> str:
    """The words, those that were found in bold upon a shade."""
    said = []
    for piece in pieces:
        words = plain(piece.text)
        before = " " if piece.text[:1].isspace() else ""
        after = " " if piece.text[-1:].isspace() and words else ""
        said.append(f":gray-background[**{words}**]" if piece.found else f"{before}{words}{after}")
    return "".join(said)


def _place(at: Frame, hit: Hit) -> str:
    """What the text belongs to, as a link to the page that shows it."""
    of, register, kind = hit.of, at.register, hit.key.kind
    if kind is Kind.DECISION and of.meeting_id:
        words = f"**Minutes of {in_words(register.meetings[of.meeting_id].held_on)}**"
        return at.link(words, "meeting", meeting=of.meeting_id, view="minutes")
    if of.action_id:
        title = _marked(hit.title) if kind is Kind.ACTION else plain(register.actions[of.action_id].title)
        return f"{at.link(f'**{plain(of.action_id)}**', 'my_agency', action=of.action_id)}\u2002{title}"
    if of.recommendation_ids:
        rec = register.recommendations[of.recommendation_ids[0]]
        label = f"{at.review(rec.review_id)} {plain(rec.ref)}"
        title = _marked(hit.title) if kind is Kind.RECOMMENDATION else plain(rec.title)
        part = f", part {plain(register.parts[hit.key.id].label)}" if kind is Kind.PART else ""
        return f"{at.link(f'**{label}**', 'recommendation', id=rec.id)}{part}\u2002{title}"
    if kind is Kind.THEME:
        return at.link(f"**{plain(register.themes[hit.key.id].name)}**", "themes", view="list")
    if kind in (Kind.LEARNING, Kind.PROMISE):
        table = register.learning_points if kind is Kind.LEARNING else register.promises
        words = f"{at.review(of.review_ids[0])}, paragraph {plain(table[hit.key.id].paragraph)}"
        return at.link(f"**{words}**", "themes", view="loose")
    return (
        at.link(f"**{at.review(of.review_ids[0])}**", "recommendations", review=of.review_ids[0])
        if of.review_ids
        else ""
    )


def _where(at: Frame, hit: Hit) -> str:
    """The small line: which evidence and page, whose, of which day."""
    of, pieces = hit.of, []
    if hit.key.kind is Kind.EVIDENCE:
        evidence = at.register.evidence[hit.key.id]
        paged = evidence.file_name and evidence.file_name.lower().endswith(".pdf")
        page = f", page {hit.key.page}" if hit.key.page and paged else ""
        said = any(piece.found for piece in hit.title)  # it stands above already
        pieces += [f"{plain(evidence.title)}{page}"] if hit.key.page or not said else []
        pieces += [plain(evidence.file_name)] if evidence.file_name and hit.key.page else []
        pieces += ["withdrawn"] if evidence.withdrawn_on else []
        pieces += ["restricted"] if evidence.restricted else []
    pieces += [at.agency(id_) for id_ in of.agency_ids[:4]]
    if of.action_id:
        pieces += [at.review(id_) for id_ in of.review_ids]
    pieces += [in_words(of.day)] if of.day else []
    return " · ".join(pieces)
