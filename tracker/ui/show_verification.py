"""The sections of the verification page: claims with their evidence, and whose claims stood."""

from collections.abc import Sequence

import streamlit as st

from tracker.rules import verified
from tracker.rules.dates import first_words, plural
from tracker.rules.deadlines import claim_day
from tracker.rules.proof import CHANGED, NAMED
from tracker.rules.records import ActionFile
from tracker.rules.verified import Verified
from tracker.rules.words import Brag
from tracker.ui import charts, show_proof, show_start
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import blocks, rows

MOST = 150


def find(at: Frame) -> tuple[ActionFile, ...]:
    """The claims that wait, the longest wait first."""
    return at.standing.claimed


def finding(at: Frame, waiting: Sequence[ActionFile]) -> str:
    """The page's title."""
    weak = at.worked_out(lambda: sum(show_proof.of(at, file).weak is not None for file in waiting), "weak claims")
    wait = "waits" if len(waiting) == 1 else "wait"
    now = f"{plural(len(waiting), 'claim')} {wait}" if waiting else "No claim waits"
    enough = f", {weak} on too little evidence" if weak else ""
    every = _in_all(at)
    were = "was" if every.overturned == 1 else "were"
    ever = f"; {every.overturned} of {every.claims} ever made {were} overturned" if every.claims else ""
    return f"{now}{enough}{ever}"


def _in_all(at: Frame) -> Verified:
    return at.worked_out(lambda: verified.in_all(at.standing), "verified")


def claims(at: Frame, waiting: Sequence[ActionFile]) -> None:
    """Each claim that waits: whether its evidence is enough, what it rests on, how long it has waited."""
    section("Claims that wait for somebody from elsewhere")
    if not waiting:
        st.markdown(f"No claim waits. What was assured can be looked at again in a dip sample.{show_start.way_on(at)}")
        return
    found = [(file, show_proof.of(at, file)) for file in waiting[:MOST]]
    cells = [_claim(at, file, proof) for file, proof in found]
    heads = ("Evidence", "Claim", "What it rests on", "Waiting")
    rows(cells, heads, alt="Claims that wait, with their evidence against the least needed", key="rows_waiting")
    if len(waiting) > MOST:
        note(f"The {MOST} longest waits of {len(waiting):,}.")
    note("Open a claim to see its evidence and to say what you find.")


def _claim(at: Frame, file: ActionFile, proof: show_proof.Proof) -> tuple[str, str, str, str]:
    action = file.action
    to_do = at.link(f"**{plain(first_words(action.title, 120))}**", "my_agency", desk="verify", action=action.id)
    needs = f"{CHANGED[proof.kind]} needs {NAMED[proof.needed]} at least" if proof.kind and proof.needed else ""
    unsaid = "nobody has said what kind of change it asks for"
    why = [plain(words) for words in (proof.weak or needs or unsaid, proof.old) if words]
    verdict = f"**{proof.verdict}**" if proof.weak or proof.old else proof.verdict
    newest = max((e.about for e in file.current_evidence if e.about), default=None)
    best = plain(NAMED[proof.best]) if proof.best else "no evidence"
    about = f"newest about {at.day(newest)}" if newest else "about no day" if file.current_evidence else ""
    since = claim_day(file)
    waited = plural((at.today - since).days, "day").replace(" ", "\u00a0") if since else "no day kept"
    return (
        verdict,
        titled(to_do, at.agency(action.owner_id), "; ".join(why)),
        titled(best, about),
        titled(waited, f"since {at.day(since)}" if since else ""),
    )


def by_agency(at: Frame) -> None:
    """Claims that stand against claims that were overturned, and how long verifying takes."""
    section("Claimed against verified")
    found = at.worked_out(lambda: verified.by_agency(at.standing), "verified by agency")
    if not found:
        st.markdown("Nobody has claimed anything yet.")
        return
    every = _in_all(at)
    st.markdown(f"All agencies: {plain(every.in_words)}. From claim to verdict: {plain(every.time_in_words)}.")
    order = sorted(found, key=lambda id_: (-found[id_].overturned, -found[id_].claims, at.agency(id_)))
    names = [at.register.agencies[id_].short_name for id_ in order]
    overturned = charts.Series("overturned", charts.neutral(), [found[id_].overturned for id_ in order])
    stands = charts.Series("assured now", charts.fill(Brag.BLUE), [found[id_].stands for id_ in order])
    charts.sided(
        names, [overturned], [stands], key="verified",
        alt=f"Claims by agency: {every.overturned} overturned in all, on the left; {every.stands} assured now, on the "
        "right. The table below has every number",
    )  # fmt: skip
    note("Left of the line: claims ever returned, or undone by a failed check-back. Right: actions assured now.")
    cells = [
        (
            at.link(f"**{at.agency(id_)}**", "my_agency", agency=id_),
            titled(plural(one.claims, "claim"), f"{one.stands} assured, {one.overturned} overturned"),
            plain(one.time_in_words),
            soft(one.waiting_in_words) if not one.waiting and not one.undated else one.waiting_in_words,
        )
        for id_, one in ((id_, found[id_]) for id_ in order)
    ]
    heads = ("Agency", "Claims", "From claim to verdict", "Waiting")
    blocks(cells, heads, alt="Claimed against verified by agency", key="verified")
    if every.untimed:
        note(f"{plural(every.untimed, 'older verdict')} did not keep the day of the claim and cannot be timed.")
