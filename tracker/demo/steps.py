"""What can happen to an action of the illustrative plan, as values. Days are counted from today: -30 is a month ago."""

from dataclasses import dataclass
from typing import TypeAlias

from tracker.rules.words import EvidenceKind, NotDoingKind, OwnRating, Rung


@dataclass(frozen=True, slots=True)
class Say:
    """The owner says what was done; the first word also starts the work."""

    day: int
    words: str
    own: OwnRating | None = None
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Prove:
    """The owner files a piece of evidence, about a day `age` days before it was filed."""

    day: int
    title: str
    rung: Rung
    kind: EvidenceKind = EvidenceKind.FILE
    age: int = 9
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Renew:
    """The owner sends a newer version of the latest piece of evidence, a file as well."""

    day: int
    title: str
    rung: Rung
    reason: str
    age: int = 9


@dataclass(frozen=True, slots=True)
class Unprove:
    """The owner withdraws the latest piece of evidence."""

    day: int
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The owner claims completion."""

    day: int
    words: str


@dataclass(frozen=True, slots=True)
class Unclaim:
    """The owner withdraws the claim."""

    day: int
    reason: str


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody else holds the claim against its evidence: assures it, or returns it."""

    day: int
    assured: bool
    reason: str


@dataclass(frozen=True, slots=True)
class AskMore:
    """The owner asks for a later date."""

    day: int
    to: int
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerMore:
    """The subgroup agrees or refuses the later date asked for."""

    day: int
    agreed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody looks, so many months after assurance, whether the change is still there."""

    day: int
    months: int
    passed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Embed:
    """What passed its last check-back is marked as embedded."""

    day: int


@dataclass(frozen=True, slots=True)
class Drop:
    """The action goes into the not-doing register."""

    day: int
    kind: NotDoingKind
    reason: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """The action comes back from the not-doing register."""

    day: int
    reason: str


Step: TypeAlias = (
    Say | Prove | Renew | Unprove | Claim | Unclaim | Judge | AskMore | AnswerMore | Check | Embed | Drop | Resume
)


@dataclass(frozen=True, slots=True)
class Row:
    """One action of the plan: who will do what for which parts, agreed when, due when, and what became of it.

    Parts are written as in the report of the owner's review ("10.2.1", "4/b"), or whole ("NORTHANTS-AK:10/c")."""

    owner: str
    lead: str
    title: str
    outcome: str
    parts: tuple[str, ...]
    planned: int
    due: int | None
    steps: tuple[Step, ...]
    due_text: str | None = None
