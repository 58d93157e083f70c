"""A form: its fields keep what was typed until it is saved, and it is saved once, however often the button is pressed.

    form = Form(at, "agency", seen=agency)
    with form.box():
        name = form.text("name", "**Name**", agency.name)
        form.send("Save this name", "Not renamed", agencies.rename, lambda a: f"It is {a.name} now", name=name)
    said("agency")

A refusal is shown under the button and leaves every word in its field; words that may identify somebody may be saved
all the same, with a reason, by those who may let them through. This is the one place where pages' commands are
called and their refusals caught; the rules and the commands decide, a form only asks.
"""

import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager
from datetime import date, timedelta
from inspect import signature
from typing import Any, TypeVar

import streamlit as st
from sqlalchemy import Engine

from tracker import clock
from tracker.queries.standing import change_number, zone_of
from tracker.rules.dates import in_words
from tracker.rules.errors import (
    AlreadySavedError,
    ChangedMeanwhileError,
    EmptyValueError,
    FileRefusedError,
    IdentifyingError,
    TrackerError,
    shown,
)
from tracker.rules.permissions import VERBS, allowed, why_not
from tracker.rules.register import Register
from tracker.rules.words import Door
from tracker.store.database import going_on
from tracker.ui.frame import Frame
from tracker.ui.look import link, note, plain
from tracker.ui.saving import Saving, untold
from tracker.ui.who import is_still

R = TypeVar("R")
V = TypeVar("V")
WIDTH = 640
LINE = 300
OURS = (":seen", ":token", ":send", ":restored", ":throw", ":held", ":why", ":go_on", ":pressed")
"""What stands beside the fields under a form's name."""
TEXT = 10_000
STAYS = timedelta(seconds=8)
"""How long "Sent." outlives further runs: a double click makes two runs, and the second must not wipe it away."""
EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)


class Form:
    """One form on the page. `place` tells it from every other; `seen` is the record it shows, whose version it will
    replace and no other."""

    def __init__(
        self, at: Frame, place: str, *, seen: Any = None, says: str | None = None, door: Door = Door.BROWSER
    ) -> None:
        self.at = at
        self.door = at.door if door == Door.BROWSER else door
        self.place = place
        self.says = says or place
        self.name = f"{place}#{st.session_state.setdefault(f'{place}#', 0)}"
        self.batch = False
        self.fields: dict[str, tuple[str, Any]] = {}
        self._seen = self._version(seen.version) if seen is not None else None

    @contextmanager
    def box(self, *, enter: bool = False) -> Iterator[None]:
        """The form's frame on the page: everything in it is sent together. With `enter`, Ctrl + Enter sends it too."""
        self.batch = True
        with st.form(self.name, border=False, width=WIDTH, enter_to_submit=enter):
            yield

    @contextmanager
    def open(self) -> Iterator[None]:
        """The same, but each answer is known at once: for forms whose later questions rest on earlier answers."""
        with st.container(width=WIDTH):
            yield

    def text(self, name: str, label: str, initial: str | None = "", *, change: Callable[[], None] | None = None) -> str:
        """One line of text."""
        key = self._start(name, label, initial or "")
        most = max(LINE, len(initial or ""))
        return (st.text_input(label, key=key, max_chars=most, on_change=change) or "").strip()

    def words(
        self,
        name: str,
        label: str,
        initial: str | None = "",
        *,
        height: int = 120,
        change: Callable[[], None] | None = None,
    ) -> str:
        """Text of several lines."""
        key = self._start(name, label, initial or "")
        most = max(TEXT, len(initial or ""))
        return (st.text_area(label, key=key, height=height, max_chars=most, on_change=change) or "").strip()

    def radio(
        self, name: str, label: str, options: Mapping[V, str], initial: V | None = None, *, across: bool = False
    ) -> V | None:
        """One of up to five. Nothing is chosen beforehand unless it is already so. The options' words are Markdown."""
        key = self._start(name, label, initial, options)
        return st.radio(label, list(options), index=None, format_func=lambda o: options[o], key=key, horizontal=across)

    def pick(
        self, name: str, label: str, options: Mapping[V, str], initial: V | None = None, *, empty: str = "Choose one"
    ) -> V | None:
        """One of many. The options' words are plain text."""
        key = self._start(name, label, initial, options)
        return st.selectbox(
            label, list(options), index=None, format_func=lambda o: options[o], key=key, placeholder=empty
        )

    def many(self, name: str, label: str, options: Mapping[V, str], initial: Collection[V] = ()) -> list[V]:
        """Any number of many. The options' words are plain text."""
        key = self._start(name, label, [o for o in initial if o in options])
        if not set(st.session_state[key]) <= set(options):
            st.session_state[key] = [o for o in st.session_state[key] if o in options]
        return st.multiselect(
            label, list(options), format_func=lambda o: options[o], key=key, placeholder="Choose any number"
        )

    def day(self, name: str, label: str, initial: date | None = None) -> date | None:
        """A day."""
        key = self._start(name, label, initial)
        low, high = min(EARLIEST, initial or EARLIEST), max(LATEST, initial or LATEST)
        found = st.date_input(label, value=None, key=key, format="DD/MM/YYYY", min_value=low, max_value=high)
        return found if isinstance(found, date) else None

    def tick(self, name: str, label: str, initial: bool = False) -> bool:
        """Yes or no."""
        return st.checkbox(label, key=self._start(name, label, initial))

    def number(self, name: str, label: str, initial: int | None, *, least: int = 1, most: int = 3660) -> int | None:
        """A whole number."""
        key = self._start(name, label, initial)
        return st.number_input(label, value=None, key=key, min_value=least, max_value=most, step=1)

    def amount(self, name: str, label: str, initial: float | None) -> float | None:
        """Any number, with or without decimals."""
        key = self._start(name, label, initial)
        return st.number_input(label, value=None, key=key, step=1.0, format="%g")

    def file(self, name: str, label: str, *, kinds: Sequence[str] | None = None) -> Any:
        """One file, read only when the form is sent: `content_of` does."""
        limit = self.at.settings.upload_limit
        return st.file_uploader(
            f"{label} :gray[One file, of at most {limit} MB.]", type=kinds, key=f"{self.name}:{name}",
            max_upload_size=limit, accept_multiple_files=False,
        )  # fmt: skip

    def files(self, name: str, label: str, *, kinds: Sequence[str]) -> list[Any]:
        """Any number of files, read only when the form is sent: `content_of` does, one by one."""
        limit = self.at.settings.upload_limit
        return st.file_uploader(
            f"{label} :gray[Each of at most {limit} MB.]", type=list(kinds), key=f"{self.name}:{name}",
            max_upload_size=limit, accept_multiple_files=True,
        )  # fmt: skip

    def not_past(self, due: date | None) -> bool:
        """Whether a first due date may stand: one that is over already needs a tick. For an `open` form."""
        if due is None or due >= self.at.now.today:
            return True
        st.warning(
            f"**This date is over.** {in_words(due)} has passed: the action is overdue from its first day, "
            "and its original date never changes.",
            icon=":material/event:",
        )
        return self.sure("**I mean this date:** it was agreed then.")

    def sure(self, words: str) -> bool:
        """What will happen, to be agreed to before a button that cannot be undone works. For an `open` form."""
        return st.checkbox(words, key=self._start("sure", words, False))

    def needed(self, field: str, value: V | None) -> V:
        """An answer that a command cannot do without. Call it in `before`: the refusal then stands under the button."""
        if value is None or value == "":
            questions = [label.strip("*").split("**")[0] for label, _ in self.fields.values()]
            raise EmptyValueError(f"{field}?" if f"{field}?" in questions else field)
        return value

    def send(
        self,
        label: str,
        verdict: str,
        command: Callable[..., R],
        done: Callable[[R], str],
        /,
        *,
        ready: bool = True,
        primary: bool = True,
        before: Callable[[], Mapping[str, Any]] | None = None,
        engine: Engine | None = None,
        **values: Any,
    ) -> None:
        """The button, and what follows from it: the command with these values, once. `verdict` says in bold that it was
        refused ("Not sent"), `done` what was done ("**Sent.** …"), as Markdown. `primary` only once on a page; `before`
        finds further values once the button is pressed, such as the hash of a file kept; `engine` is one that is going
        on already, where the form asked why."""
        kind: Any = "primary" if primary else "secondary"
        if self.batch:
            pressed = st.form_submit_button(label, type=kind, disabled=not ready)
        else:
            pressed = st.button(label, type=kind, disabled=not ready, key=f"{self.name}:send")
        if pressed and ready:
            st.session_state.pop(f"{self.name}:held", None)
            self.save(verdict, command, done, before, engine, **values)
        elif ready and (saving := self._saving):
            self._tell(verdict, saving)
        if ready and self._is_held():
            self._all_the_same(lambda engine: self.save(verdict, command, done, before, engine, **values))

    def answers(
        self,
        name: str,
        options: Mapping[V, tuple[str, str]],
        verdict: str,
        command: Callable[..., R],
        done: Callable[[R], str],
        /,
        **values: Any,
    ) -> None:
        """A button for each answer, with the key that presses it: one press is the answer and sends the form. `name` is
        what the command calls it. For an `open` form."""
        pressed = f"{self.name}:pressed"
        with st.container(horizontal=True, key=f"controls_{self.place}"):
            for number, (value, (label, shortcut)) in enumerate(options.items()):
                if st.button(label, shortcut=shortcut, key=f"{self.name}:{number}:send"):
                    st.session_state[pressed] = value
                    st.session_state.pop(f"{self.name}:held", None)
                    self.save(verdict, command, done, None, None, **{name: value}, **values)
        if saving := self._saving:
            self._tell(verdict, saving)
        if self._is_held():
            given = {name: st.session_state[pressed], **values}
            self._all_the_same(lambda engine: self.save(verdict, command, done, None, engine, **given))

    def save(
        self,
        verdict: str,
        command: Callable[..., R],
        done: Callable[[R], str],
        before: Callable[[], Mapping[str, Any]] | None = None,
        engine: Engine | None = None,
        /,
        **values: Any,
    ) -> None:
        """Call the command once. Done: the form is empty again and says so. Refused: its sentence, nothing lost.

        A press while the same form is being saved joins that one."""
        saving = self._saving
        if saving is None or (saving.outcome.done() and not saving.succeeded):
            saving = untold()[self.name] = Saving(self.place, self.says, done)
            with st.spinner("Saving …"):
                self._carry_out(saving.outcome, command, before, engine, values)
        self._tell(verdict, saving)

    @property
    def _saving(self) -> Saving | None:
        """The save of this form that nobody has been told of yet: see `tracker.ui.saving`."""
        return untold().get(self.name)

    def _carry_out(
        self,
        outcome: "Future[Any]",
        command: Callable[..., Any],
        before: Callable[[], Mapping[str, Any]] | None,
        engine: Engine | None,
        values: Mapping[str, Any],
    ) -> None:
        try:
            outcome.set_result(self._made(command, before, engine, values))
        except TrackerError as error:  # told by `_tell`, in this run or in the one that takes its place
            outcome.set_exception(error)
        except BaseException:  # this run was ended before the command was, or something broke
            outcome.cancel()
            raise

    def _made(
        self,
        command: Callable[..., Any],
        before: Callable[[], Mapping[str, Any]] | None,
        engine: Engine | None,
        values: Mapping[str, Any],
    ) -> Any:
        assert self.at.who is not None, "a form is drawn only for somebody"
        asked = signature(command).parameters
        extra = {"token": self.token, "seen": self._seen}
        return command(
            engine or self.at.engine,
            **values,
            **(before() if before else {}),
            **{name: value for name, value in extra.items() if name in asked and name not in values},
            by=self.at.who.id,
            at=clock.now(),
            door=self.door,
        )

    def _tell(self, verdict: str, saving: Saving) -> None:
        """Say what became of it. Where this run is ended before the end of it, the next one tells it."""
        outcome = saving.outcome
        try:
            if not outcome.done():
                with st.spinner("Saving …"):
                    wait([outcome])
            outcome.result()
        except CancelledError:
            refuse(verdict, "It was interrupted before anything was saved. Press the button again.")
        except AlreadySavedError as error:
            if f"said:{self.says}" not in st.session_state:
                say(self.says, plain(str(error)))
            self.renew()
            untold().pop(self.name, None)
            st.rerun()
        except ChangedMeanwhileError as error:
            refuse(verdict, str(error))
            self._say_what_it_says_now()
            st.session_state.pop(f"{self.name}:seen", None)
        except IdentifyingError as error:
            st.session_state[f"{self.name}:held"] = (verdict, str(error), error.may_go_on, self._answers())
        except TrackerError as error:
            refuse(verdict, str(error))
        else:
            tell(self.name, saving)
            st.rerun()
        untold().pop(self.name, None)

    def _answers(self) -> dict[str, Any]:
        """What stands in the fields now."""
        return {key: st.session_state.get(key) for key in self.fields}

    def _is_held(self) -> bool:
        """Whether a refusal still stands: it goes with the first change of any field."""
        held = st.session_state.get(f"{self.name}:held")
        going_on_now = st.session_state.get(f"{self.name}:go_on", False)
        if held and held[3] != self._answers() and not going_on_now:
            del st.session_state[f"{self.name}:held"]
            return False
        return held is not None

    def _all_the_same(self, save: Callable[[Engine], None]) -> None:
        """A refusal that stands until a field changes, and for whoever may let such words through: why they must stay,
        and a button that saves them. What is refused then stands in the same place, so that there is one."""
        held = st.session_state[f"{self.name}:held"]
        verdict, words, may_go_on, _ = held
        place = st.empty()
        with place:
            refuse(verdict, words)
        if not may_go_on:
            return
        label = "**Why must this stay?** :gray[Your reason goes on the record; it must not repeat the words.]"
        why = st.text_input(label, key=f"{self.name}:why", max_chars=LINE).strip()
        if self.batch:
            pressed = st.form_submit_button("Save it all the same", key=f"{self.name}:go_on")
        else:
            pressed = st.button("Save it all the same", key=f"{self.name}:go_on")
        if pressed:
            with place.container():
                save(going_on(self.at.engine, why))
            if st.session_state[f"{self.name}:held"] is not held:
                st.rerun()  # other words are held now

    def quietly(self, command: Callable[..., Any], **values: Any) -> None:
        """A command that follows from another press and has nothing to say, such as forgetting a draft. It may run
        before the page asks who is there: where the session is over it does nothing."""
        assert self.at.who is not None, "a form is drawn only for somebody"
        if not is_still(self.at.who, self.at.settings, self.at.engine):
            return
        command(self.at.engine, **values, by=self.at.who.id, at=clock.now(), door=self.door)

    @property
    def token(self) -> str:
        """This form's own number until it is saved: the store takes it once."""
        return str(st.session_state.setdefault(f"{self.name}:token", secrets.token_hex(16)))

    def renew(self) -> None:
        """An empty form again, with a number of its own."""
        renew(self.place)

    def key(self, name: str) -> str:
        """The key of one field."""
        return f"{self.name}:{name}"

    def _start(self, name: str, label: str, initial: Any, options: Collection[Any] | None = None) -> str:
        key = self.key(name)
        self.fields[key] = (label, initial)
        if key not in st.session_state:
            st.session_state[key] = initial if options is None or initial in options else None
        elif options is not None and st.session_state[key] not in (None, *options):
            st.session_state[key] = None  # not where it is so already: what is set undoes what is chosen meanwhile
        return key

    def _version(self, now: int) -> int:
        """The version that was on the screen when somebody began to type; today's where nobody has yet."""
        key = f"{self.name}:seen"
        begun = any(str(k).startswith(f"{self.name}:") and not str(k).endswith(OURS) for k in st.session_state)
        if not begun or key not in st.session_state:
            st.session_state[key] = now
        return int(st.session_state[key])

    def _say_what_it_says_now(self) -> None:
        lines = [
            f"- {label.split(' :gray[')[0]} {plain(_told(now)) or 'nothing'}"
            for key, (label, now) in self.fields.items()
            if st.session_state.get(key) != now and not key.endswith(":sure")
        ]
        if lines:
            st.markdown("It now says:\n\n" + "\n".join(lines))
            note("Your own words are still in the form. Sending it again replaces what stands there now.")


class NoFileChosenError(TrackerError):
    """A form that takes a file was sent without one."""

    def __init__(self, what: str) -> None:
        other = ", or choose another kind of evidence" if what == "evidence" else ""
        super().__init__(f"You chose to send a file, but none is chosen. Choose one{other}.")


def content_of(at: Frame, upload: Any, what: str) -> bytes:
    """The bytes of a file that was sent. Raises NoFileChosenError where none was, FileRefusedError where it is too
    large."""
    limit = at.settings.upload_limit
    if upload is None:
        raise NoFileChosenError(what)
    if upload.size > limit * 1024 * 1024:
        raise FileRefusedError(upload.name, f"it is larger than {limit} MB: send a link to it instead")
    return bytes(upload.getvalue())


def attempt(verdict: str, make: Callable[[], R]) -> R | None:
    """What `make` makes; where it refuses, its sentence is shown and there is nothing."""
    try:
        return make()
    except TrackerError as error:
        refuse(verdict, str(error))
        return None


def tried(make: Callable[[], R], told: list[str]) -> R | None:
    """What `make` makes; where it refuses, its sentence is added to `told` and there is nothing."""
    try:
        return make()
    except TrackerError as error:
        told.append(str(error))
        return None


def refuse(verdict: str, words: str) -> None:
    """A refusal: the verdict in bold, then the sentence. Both are somebody's words or ours, shown as they are."""
    st.error(f"**{plain(verdict)}.** {plain(words)}", icon=":material/block:")


def say(group: str, words: str) -> None:
    """Keep what was done to be said in the next run, where `said(group)` stands. Markdown."""
    st.session_state[f"said:{group}"] = (words, None)


def tell(form: str, saving: Saving) -> None:
    """Keep the words of a save that is done, and empty its form. Doing it twice is as doing it once: a run that is
    ended in the middle of it leaves it to the next."""
    try:
        say(saving.says, saving.done(saving.outcome.result()))
    except Exception:  # it cannot be told, now or later
        untold().pop(form, None)
        raise
    renew(saving.place)
    untold().pop(form, None)


def renew(place: str) -> None:
    """An empty form again at this place, with a number of its own."""
    st.session_state[f"{place}#"] = st.session_state.get(f"{place}#", 0) + 1


def said(group: str) -> None:
    """What was done, once: it goes with the next click, but not with the second click of a double one. It is told
    here too where the run that saved it is gone, and its form with it."""
    for form, saving in list(untold().items()):
        if saving.says == group and saving.succeeded:
            tell(form, saving)
    key = f"said:{group}"
    if key not in st.session_state:
        return
    words, first = st.session_state[key]
    now = clock.now()
    if first is not None and now - first > STAYS:
        del st.session_state[key]
        return
    st.success(words, icon=":material/check:")
    st.session_state[key] = (words, first or now)  # a run that is ended before here leaves it to the next to be seen


def on_record(at: Frame) -> str:
    """ "Entry no. 1,483 is on the record at 10:42." """
    now = clock.now().astimezone(zone_of(at.now))
    return f"Entry no.\u00a0{change_number(at.engine):,} is on the record at {now:%H:%M}."


def may(at: Frame, verb: str, agency_id: str | None = None) -> bool:
    """Whether this person may do this today, to something of this agency. A past day is only for looking."""
    return at.who is not None and not at.is_past and allowed(at.who.roles, verb, agency_id)


def may_or_say(at: Frame, verb: str, agency_id: str | None = None) -> bool:
    """The same; where not, it says why in a sentence."""
    if at.is_past:
        return False  # the head says it already, with the way back
    if at.who is None:
        note(f"To {VERBS[verb].words}, {link('say who you are', 'who')}.")
        return False
    why = why_not(at.who.roles, verb, agency_id)
    if why:
        note(f"You may not {VERBS[verb].words} here: {plain(why)}.")
    return why is None


def per_line(text: str) -> tuple[str, ...]:
    """A list that was typed one to a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def name_of(register: Register, person_id: str | None) -> str:
    """A person's name, or their id where nobody of that id is known; not yet safe to print."""
    person = register.people.get(person_id or "")
    return person.name if person else "the tracker itself" if person_id == "system" else person_id or "nobody"


def _told(value: Any) -> str:
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(_told, value))
    return shown(getattr(value, "label", value) if value is not None else "")
