"""Read a report: a published review goes in, its recommendations come out, for a person to take or leave out."""

import streamlit as st

from tracker.queries.reports import board_of, same_as
from tracker.rules.dates import plural
from tracker.rules.words import Answer, CandidateKind
from tracker.ui import desk, desk_candidates, desk_report, form_take_in, show_same_report
from tracker.ui.forms import may_or_say, said
from tracker.ui.frame import asked_for, head, open_page, you
from tracker.ui.look import note, plain

at = open_page()
waiting = desk_report.waiting(at)
asked = asked_for("upload")
upload = next((one for one in waiting if one.hash == asked), None)
top = st.container()
said(desk_report.GROUP)


def title(finding: str, context: str) -> None:
    with top:
        head(at, finding, context)
        you(at)


report = desk_report.report_of(at, upload) if upload and may_or_say(at, "edit_register") else None
if upload is None or report is None:
    title("Read a report", "A published review goes in, its recommendations come out")
    if asked and upload is None:
        st.warning(
            "**Not here.** That report is not on your desk: it was put in or put aside.", icon=":material/block:"
        )
    if may_or_say(at, "edit_register"):
        desk_report.listed(at, waiting)
        desk_report.bring_in(at)
else:
    items = desk_report.working_list(at, upload, report)
    asks = [item for item in items if item.kind == CandidateKind.RECOMMENDATION]
    left = sum(item.answer == Answer.WAITING for item in asks)
    open_ = f"{left} to decide" if left else "all decided"
    title(f"{plural(len(asks), 'recommendation')} read, {open_}", plain(upload.name))
    for warning in report.warnings:
        st.warning(plain(warning), icon=":material/warning:")
    same = same_as(at.engine, items, upload.hash, sight=at.sight)
    views = {"candidates": "What was read", "same": "Compare", "in": "Put in"}
    if same is None:
        del views["same"]
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls_report"):
        view = desk.segments("What do you want to see?", views, "view", first="candidates")
        boards = {one.id: one.name for one in at.now.register.boards.values()}
        board = board_of(at.now.register, report, asked_for("of_board")) if same is None else None
        if same is None and len(boards) > 1:
            desk.go(of_board=board.id if board else None)
            desk.pick("Whose review is it?", boards, "of_board")
        desk_report.offer_to_put_aside(at, upload)
    if same is not None:
        board = at.now.register.boards[same.review.board_id]
        show_same_report.banner(at, upload, items, same)
    if view == "same" and same is not None:
        show_same_report.draw(at, upload, same)
    elif view == "in":
        form_take_in.draw(at, upload, report, items, board, same.review if same else None)
    else:
        desk_candidates.draw(at, upload, report, items, board)
    note("Nothing enters the register until you put it in.")
