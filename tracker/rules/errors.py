"""Everything the tracker refuses, one class each: a sentence for a person that says what is wrong, where, what to do.

Each class builds its own sentence from the facts; the screen and the command line show `str(error)` and nothing else.
A mistake in the program itself is no `TrackerError` and is left to be seen as one.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from tracker.rules.dates import in_words, list_in_words

LONGEST_SHOWN = 80
MOST_PLACES = 5


def shown(value: object, limit: int = LONGEST_SHOWN) -> str:
    """A value as it may stand in a sentence: on one line, printable (a lone surrogate or control character is written
    as its code), cut at `limit` characters with "…"."""
    text = str(value)
    cut = len(text) > limit
    safe = "".join(c if c.isprintable() else " " if c in "\t\n\r\u00a0" else _escape(c) for c in text[:limit])
    return (safe[: limit - 1] if len(safe) >= limit and cut else safe) + ("…" if cut else "")


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


class TrackerError(Exception):
    """The base of every refusal. Its text is a whole sentence that a person can act on."""


class MoveNotAllowedError(TrackerError):
    """The action cannot go from where it is to where somebody wants it."""

    def __init__(self, id: str, now: str, wanted: str, allowed: Iterable[str]) -> None:
        choices = list_in_words([_plain(a) for a in allowed], "or")
        can = f"it can move to {choices}" if choices else "it can move nowhere from there"
        super().__init__(f"{shown(id)} is {_plain(now)}: {can}, not to {_plain(wanted)}.")


class NotAllowedError(TrackerError):
    """This person may not do this."""

    def __init__(self, who: str, verb_in_words: str, why: str) -> None:
        super().__init__(f"{shown(who)} may not {verb_in_words}: {why.rstrip('.')}.")


class UnknownError(TrackerError):
    """Nothing of this kind has this name. Names the closest ones, where some are close."""

    def __init__(self, kind: str, id: object, known: Iterable[str] = ()) -> None:
        close = sorted(get_close_matches(str(id)[:LONGEST_SHOWN], list(known), n=3, cutoff=0.6))
        hint = f" Did you mean {list_in_words([shown(c) for c in close], 'or')}?" if close else ""
        super().__init__(f"There is no {kind} ‘{shown(id)}’ in the register.{hint}")


class UnknownPersonError(UnknownError):
    """Nobody in the tracker has this name."""

    def __init__(self, who: object, known: Iterable[str] = ()) -> None:
        super().__init__("person", who, known)


class ChangedMeanwhileError(TrackerError):
    """Somebody else changed the same thing between reading and saving. `fields` are the words that differ."""

    def __init__(self, what: str, by_name: str, when: str, fields: Sequence[str] = ()) -> None:
        changed = f" ({list_in_words([shown(f) for f in fields])})" if fields else ""
        super().__init__(
            f"{shown(what)} was changed by {shown(by_name)} {when} while you had it open{changed}. "
            "Nothing of yours was saved: look at what it says now and save again."
        )


class AlreadyExistsError(TrackerError):
    """Something of this kind already has this name."""

    def __init__(self, kind: str, id: object) -> None:
        article = "an" if kind[:1].lower() in "aeiou" else "a"
        super().__init__(
            f"There is already {article} {kind} ‘{shown(id)}’: give the new one another name, or edit the old one."
        )


class AlreadySavedError(TrackerError):
    """The same form was sent twice, as by a double click. The first one counts."""

    def __init__(self, what: str = "This") -> None:
        super().__init__(f"{shown(what)} is already saved; it was not saved a second time.")


class SignOffBlockedError(TrackerError):
    """A recommendation cannot be closed yet, or a claim not be made yet; says everything that is in the way."""

    def __init__(self, what: str, blockers: Sequence[str], verb_in_words: str = "be closed") -> None:
        super().__init__(f"{shown(what)} cannot {verb_in_words} yet: {'; '.join(blockers)}.")


class VerificationBlockedError(TrackerError):
    """This person cannot verify this claim, or it cannot be verified at all; says everything that is in the way."""

    def __init__(self, what: str, blockers: Sequence[str], verb_in_words: str = "be verified") -> None:
        super().__init__(f"{shown(what)} cannot {verb_in_words} by you now: {'; '.join(blockers)}.")


class BadValueError(TrackerError):
    """A value that its field cannot hold."""

    def __init__(self, field: str, value: object, why: str) -> None:
        super().__init__(f"{field}: ‘{shown(value)}’ {why.rstrip('.')}.")


class EmptyValueError(TrackerError):
    """A field that must be filled was left empty. A field that is a question is quoted: "Answer ‘Why?’."."""

    def __init__(self, field: str) -> None:
        super().__init__(f"Answer ‘{field}’." if field.endswith("?") else f"{field} is empty: please fill it in.")


class OriginalDateError(TrackerError):
    """Somebody tried to change an original due date."""

    def __init__(self, id: str) -> None:
        super().__init__(f"The original date of {shown(id)} never changes: ask for an extension instead.")


class DateMovedError(TrackerError):
    """Somebody tried to move a due date by editing it, without asking for an extension."""

    def __init__(self, id: str, due: date | None = None) -> None:
        now = f", now {in_words(due)}," if due else ""
        super().__init__(
            f"The due date of {shown(id)}{now} moves by an agreed extension only: ask for an extension, with a reason."
        )


class IdentifyingError(TrackerError):
    """Words that may identify somebody were about to be kept. `places` say where and what, each as a sentence would;
    `may_go_on` is whether this person may let them through with a reason. The words found are for the person who
    typed them: neither the trail nor a log gets this sentence."""

    def __init__(self, places: Sequence[tuple[str, Sequence[str]]], *, may_go_on: bool) -> None:
        self.may_go_on = may_go_on
        said = [f"{where} holds {list_in_words([shown(what) for what in found])}" for where, found in places]
        more = len(said) - MOST_PLACES
        said = [*said[:MOST_PLACES], *([f"{more} more places hold something like it"] if more > 0 else [])]
        first = list_in_words(said)
        way = (
            "Write it without, or let it through with a reason."
            if may_go_on
            else "Take it out and send again. If it must stay, ring the business manager, who can enter it for you "
            "with a reason; do not send it by e-mail."
        )
        super().__init__(
            f"{first[:1].upper()}{first[1:]}. What may identify a child or a family is kept out of the register. {way}"
        )


class IdentifyingReasonError(TrackerError):
    """The reason for letting words through names somebody itself, and a reason stays on the record for good."""

    def __init__(self, found: Sequence[str]) -> None:
        what = list_in_words([shown(each) for each in found])
        super().__init__(f"Your reason holds {what}. It stays on the record for good: give one that identifies nobody.")


class NewerStoreError(TrackerError):
    """The store was made or upgraded by a newer version of the tracker."""

    def __init__(self, store_revision: str) -> None:
        super().__init__(
            f"This store was written by a newer version of the tracker (its revision is ‘{shown(store_revision)}’, "
            "which this version does not know). Nothing was changed: install the newer version and try again."
        )


class NotADemoStoreError(TrackerError):
    """`--demo` was pointed at a store that is somebody's real register."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The store at {shown(where, 200)} is a real register, not a demonstration: "
            "illustrative actions are never put into it. Start without --demo, or move that store elsewhere."
        )


class DemoStoreError(TrackerError):
    """A store with illustrative rows was opened without `--demo`."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The store at {shown(where, 200)} holds illustrative actions: open it with --demo. "
            "A board's own register needs a store of its own."
        )


class NoOneError(TrackerError):
    """A change needs a name and there is none to take. `administrators` are the people it might have been."""

    def __init__(self, administrators: Sequence[str] = ()) -> None:
        why = (
            f"there are several administrators ({list_in_words([shown(a) for a in administrators])})"
            if administrators
            else "there is no administrator yet"
        )
        super().__init__(f"Say who is making this change: {why}, so add --by WHO, or set TRACKER_BY.")


class StoreUnavailableError(TrackerError):
    """The store cannot be opened or written: an unwritable folder, a full disk, a lock held by another program."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"The store at {shown(path, 200)} cannot be used: {why.rstrip('.')}. Nothing was changed.")


class FileRefusedError(TrackerError):
    """A file that cannot be read or must not be: damaged, locked, too big, with macros, of another kind."""

    def __init__(self, name: object, why: str) -> None:
        super().__init__(f"The file ‘{shown(name)}’ was not read: {why.rstrip('.')}.")


class PaperNotMadeError(TrackerError):
    """A paper that could not be set on its pages here and now, though nothing in it is wrong."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The paper was not made: {why.rstrip('.')}.")


class AddressRefusedError(TrackerError):
    """Listening to other machines is refused: nobody signs in, or the tracker has not been told its public address."""

    def __init__(self, host: object, *, nobody_signs_in: bool = True) -> None:
        why = (
            "while nobody signs in, whoever reached it could read and change everything. "
            "Set TRACKER_SIGN_IN to accounts or directory"
            if nobody_signs_in
            else "it has not been told the address that people will open. "
            "Set TRACKER_PUBLIC_URL, such as https://tracker.example.gov.uk"
        )
        super().__init__(
            f"The tracker does not listen on ‘{shown(host)}’: {why}, or use --host 127.0.0.1 for this machine only."
        )


class PortTakenError(TrackerError):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is taken by another program, perhaps another tracker: "
            f"stop that one, or choose another with --port {port + 1 if port < 65535 else 8600}."
        )


def _plain(word: str) -> str:
    """A status as it stands inside a sentence: "in progress", whether it came as a value or as a label."""
    return shown(str(word).replace("_", " ").lower())
