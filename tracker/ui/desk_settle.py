"""What the reader of somebody's action plan is not sure of, asked: which column is what, who is meant, which
recommendation a row is about."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from tracker.commands import layouts
from tracker.rules.dates import first_words, plural
from tracker.sheets.plan import Plan, Question
from tracker.store.desk import Upload
from tracker.ui import desk_answers, tables
from tracker.ui.desk_scope import GROUP
from tracker.ui.forms import Form, may
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled

FIELDS: Mapping[str, str] = {
    "recommendation": "The recommendation, in words",
    "ref": "The number of the recommendation",
    "part": "The part of the recommendation",
    "review": "The review",
    "action": "What will be done",
    "owner": "Who answers",
    "lead": "The role that leads",
    "due": "When it is due",
    "completed": "When it was done",
    "status": "How far it is",
    "rating": "Its rating",
    "progress": "What was done",
    "evidence": "Evidence",
    "intended_outcome": "What should be different",
    "theme": "Theme or heading",
}
"""What a column can be, as a person says it."""
NOT_READ = "It is not read"
MOST = 40


def settle(at: Frame, upload: Upload, plan: Plan) -> None:
    """Everything that is asked about a file, each answer kept at once; nothing where nothing is asked."""
    columns = [q for q in plan.questions if q.kind == "column"]
    owners = [q for q in plan.questions if q.kind == "owner"]
    recommendations = [q for q in plan.questions if q.kind == "recommendation"]
    if columns:
        section("Which column is what?")
        note("The tracker is not sure of these. What you choose is taken at once, and the table below changes with it.")
        _ask(at, upload, "columns", columns, {**_fields(columns), "": NOT_READ})
    if owners:
        section(f"Who is meant? {plural(len(owners), 'name')} could not be placed")
        agencies = {id_: a.name for id_, a in at.now.register.agencies.items()}
        _ask(at, upload, "owners", owners, {**agencies, "": "Nobody in the register: leave the owner open"})
    if recommendations:
        section("Which recommendation?")
        known = {r.id: f"{r.id}  {first_words(r.title, 90)}" for r in at.now.register.recommendations.values()}
        _ask(at, upload, "recommendations", recommendations, {**known, "": "None of them: leave these rows out"})


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


def _fields(questions: Sequence[Question]) -> dict[str, str]:
    named = dict.fromkeys([*FIELDS, *(choice for q in questions for choice in q.choices)])
    return {name: FIELDS.get(name, name) for name in named}


def _ask(
    at: Frame,
    upload: Upload,
    kind: Literal["columns", "owners", "recommendations"],
    questions: Sequence[Question],
    options: Mapping[str, str],
) -> None:
    answers = getattr(desk_answers.settled(at, upload).answers, kind)
    for place, question in enumerate(questions[:MOST]):
        first = [choice for choice in question.choices if choice in options]
        ordered = {key: options[key] for key in dict.fromkeys([*first, *options])}
        answered = question.text in answers
        key = f"settle:{kind}:{upload.hash}:{place}:{question.text[:80]}"
        st.session_state[key] = (answers[question.text] or "") if answered else question.chosen
        where = f" :gray[row {question.row}]" if question.row else ""
        st.selectbox(
            titled(f"**{plain(first_words(question.text, 160))}**{where}"), list(ordered),
            index=None, format_func=ordered.__getitem__, key=key, placeholder="Choose one", width=640,
            on_change=_answered, args=(at, upload, kind, question.text, key),
        )  # fmt: skip
    if len(questions) > MOST:
        note(f"… and {plural(len(questions) - MOST, 'more question')} once these are answered.")


def _answered(at: Frame, upload: Upload, kind: str, text: str, key: str) -> None:
    desk_answers.answer(at, upload, kind, text, st.session_state[key] or None)
