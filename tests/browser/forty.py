"""A meeting of 40 items of every kind on a copy of the illustrative register, and how each is decided by keyboard."""

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from playwright.sync_api import TimeoutError as PlaywrightTimeout
from sqlalchemy import Engine

from tracker import clock
from tracker.commands import agendas, extensions, meetings
from tracker.queries.agendas import suggested
from tracker.queries.register import current
from tracker.queries.standing import standing
from tracker.rules.agenda import Suggested
from tracker.rules.records import Meeting
from tracker.rules.sight import WHOLE
from tracker.rules.words import AgendaKind, Brag, Door, Status
from tracker.store.engine import engine_for

MANAGER, MANAGER_NAME = "business-manager", "Business manager"
ITEMS = 40
SHAPE = {
    AgendaKind.CHANGED: 1, AgendaKind.RECURRENCE: 2, AgendaKind.STUCK: 2, AgendaKind.CLAIM: 9,
    AgendaKind.EXTENSION: 4, AgendaKind.CHECK_BACK: 6, AgendaKind.NOT_FOUND: 1, AgendaKind.OVERDUE: 5,
    AgendaKind.NOT_DOING: 2, AgendaKind.HOLE: 5, AgendaKind.OTHER: 3,
}  # fmt: skip
"""How many of each kind; 40 together."""
SENTENCES = (
    "The sample of 20 files shows it, and staff say the same.",
    "The lead writes to all team managers and reports in January.",
    "We heard the reason; the figures by team come to the next meeting.",
)
CHOICES = {
    AgendaKind.CLAIM: ("Assure", "Return, with the reason"),
    AgendaKind.EXTENSION: ("Agree the new date", "Refuse the new date"),
    AgendaKind.CHECK_BACK: ("Check back",),
}
"""What is chosen for items of a kind, in turn; everything else is minuted."""
RADIO = "Check back"


def copied(home: Path, into: Path) -> Engine:
    """A copy of an illustrative home, whose register nobody else decides in."""
    (into / "demo").mkdir(parents=True)
    with sqlite3.connect(home / "demo" / "register.sqlite") as one:
        with sqlite3.connect(into / "demo" / "register.sqlite") as other:
            one.backup(other)
        other.close()
    one.close()
    if (home / "demo" / "evidence").exists():
        shutil.copytree(home / "demo" / "evidence", into / "demo" / "evidence")
    return engine_for(f"sqlite:///{into / 'demo' / 'register.sqlite'}")


def signed(by: str = MANAGER) -> dict:
    return {"by": by, "at": clock.now(), "door": Door.BROWSER}


def meeting_of_forty(engine: Engine) -> Meeting:
    """Today's meeting with its 40 items: what the tracker suggests for both boards, and what it lacks of a kind."""
    _ask_for_dates(engine)
    register = current(engine, sight=WHOLE)
    made = [
        meetings.hold(
            engine, board_id=board, held_on=clock.today(), title="Meeting of forty", begins="10:00", **signed()
        )
        for board in register.boards
    ]
    found = {one.about: one for meeting in made for one in suggested(engine, meeting.id, sight=WHOLE)}.values()
    taken: list[Suggested] = []
    for kind, number in SHAPE.items():
        left = [one for one in found if one.kind == kind][:number]
        others = by_hand(engine, kind, {one.about for one in (*found, *taken)})
        taken += [*left, *(next(others) for _ in range(number - len(left)))]
    agendas.make(engine, meeting_id=made[0].id, items=taken, **signed())
    assert len(taken) == ITEMS
    return made[0]


def _ask_for_dates(engine: Engine) -> None:
    register = current(engine, sight=WHOLE)
    asked = {one.action_id for one in register.extensions.values() if not (one.agreed_on or one.refused_on)}
    fit = [a for a in register.actions.values() if a.status == Status.IN_PROGRESS and a.due and a.id not in asked]
    for action in fit[-3:]:
        to = max(action.due, clock.today()) + timedelta(days=60)
        extensions.ask(engine, action_id=action.id, to_due=to, reason="The course is full.", **signed())


def by_hand(engine: Engine, kind: AgendaKind, known: set[str | None]) -> Iterator[Suggested]:
    """Further items of a kind that the tracker does not suggest on this register, each about another thing."""
    now = standing(engine, sight=WHOLE)
    register = now.register
    late = [id_ for id_, rating in now.action_ratings.items() if rating.brag == Brag.RED]
    about = {
        AgendaKind.RECURRENCE: list(register.recommendations),
        AgendaKind.HOLE: list(register.recommendations),
        AgendaKind.OTHER: [*register.recommendations],
        AgendaKind.NOT_FOUND: [one.id for one in register.dip_findings.values()],
        AgendaKind.NOT_DOING: list(register.not_doing),
        AgendaKind.STUCK: late[::-1],
        AgendaKind.OVERDUE: [*late, *register.actions],
    }[kind]
    for number, id_ in enumerate(one for one in about if one not in known):
        yield Suggested(kind, f"{kind.label} {number + 1}: what now?", id_, "Put on by hand.", 2)


def choices(items) -> list[tuple[str, str]]:
    """What is decided about each item, in order: the words of the choice, and the sentence that is typed."""
    sentences = cycle(SENTENCES)
    turns = {kind: cycle(words) for kind, words in CHOICES.items()}
    found = []
    for item in items:
        if item.kind == AgendaKind.CHANGED:
            words = "Note"
        else:
            words = next(turns[item.kind]) if item.kind in turns else "Minute only"
        found.append((words, next(sentences)))
    return found


class Keys:
    """A keyboard that counts what is pressed beside the typed words, and times each press until all is drawn."""

    def __init__(self, visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.pressed: list[int] = []
        self.steps: list[tuple[str, float]] = []
        self.about = "before the first item"

    def begin(self, about: str) -> None:
        """From here on it is the next decision; `about` says which, if it fails."""
        self.about = about
        self.pressed.append(0)

    def press(self, key: str, what: str, until: str = "") -> None:
        """Press a key; `what` names the step, `until` is JavaScript that is true once the page shows what follows."""
        self.pressed[-1] += 1
        began = time.perf_counter()
        self.page.keyboard.press(key)
        if until:
            try:
                self.page.wait_for_function(until, polling=20)
            except PlaywrightTimeout:
                raise AssertionError(f"{self.about}: {key} ({what}) came to nothing:\n{on_page(self.page)}") from None
            self.steps.append((what, time.perf_counter() - began))

    def move(self, key: str) -> None:
        """Press a key that only this page hears, such as Tab."""
        self.pressed[-1] += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)


IN_FIELD = "() => ['TEXTAREA', 'INPUT'].includes(document.activeElement?.tagName)"
QUIET = "document.querySelector('[data-testid=stApp]').getAttribute('data-test-script-state') === 'notRunning'"


SHOWN = """() => {
  const told = e => `${e.tagName} ${e.getAttribute('aria-label') ?? e.innerText ?? ''}`.slice(0, 60).trim();
  const value = e => ['radio', 'checkbox'].includes(e.type) ? e.checked : e.value;
  const room = document.querySelector('.st-key-meeting') ?? document.querySelector('[data-testid=stMain]');
  return {
    address: location.search,
    state: document.querySelector('[data-testid=stApp]').getAttribute('data-test-script-state'),
    focus: told(document.activeElement),
    fields: [...room.querySelectorAll('textarea, input')].map(e => `${told(e)} = ${value(e)}`).join('; '),
    text: room.innerText.replace(/\\s+/g, ' ').slice(0, 900),
  };
}"""


def on_page(page) -> str:
    """What the page shows, in a few lines: for a failure that nobody sees happen."""
    return "\n".join(f"  {name}: {what}" for name, what in page.evaluate(SHOWN).items())


def shows(words: str) -> str:
    """JavaScript: the page is drawn, and says so."""
    return f"() => document.body.innerText.includes({json.dumps(words)}) && {QUIET}"


def play(visitor, meeting: Meeting, decisions: list[tuple[str, str]]) -> Keys:
    """Take every item in the room, by keyboard only, from the first to the page after the last."""
    page = visitor.open(f"/meeting?meeting={meeting.id}&view=room&item=1")
    keys, last = Keys(visitor), len(decisions)
    for number, (words, sentence) in enumerate(decisions, start=1):
        words = (
            words if page.get_by_role("button", name=words).count() else "Minute only"
        )  # nobody judges their own claim
        keys.begin(f"item {number}, {words}")
        key = "n" if words == "Note" else key_of(page, words)
        keys.press(key, "choose", IN_FIELD)
        page.wait_for_function(f"() => {QUIET}")
        if words == RADIO:
            keys.move("Space")
            keys.move("Tab")
        keys.type(sentence)
        if page.get_by_role("textbox", name="Why assure it although").count():
            keys.move("Tab")
            keys.type("Nothing stronger can be had for such a change.")
        done = "Noted." if words == "Note" else f"recorded by {MANAGER_NAME}"
        keys.press("Control+Enter", "decide", shows(done))
        where = f"item {number + 1} of {last}" if number < last else "after the last item"
        keys.press("ArrowRight", "next", shows(where))
    return keys


def key_of(page, words: str) -> str:
    """The digit that stands on the button of a choice."""
    said = page.get_by_role("button", name=words).first.inner_text()
    return said.split()[-1]
