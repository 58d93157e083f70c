"""What came back: files kept by their hash until somebody applies them or puts them aside, read once for each state of
the register."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

import streamlit as st
from sqlalchemy import Engine

from tracker.commands import uploads
from tracker.queries.drafts import files
from tracker.queries.incoming import read_plan
from tracker.queries.names import looked_for
from tracker.queries.standing import change_number, zone_of
from tracker.rules.dates import plural
from tracker.rules.errors import TrackerError
from tracker.rules.words import Door
from tracker.sheets.grid import Limits
from tracker.sheets.identify import looked_through
from tracker.sheets.plan import Answers, Plan
from tracker.sheets.reading.read import read
from tracker.store.desk import Upload
from tracker.store.vault import vault_at
from tracker.ui import desk, desk_answers, tables
from tracker.ui.desk_samples import samples
from tracker.ui.desk_scope import GROUP, agency_scope, choose_scope
from tracker.ui.forms import Form, NoFileChosenError, attempt, content_of, refuse, tried
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section

SLOW = 200_000
"""Bytes of a file from which reading it takes long enough to name its steps."""
KINDS = ("xlsx", "xlsm", "xls", "ods", "csv", "tsv", "docx")
PLAN, GUARDED, SAMPLES = "workbook:plan", "workbook:guarded", "workbook:samples"
REFUSED = "workbook:refused"


class Kept(NamedTuple):
    """A file that can be read, kept by its hash."""

    file_hash: str
    name: str
    size: int


class NoneReadError(TrackerError):
    """None of several files could be read."""

    def __init__(self, refused: Sequence[str]) -> None:
        super().__init__(" ".join(refused))


def bring_in(at: Frame) -> None:
    """The uploader: any number of files. Each is looked at before it is kept; nothing in the register changes."""
    form = Form(at, "workbook:in", says=GROUP)
    with form.open():
        chosen = form.files(
            "file", "**The files** :gray[Workbooks that came back, or anybody's action plan.]", kinds=KINDS
        )
        refused: list[str] = []

        def read_each() -> dict[str, Any]:
            if not chosen:
                raise NoFileChosenError("workbook")
            if len(chosen) == 1:
                return {"found": [_read_one(at, chosen[0])]}
            found = [tried(partial(_read_one, at, upload), refused) for upload in chosen]
            if not any(found):
                raise NoneReadError(refused)
            return {"found": [file for file in found if file]}

        def done(found: Sequence[Kept]) -> str:
            if len(found) == 1 and not refused:
                desk.go(upload=found[0].file_hash)
            all_ = plural(len(found) + len(refused), "file")
            st.session_state[REFUSED] = refused
            return f"**Read: {f'{len(found):,} of {all_}' if refused else all_}.** Nothing has been changed yet."

        form.send("Show what they would change", "Not read", _keep_each, done, before=read_each)


def not_read() -> None:
    """The files among several that could not be read, for as long as it stands there that the others were."""
    if f"said:{GROUP}" not in st.session_state:
        st.session_state.pop(REFUSED, None)
    for words in st.session_state.get(REFUSED, ()):
        refuse("Not read", words)


def _read_one(at: Frame, upload: Any) -> Kept:
    content = content_of(at, upload, "workbook")
    plan = planned(at, content, upload.name, Answers())
    file = Kept(vault_at(at.settings).put(content), upload.name, len(content))
    st.session_state[PLAN] = (_state(at, file.file_hash, Answers()), plan)  # a large file is not read twice
    return file


def _keep_each(engine: Engine, *, found: Sequence[Kept], by: str, at: datetime, door: Door) -> Sequence[Kept]:
    for file in found:
        uploads.keep(engine, file_hash=file.file_hash, name=file.name, size=file.size, by=by, at=at, door=door)
    return found


def waiting(at: Frame) -> tuple[Upload, ...]:
    """The files that this person brought in and has not dealt with."""
    return files(at.engine, person_id=at.who.id) if at.who else ()


def listed(at: Frame, found: Sequence[Upload]) -> None:
    """The files on the desk, each a link to what it would change."""
    if not found:
        return
    section("On your desk")
    cells = [
        (at.link(f"**{plain(one.name)}**", "workbook", upload=one.hash), f"brought in {_when(at, one)}")
        for one in found
    ]
    tables.table(cells, ("File", "When"), alt="Files that wait for your decision")


def _when(at: Frame, one: Upload) -> str:
    local = one.kept_at.astimezone(zone_of(at.now))
    return f"{at.day(local.date())} at {local:%H:%M}"


def planned(at: Frame, content: bytes, name: str, answers: Answers) -> Plan:
    """What a file would change. Raises FileRefusedError for one that cannot be read, or in which no plan is."""

    def plan() -> Plan:
        return read_plan(
            at.engine, content, name, limits=Limits(megabytes=at.settings.upload_limit), look=at.now,
            sight=at.sight, agency_id=agency_scope(at), answers=answers,
        )  # fmt: skip

    if len(content) < SLOW:
        return plan()
    with st.status("Reading the file, and comparing it cell by cell") as status:
        found = plan()
        status.update(label="Read and compared", state="complete")
    return found


def plan_of(at: Frame, upload: Upload) -> Plan | None:
    """The plan of a file on the desk, looked through by the identity guard; None where it is there no more."""
    choose_scope(at)
    plan = as_read(at, upload)
    if plan is None:
        return None
    names = looked_for(at.engine)
    kept = st.session_state.get(GUARDED)
    if not (kept and kept[0] is plan and kept[1] == names):
        kept = st.session_state[GUARDED] = (plan, names, looked_through(plan, names))
    found: Plan = kept[2]
    return found


def samples_of(at: Frame, upload: Upload, plan: Plan) -> dict[str, tuple[str, ...]]:
    """What stands in the columns that are asked about. The file is read once more for it, and only for that."""
    asked = tuple(question.text for question in plan.questions if question.kind == "column")
    if not asked:
        return {}
    kept = st.session_state.get(SAMPLES)
    if not (kept and kept[0] == (upload.hash, asked)):
        content = vault_at(at.settings).get(upload.hash) or b""
        sheets = attempt("Not read", lambda: read(content, upload.name, Limits(megabytes=at.settings.upload_limit)))
        kept = ((upload.hash, asked), samples(sheets, plan.questions) if sheets else {})
        st.session_state[SAMPLES] = kept
    found: dict[str, tuple[str, ...]] = kept[1]
    return found


def as_read(at: Frame, upload: Upload) -> Plan | None:
    """The plan as the file says it, worked out once for each state of the register and of the answers."""
    answers = desk_answers.settled(at, upload).answers
    key = _state(at, upload.hash, answers)
    kept = st.session_state.get(PLAN)
    if kept and kept[0] == key:
        found: Plan = kept[1]
        return found
    content = vault_at(at.settings).get(upload.hash)
    if content is None:
        note(f"{plain(upload.name)} is no longer where evidence is kept. Bring it in again.")
        return None
    plan = attempt("Not read", lambda: planned(at, content, upload.name, answers))
    if plan is not None:
        st.session_state[PLAN] = (key, plan)
    return plan


def _state(at: Frame, file_hash: str, answers: Answers) -> tuple[Any, ...]:
    """What a plan rests on: while it is the same, the file need not be read again."""
    whose = at.who.id if at.who else ""
    return file_hash, change_number(at.engine), at.now.today, whose, agency_scope(at), answers
