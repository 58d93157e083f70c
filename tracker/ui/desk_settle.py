"""What the reader of somebody's action plan is not sure of, asked: which column is what, who is meant, which
recommendation a row is about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import streamlit as st

from tracker.commands import layouts
from tracker.rules.dates import first_words, list_in_words, plural
from tracker.sheets.plan import Plan, Question
from tracker.store.desk import Upload
from tracker.ui import desk_answers, desk_settled, tables
from tracker.ui.desk_incoming import samples_of
from tracker.ui.desk_scope import GROUP
from tracker.ui.desk_values import FIELDS
from tracker.ui.forms import Form, may
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section

NOT_READ = "It is not read"
MOST = 12


def settle(at: Frame, upload: Upload, plan: Plan) -> None:
    """Everything that is asked about a file, each answer kept at once; nothing where nothing is asked."""
    if plan.layout == "another_plan":
        _review(at, upload, plan)
    columns = [q for q in plan.questions if q.kind == "column"]
    owners = [q for q in plan.questions if q.kind == "owner"]
    recommendations = [q for q in plan.questions if q.kind == "recommendation"]
    if plan.questions:
        section(f"{plural(len(plan.questions), 'question')} about this file")
        note(
            "What you choose is taken at once, kept with the file, and can be taken back below. What you leave open "
            "stays as each question says."
        )
    if columns:
        beneath = samples_of(at, upload, plan)
        _ask(at, upload, "columns", columns, {**_fields(columns), "": NOT_READ}, lambda q: _column(q, beneath))
    if owners:
        agencies = {id_: a.name for id_, a in at.now.register.agencies.items()}
        nobody = {"": "Nobody in the register: leave the owner open"}
        _ask(at, upload, "owners", owners, {**agencies, **nobody}, lambda q: _owner(at, plan, q))
    if recommendations:
        known = {r.id: f"{r.id}  {first_words(r.title, 90)}" for r in at.now.register.recommendations.values()}
        none = {"": "None of them: leave these rows out"}
        _ask(at, upload, "recommendations", recommendations, {**known, **none}, lambda q: _recommendation(plan, q))
    desk_settled.settled(at, upload)


def _review(at: Frame, upload: Upload, plan: Plan) -> None:
    """Which review the plan is about: a number such as 3 says little by itself."""
    reviews = {id_: f"{review.subject} ({id_})" for id_, review in at.now.register.reviews.items()}
    if len(reviews) < 2:
        return
    taken = dict.fromkeys(new.ref.partition(":")[0] for new in plan.additions if new.ref)
    named = [plain(reviews[id_]) for id_ in taken if id_ in reviews]
    said = f"Taken for now, from its words and numbers, as {list_in_words(named)}." if named else "Not known yet."
    key = f"settle:review:{upload.hash}"
    chosen = st.session_state[key] = desk_answers.settled(at, upload).answers.review
    st.selectbox(
        f"**Which review is this plan about?** :gray[{'' if chosen else said}]", list(reviews), index=None,
        format_func=reviews.__getitem__, key=key, placeholder="Choose one, if that is not right", width=640,
        on_change=lambda: desk_answers.about(at, upload, st.session_state[key]),
    )  # fmt: skip


def _column(question: Question, beneath: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """A question about a column, and why it is asked."""
    found = beneath.get(question.text, ())
    sample = f"Beneath it: {list_in_words([f'“{plain(each)}”' for each in found])}. " if found else ""
    if question.chosen:
        why = f"Taken for now as: {_name(question.chosen).lower()}. Its heading does not say so for certain."
    else:
        near = [f"‘{_name(choice).lower()}’" for choice in question.choices[:2]]
        why = "Not read for now." + (f" It might be {list_in_words(near, 'or')}." if near else "")
    return f"Which column is ‘{plain(first_words(question.text, 120))}’?", sample + why


def _owner(at: Frame, plan: Plan, question: Question) -> tuple[str, str]:
    name = plain(first_words(question.text, 120))
    where = f"First in row {question.row}. " if question.row else ""
    if question.chosen in at.now.register.agencies:
        taken = plain(at.now.register.agency_name(question.chosen))
        return f"Who is ‘{name}’?", f"{where}Taken for now as {taken}, which is near, not certain."
    several = len(question.choices) > 1 and any(question.text == p.value for p in plan.problems) is False
    why = "It names several agencies" if several else "No agency of the register has this name"
    return f"Who is ‘{name}’?", f"{where}{why}: the owner stays open for now."


def _recommendation(plan: Plan, question: Question) -> tuple[str, str]:
    where = f"Row {question.row}. " if question.row else ""
    rows = [new for new in plan.additions if new.ref_text and new.ref_text in question.text] or [
        new for new in plan.additions if new.row == question.row and new.sheet == question.sheet
    ]
    about = f"Its action: “{plain(first_words(rows[0].action, 120))}”. " if rows else ""
    why = f"Taken for now as {plain(question.chosen)}." if question.chosen else "Its rows stay out for now."
    return f"Which recommendation is ‘{plain(first_words(question.text, 160))}’?", f"{where}{about}{why}"


def layout(at: Frame, plan: Plan) -> None:
    """How the columns were read, and a button to remember it for the next file of the same layout."""
    if plan.layout == "return_workbook" or not plan.columns:
        return
    with st.expander(f"How the columns were read: {plural(len(plan.columns), 'column')}"):
        read = [(f"**{FIELDS.get(name, name)}**", plain(heading)) for name, heading in plan.columns.items()]
        read += [(NOT_READ, plain(heading)) for heading in plan.unmapped]
        tables.table(read, ("What it is", "Its heading in the file"), alt="Columns as they were read")
        if plan.layout_id and may(at, "import_workbook"):
            form = Form(at, f"layout:{plan.layout_id}", says=GROUP)
            with form.open():
                note("Remember this, and the next file with the same headings is read in the same way, unasked.")
                form.send(
                    "Remember this layout", "Not kept", layouts.settle,
                    lambda _: "**Remembered.** The next file with these headings is read so.", primary=False,
                    layout_id=plan.layout_id, headings=plan.headings,
                    columns={heading: name for name, heading in plan.columns.items()}
                    | dict.fromkeys(plan.unmapped),
                )  # fmt: skip


def _name(field_: str) -> str:
    return FIELDS.get(field_, field_)


def _fields(questions: Sequence[Question]) -> dict[str, str]:
    named = dict.fromkeys([*FIELDS, *(choice for q in questions for choice in q.choices)])
    return {name: _name(name) for name in named}


def _ask(
    at: Frame,
    upload: Upload,
    kind: Literal["columns", "owners", "recommendations"],
    questions: Sequence[Question],
    options: Mapping[str, str],
    words: Callable[[Question], tuple[str, str]],
) -> None:
    for place, question in enumerate(questions[:MOST]):
        first = [choice for choice in question.choices if choice in options]
        ordered = {key: options[key] for key in dict.fromkeys([*first, *options])}
        key = f"settle:{kind}:{upload.hash}:{place}:{question.text[:80]}"
        st.session_state[key] = None
        asked, why = words(question)
        st.selectbox(
            f"**{asked}** :gray[{why}]", list(ordered),
            index=None, format_func=ordered.__getitem__, key=key, placeholder="Choose one", width=640,
            on_change=_answered, args=(at, upload, kind, question.text, key),
        )  # fmt: skip
    if len(questions) > MOST:
        note(f"… and {plural(len(questions) - MOST, 'more question')} once these are answered.")


def _answered(at: Frame, upload: Upload, kind: str, text: str, key: str) -> None:
    desk_answers.answer(at, upload, kind, text, st.session_state[key] or None)
