"""The tour of the illustrative register: a banner over nine pages, driven by the address alone (`?tour=3`).

Each stop says in two sentences what the page answers and what to try, and then what concerns the person it is for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import streamlit as st

from tracker.rules.words import Role
from tracker.ui import desk
from tracker.ui.look import link, note

NUMBER, WHOSE = "tour", "tour_for"
MANAGER, LEAD, SUBGROUP = "manager", "lead", "subgroup"
PEOPLE = {MANAGER: "The business manager", LEAD: "An agency lead", SUBGROUP: "The subgroup"}
LEFT = "tour:left"


@dataclass(frozen=True)
class Stop:
    """One page of the tour: its place in the address, what it answers, what to try, what concerns each person."""

    page: str
    answers: str
    try_: str
    yours: Mapping[str, str]
    parameters: Mapping[str, str] = field(default_factory=dict)


STOPS = (
    Stop(
        "overview",
        "How many recommendations are assured, late, or asked of nobody, and what changed in thirty days.",
        "Put a past day behind *As at*: every figure becomes what it was then.",
        {
            MANAGER: "This is what you open before the chair rings, or an inspector comes.",
            LEAD: "Find your agency under *Who has something to put right*: red and amber lie left of the line.",
            SUBGROUP: "*What changed* is the first item of every agenda that the tracker makes.",
        },
    ),
    Stop(
        "recommendation",
        "What the review asked for in its own words, who agreed to do what, and what is still in the way of closing.",
        "Look at the two dates of an action: the current one in bold, the original one beneath, which never changes.",
        {
            MANAGER: "Owners, dates and the board’s response are agreed here, part by part.",
            LEAD: "Your agency is a column of the grid: a hole is what you were asked for and have not planned.",
            SUBGROUP: "*In the way of closing* is the same list that stops the button: nothing is closed without it.",
        },
        {"id": "NORTHANTS-AK:10"},
    ),
    Stop(
        "overdue",
        "What is late on the current date and on the original one, how often each date moved, and whom to ask.",
        "Compare both figures in the title: what was given more time is still late on its original date.",
        {
            MANAGER: "Every line names who answers there; *Chase* writes to them.",
            LEAD: "What of yours is listed here stands in your next workbook and in your next message, too.",
            SUBGROUP: "The reason for each move stands with it: ask whether it was a reason.",
        },
    ),
    Stop(
        "my_agency",
        "What one agency owes, worst first, and one form that says what was done.",
        "Choose an action: say what changed, add evidence, and claim that it is complete.",
        {
            MANAGER: "You may look at any agency’s desk; what a lead does here needs no e-mail to you.",
            LEAD: "This is your page: update, evidence, claim, or ask for a later date, all in one form.",
            SUBGROUP: "*To verify* on this page lists what waits for you; nobody judges their own agency’s claims.",
        },
        {"agency": "southampton-childrens-services"},
    ),
    Stop(
        "verification",
        "Which claims wait and on what evidence they rest; whose claims stood, and whose were overturned.",
        "Open *Claimed against verified*: an agency’s word and what the evidence bore out, side by side.",
        {
            MANAGER: "Set once, under *Evidence needed*, what each kind of change takes: training alone shows little.",
            LEAD: "See what a claim needs before you make it: one on too little comes back with a reason.",
            SUBGROUP: "Assure a claim or return it with what is missing; a dip sample looks again at closed ones.",
        },
    ),
    Stop(
        "themes",
        "What the reviews have in common, theme by theme, and on how strong evidence each theme rests.",
        "Go to *Same request twice*: two reviews that ask for the same, side by side, for you to say whether they do.",
        {
            MANAGER: "The yearly report’s chapter on learning is made from this page.",
            LEAD: "A theme on two pages and a seven-minute briefing for your teams are one click away.",
            SUBGROUP: "*What came back* lists each lesson that was ended and is asked for again: ask why.",
        },
    ),
    Stop(
        "meeting",
        "What the subgroup takes next: the agenda with its reasons, the room, the minutes, and the paper.",
        "Open the next meeting: each item says why it is there and for how long.",
        {
            MANAGER: "One button makes the agenda and one the paper; the minutes write themselves as you decide.",
            LEAD: "What was decided about your actions stands in the minutes, with its number.",
            SUBGROUP: "In the room there is one item to a screen: what they say, what bears it out, and the decision.",
        },
    ),
    Stop(
        "workbook",
        "What went to which agency as an Excel file, what came back, and what a file would change.",
        "Look at *Send out*: who would get a workbook now, where it goes, and since when it is not back.",
        {
            MANAGER: "Bring a file in and see every cell it would change before it counts; you can take it back.",
            LEAD: "You never need to sign in: fill in the workbook, send it back, and it is on the record.",
            SUBGROUP: "What an agency wrote in its workbook is on the trail like everything else, with its day.",
        },
        {"view": "out"},
    ),
    Stop(
        "history",
        "Every change in words: who, when, what, before and after, why, and by which way it came in.",
        "Choose a person or a day; then look whether the trail still holds, at the foot of the page.",
        {
            MANAGER: "This answers an inspector’s *how do you know*: no entry can be changed or taken away unseen.",
            LEAD: "What you said is kept as you said it, with your name and the day.",
            SUBGROUP: "Each decision of a meeting is one of these entries, with its minute number.",
        },
    ),
)


def asked() -> int | None:
    """Which stop the address names, counted from 1; None where it names none."""
    words = st.query_params.get(NUMBER, "")
    number = int(words) if words.isdecimal() and len(words) < 4 else 0
    return number if 1 <= number <= len(STOPS) else None


def way(number: int, label: str, whose: str | None = None) -> str:
    """A Markdown link to a stop, which anybody can be sent."""
    stop = STOPS[number - 1]
    return link(label, stop.page, **{**stop.parameters, NUMBER: str(number), WHOSE: whose})


def go_on() -> str | None:
    """The way back to where somebody left the tour in this tab; None where they did not."""
    number = st.session_state.get(LEFT)
    return way(number, f"Go on with the tour, stop {number}") if isinstance(number, int) else None


def banner(page: str, roles: Iterable[Role]) -> None:
    """The stop that the address names, above its page; nothing elsewhere."""
    number = asked()
    if number is None or STOPS[number - 1].page != page:
        return
    stop, last = STOPS[number - 1], len(STOPS)
    st.session_state[LEFT] = number
    with st.container(key="tour"):
        st.markdown(f"**Tour, stop {number} of {last}.** {stop.answers}  \n**Try it:** {stop.try_}")
        whose = _whose(roles, choose=number == 1)
        st.markdown(f"**For {_inside(PEOPLE[whose])}:** {stop.yours[whose]}")
        with st.container(horizontal=True, key="controls_tour"):
            if st.button("Back", icon=":material/arrow_back:", shortcut="Alt+B", disabled=number == 1, key="tour:back"):
                _go(number - 1, whose)
            end = number == last
            label = "End the tour" if end else "Next"
            if st.button(label, icon=":material/arrow_forward:", shortcut="Alt+N", key="tour:next"):
                _leave() if end else _go(number + 1, whose)
            if not end and st.button("Leave the tour", key="tour:leave"):
                _leave()


def _whose(roles: Iterable[Role], *, choose: bool) -> str:
    """For which of the three people the tour speaks: as the address says, else as whoever looks is."""
    held = set(roles)
    usual = LEAD if held == {Role.LEAD} else SUBGROUP if held & {Role.SUBGROUP, Role.SCRUTINEER} else MANAGER
    if choose:
        note("The tour is for")
        return desk.segments("The tour is for", PEOPLE, WHOSE, first=usual)
    said = st.query_params.get(WHOSE, "")
    return said if said in PEOPLE else usual


def _inside(words: str) -> str:
    """A name in the middle of a sentence."""
    return words[0].lower() + words[1:]


def _go(number: int, whose: str) -> None:
    stop = STOPS[number - 1]
    st.switch_page(f"pages/{stop.page}.py", query_params={**stop.parameters, NUMBER: str(number), WHOSE: whose})


def _leave() -> None:
    desk.go(**dict.fromkeys((NUMBER, WHOSE)))
    st.rerun()
