"""Evidence as it is listed: what it is, its rung, the date it is about, who sent it, and which version of it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from tracker.clock import local_day
from tracker.queries.history import Download
from tracker.queries.standing import zone_of
from tracker.rules.dates import in_words, times
from tracker.rules.evidence import Versions, versions, why_no_file
from tracker.rules.records import ActionFile, Evidence
from tracker.rules.retention import disposed, why_disposed
from tracker.rules.words import Rung
from tracker.ui import tables
from tracker.ui.forms import name_of
from tracker.ui.frame import Frame
from tracker.ui.look import day, note, plain, titled


def listed(at: Frame, file: ActionFile) -> None:
    """The evidence of an action, the strongest rung first; earlier versions stand with the newest, what was withdrawn
    last."""
    if not file.evidence:
        note("No evidence has been sent for this.")
        return
    rungs, replaced = list(Rung), {e.replaces_id for e in file.evidence}
    newest = sorted((e for e in file.evidence if e.id not in replaced), key=lambda e: -rungs.index(e.rung))
    gone = [e for e in newest if e.withdrawn_on]
    out = at.taken_out([file])
    cells = [
        (_what(at, e, versions(file, e), out), _rung(e), _about(at, e))
        for e in [*(e for e in newest if not e.withdrawn_on), *gone]
    ]
    tables.table(cells, ("Evidence", "Rung", "About"), alt=f"Evidence for {file.action.id}, the strongest first")


def _what(at: Frame, one: Evidence, line: Versions, out: Mapping[str, Sequence[Download]]) -> str:
    title = plain(one.title)
    quiet = []
    if not at.may_open(one):
        quiet.append("restricted to its agency and to those who verify")
    elif why_no_file(one) is None:
        title = _linked(one)
    quiet += [plain(one.statement) if one.statement else "", plain(one.link) if one.link else ""]
    if one.withdrawn_on:
        by = f" by {plain(name_of(at.now.register, one.withdrawn_by))}" if one.withdrawn_by else ""
        why = f": {plain(one.withdrawn_reason)}" if one.withdrawn_reason else ""
        quiet.append(f"withdrawn on {in_words(one.withdrawn_on)}{by}{why}")
    if over := disposed(at.now.register.disposals.values()).get(one.id):
        quiet.append(plain(why_disposed(over)))
    by = f"by {plain(name_of(at.now.register, one.submitted_by))}" if one.submitted_by else ""
    when = f" on {day(one.submitted_on, at.today)}" if one.submitted_on else ""
    quiet += [f"sent {by}{when}", _fingerprint(one), _taken(at, out.get(one.id, ())), _versions(at, line, out)]
    return titled(f"~~{title}~~" if one.withdrawn_on else title, *quiet)


def _taken(at: Frame, out: Sequence[Download]) -> str:
    """ "taken out 3 times, last on 20 Nov by Asha Patel; shown in a meeting once, …"; nothing where nobody did."""
    said = []
    for words, some in (
        ("taken out", [one for one in out if not one.in_room]),
        ("shown in a meeting", [one for one in out if one.in_room]),
    ):
        if some:
            last = day(local_day(some[-1].at, zone_of(at.now)), at.today)
            by = plain(name_of(at.now.register, some[-1].by))
            said.append(f"{words} {times(len(some))}, last on {last} by {by}")
    return "; ".join(said)


def _versions(at: Frame, line: Versions, out: Mapping[str, Sequence[Download]]) -> str:
    """ "version 3 of 3; earlier: Audit of 10 files, sent 3 Mar; …", each with its file as long as it is given out."""
    if not line.earlier:
        return line.in_words
    told = []
    for one in line.earlier:
        name = _linked(one) if why_no_file(one) is None and at.may_open(one) else plain(one.title)
        sent = f"sent {day(one.submitted_on, at.today)}" if one.submitted_on else "sent before"
        gone = f", withdrawn: {plain(one.withdrawn_reason or '')}" if one.withdrawn_on else ""
        by = f" by {plain(name_of(at.now.register, one.submitted_by))}" if one.submitted_by else ""
        told.append(
            ", ".join(w for w in (name, sent + by + gone, _fingerprint(one), _taken(at, out.get(one.id, ()))) if w)
        )
    return f"{line.in_words}; earlier: {'; '.join(told)}"


def _linked(one: Evidence) -> str:
    return f"[{plain(one.title)}](/evidence/{one.id})"


def _fingerprint(one: Evidence) -> str:
    """A file's name, its size and how its hash begins: what shows that it is the very file that was sent."""
    if one.file_hash is None:
        return ""
    size = one.file_size or 0
    large = f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} kB"
    name = f"{plain(one.file_name)}, " if one.file_name else ""
    return f"{name}{large}, fingerprint {one.file_hash[:12]}…"


def _rung(one: Evidence) -> str:
    return one.rung.label + ("  \n:gray-badge[Restricted]" if one.restricted else "")


def _about(at: Frame, one: Evidence) -> str:
    if not at.may_open(one):
        return "not shown"
    return day(one.about, at.today) if one.about else "no date given"


def ladder(file: ActionFile) -> None:
    """Where the strongest evidence stands on the ladder, in words."""
    now = file.strongest_rung
    steps = [f"**{r.label}**" if r == now else r.label for r in Rung]
    st.markdown(f":small[:gray[The ladder, weakest first:] {' · '.join(steps)}]")
