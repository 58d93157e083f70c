"""The candidates of a report beside its pages: one at a time, taken, left out, changed, parted, joined."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from tracker.queries.reports import Helped, helped, read_report
from tracker.rules import working_list
from tracker.rules.candidates import Candidate, ReadReport
from tracker.rules.dates import NO_BREAK_SPACE, first_words, list_in_words
from tracker.rules.records import Board
from tracker.rules.words import Answer, CandidateKind
from tracker.rules.working_list import LIST, Item, Items
from tracker.store.desk import Upload
from tracker.store.vault import vault_at
from tracker.ui import desk, desk_report, form_candidate, keys, show_intake, show_source
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, paragraphs, plain, section, titled

SHAPE = {Answer.WAITING: "○", Answer.TAKEN: "●", Answer.LEFT_OUT: "✕"}
COLOUR = {Answer.WAITING: "gray", Answer.TAKEN: "green", Answer.LEFT_OUT: "gray"}
MANY = {
    CandidateKind.RECOMMENDATION: "Recommendations", CandidateKind.SINGLE_AGENCY: "Single-agency",
    CandidateKind.LEARNING_POINT: "Learning points", CandidateKind.PROMISE: "Promises",
    CandidateKind.CROSS_REFERENCE: "Other reviews",
}  # fmt: skip
DOING = "report:doing"
KEYS = "T takes, L leaves out, E changes it; ← and → go through the list."


def draw(at: Frame, upload: Upload, report: ReadReport, items: Items, board: Board | None) -> None:
    """The kinds, the list of one kind, and the item that the address names beside its place in the report."""
    kinds = {kind.value: f"{MANY[kind]} {n}" for kind in CandidateKind if (n := sum(i.kind == kind for i in items))}
    if not kinds:
        st.markdown(
            "**No recommendation was found.** The report may print them in a way the tracker does not know. Its pages "
            "are below; put the recommendations in by hand under "
            f"{at.link('Reviews and agencies', 'reviews', tab='recommendations')}."
        )
        show_source.draw(at, upload, report, ())
        return
    asked = next((item for item in items if item.id == asked_for("item")), None)
    first = asked.kind.value if asked else next(iter(kinds))
    with st.container(key="controls_kinds"):
        kind = CandidateKind(desk.segments("Which kind?", kinds, "kind", first=first, drops=("item",)))
    those = [item for item in items if item.kind == kind]
    if asked not in those:
        asked = next((item for item in those if item.answer == Answer.WAITING), those[0])
    _strip(at, upload, those, asked)
    source, work = st.columns([6, 5], gap="large")
    with work:
        _item(at, upload, report, items, those, asked, board)
    with source:
        show_source.draw(at, upload, report, _candidates(report, asked))
    _list(at, upload, items, those, asked)


def _candidates(report: ReadReport, item: Item) -> tuple[Candidate, ...]:
    """What an item came from, as long as the report still reads so."""
    numbers = set(item.numbers)
    return tuple(one for one in report.candidates if one.number in numbers and one.text in item.source)


def _item(
    at: Frame, upload: Upload, report: ReadReport, items: Items, those: list[Item], item: Item, board: Board | None
) -> None:
    number = those.index(item)
    _ways(at, those, number)
    heading = f"{plain(item.ref)} {plain(item.title)}" if item.ref else plain(item.title)
    st.markdown(f"## {heading}")
    page = f"page {item.page:,}" if item.page else ""
    paragraph = f"paragraph {item.place.paragraph}" if item.place.paragraph else ""
    where = ", ".join(one for one in (page, paragraph) if one)
    changed = " :blue-badge[Changed by hand]" if item.edited else ""
    state = f":{COLOUR[item.answer]}-badge[{SHAPE[item.answer]} {item.answer.label}]"
    st.markdown(f"{state}{changed} {plain(where)}")
    found = _candidates(report, item)
    for one in found:
        note(plain(one.reason))
        for place in one.also[:4]:
            again = " ".join(w for w in (f"page {place.page}" if place.page else "", place.paragraph or "") if w)
            note(f"It stands in the report a second time: {plain(again)}.")
        for doubt in one.doubts:
            st.markdown(f":orange-badge[▲ Look again] {plain(doubt)}")
    doing = st.session_state.get(DOING)
    if doing and doing[0] == item.id and doing[1] in form_candidate.FORMS:
        form_candidate.FORMS[doing[1]](at, upload, items, item, helped(at.register, (item,), board)[item.id])
        return
    _buttons(at, upload, items, those, item)
    with st.container(key="printed_candidate"):
        st.markdown(paragraphs(item.text))
    if item.parts:
        section("Parts, each tracked by itself")
        st.markdown("\n".join(f"- **{plain(part.label)}** {plain(part.text)}" for part in item.parts))
    if item.kind in LIST:
        _suggested(at, item, helped(at.register, (item,), board)[item.id])
        show_intake.advice(item.text, item.addressed_to, item.parts, None, open_=True)
    elif item.about:
        st.markdown(titled("**About**", plain(item.about)))
    if item.kind == CandidateKind.PROMISE:
        kept = f"Kept by {plain(item.kept_by)}." if item.kept_by else "**No recommendation was found that keeps it.**"
        st.markdown(kept)


def _suggested(at: Frame, item: Item, ideas: Helped) -> None:
    """Whom it is addressed to as written, whom that seems to mean, and which themes: suggestions, until taken."""
    section("Addressed to, as written")
    st.markdown(", ".join(f"“{plain(words)}”" for words in item.addressed_to) or "Nobody is named.")
    owners = item.owners if item.owners is not None else (*ideas.agencies, *ideas.groups)
    names = [at.register.groups[id_].name if id_ in at.register.groups else at.agency(id_) for id_ in owners]
    whose = "To be asked" if item.owners is not None else "To be asked, as suggested"
    st.markdown(f"**{whose}:** {plain(list_in_words(names)) or 'nobody yet'}")
    if ideas.unknown and item.owners is None:
        note(f"Not known in the register: {plain(list_in_words([f'“{w}”' for w in ideas.unknown]))}.")
    themes = _themes(at, item, ideas)
    st.markdown(f"**Themes, suggested:** {plain(list_in_words(themes)) or 'none'}")


def _themes(at: Frame, item: Item, ideas: Helped) -> list[str]:
    ids = item.themes if item.themes is not None else tuple(one.theme_id for one in ideas.themes)
    return [at.register.themes[id_].name for id_ in ids if id_ in at.register.themes]


def _ways(at: Frame, those: list[Item], number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="controls_items"):
        st.button("Back", icon=":material/arrow_back:", shortcut="Left", disabled=number == 0, key="report:item:back",
                  on_click=_go, args=(those[max(0, number - 1)].id,))  # fmt: skip
        st.markdown(f"{number + 1} of {len(those)}")
        after = those[min(len(those) - 1, number + 1)].id
        st.button("Next", icon=":material/arrow_forward:", shortcut="Right", disabled=number == len(those) - 1,
                  key="report:item:next", on_click=_go, args=(after,))  # fmt: skip


def _buttons(at: Frame, upload: Upload, items: Items, those: list[Item], item: Item) -> None:
    answer: Callable[..., None] = partial(_answer, at, upload, items, those, item)
    with st.container(horizontal=True, key="controls_answers"):
        if item.answer == Answer.WAITING:
            st.button("Take", type="primary", icon=":material/check:", shortcut=keys.one("T"), key="report:take",
                      on_click=answer, args=(Answer.TAKEN,))  # fmt: skip
            st.button("Leave out", icon=":material/close:", shortcut=keys.one("L"), key="report:leave", on_click=answer,
                      args=(Answer.LEFT_OUT,))  # fmt: skip
        else:
            st.button(
                "Decide again", shortcut=keys.one("T"), key="report:again", on_click=answer, args=(Answer.WAITING,)
            )
        for what, label, key in (("edit", "Change", "E"), ("split", "Part in two", None), ("join", "Join", None)):
            if what != "join" or len(those) > 1:
                st.button(label, shortcut=keys.one(key), key=f"report:{what}", on_click=form_candidate.begin,
                          args=(item.id, what))  # fmt: skip
        if item.edited or len(item.numbers) > 1:
            st.button("As it was read", key="report:as_read", on_click=_as_read, args=(at, upload, items, item))
        if desk_report.steps_back(upload):
            st.button("Undo", icon=":material/undo:", shortcut="Ctrl+Z", key="report:undo",
                      on_click=desk_report.back, args=(at, upload))  # fmt: skip
    note(KEYS)
    keys.switch()


def _answer(at: Frame, upload: Upload, items: Items, those: list[Item], item: Item, answer: Answer) -> None:
    """Answer one, and go on to the next that waits."""
    desk_report.step(at, upload, items, lambda now: working_list.answered(now, item.id, answer))
    if answer == Answer.WAITING:
        return
    number = those.index(item)
    order = [*those[number + 1 :], *those[:number]]
    following = next((one for one in order if one.answer == Answer.WAITING), None)
    _go(following.id if following else item.id)


def _as_read(at: Frame, upload: Upload, items: Items, item: Item) -> None:
    report = read_report(vault_at(at.settings).get, upload.hash, upload.name)
    read = desk_report.first_list(at, report)
    desk_report.step(at, upload, items, lambda now: working_list.back_as_read(now, item.id, read))
    _go(f"c{item.numbers[0]}")


def _go(item_id: str) -> None:
    desk.go(item=item_id)
    show_source.own_page()
    st.session_state.pop(DOING, None)


def _strip(at: Frame, upload: Upload, those: list[Item], shown: Item) -> None:
    """Where each stands, in one line: its shape and its reference, each a way to it."""
    if len(those) < 2:
        return
    ways = []
    for number, item in enumerate(those, start=1):
        words = f"{SHAPE[item.answer]}{NO_BREAK_SPACE}{plain(item.ref or number)}"
        way = at.link(words, "report", upload=upload.hash, kind=item.kind.value, item=item.id)
        ways.append(f"**{words}**" if item.id == shown.id else way)
    counts = {answer: sum(item.answer == answer for item in those) for answer in Answer}
    said = ", ".join(f"{SHAPE[a]} {a.label.lower()} {n}" for a, n in counts.items() if n)
    st.markdown(f"{'  '.join(ways)}  :gray[({said})]")


def _list(at: Frame, upload: Upload, items: Items, those: list[Item], shown: Item) -> None:
    """All of this kind, each a way to it."""
    left = [item for item in those if item.answer == Answer.WAITING]
    section(f"All {len(those)}: {len(left)} to decide" if left else f"All {len(those)} are decided")
    if len(left) > 1:
        kind = shown.kind
        st.button(f"Take all {len(left)} that wait", key="report:take_all", on_click=desk_report.step,
                  args=(at, upload, items, lambda now: working_list.all_taken(now, kind)))  # fmt: skip
    for item in those:
        words = f"{SHAPE[item.answer]} **{plain(item.ref)}** {plain(first_words(item.title or item.text, 110))}"
        here = " *(shown above)*" if item.id == shown.id else ""
        page = f", page {item.page:,}" if item.page else ""
        way = at.link(words, "report", upload=upload.hash, kind=item.kind.value, item=item.id)
        st.markdown(f"{way} :gray[{item.answer.label.lower()}{page}]{here}")
