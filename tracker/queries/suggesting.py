"""Which themes the tracker suggests: worked out from the texts and the taxonomy as they stand, and never stored.

What a person confirmed or rejected is left out: it is theirs. A register of an earlier tracker may still hold
suggestions as rows; they count as suggestions until somebody answers them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Engine

from tracker.queries.remember import remember, remembered
from tracker.queries.standing import moment
from tracker.rules.records import Theme, ThemeLink
from tracker.rules.register import Register
from tracker.rules.sight import Sight
from tracker.rules.standing import Standing
from tracker.rules.theme_subjects import STRONG, Subject, SubjectKind, every_subject, links_of, subjects_of
from tracker.themes.suggest import Suggested, suggest, suggest_or_guess

MOST_OF_PART = 3


@dataclass(frozen=True, eq=False)
class Suggestions:
    """What waits for a person, by the id of a recommendation, part or learning point, in printed order; and what has
    neither a confirmed theme nor a suggestion: `silent` (parts are not among them: their recommendation speaks)."""

    subjects: Mapping[str, Subject]
    waiting: Mapping[str, tuple[Suggested, ...]]
    silent: tuple[str, ...]
    worked_out: Mapping[str, tuple[Suggested, ...]]
    """All that each text suggests, whatever a person said of it."""

    @property
    def number(self) -> int:
        """How many suggestions wait."""
        return sum(len(found) for found in self.waiting.values())

    def number_of(self, kind: SubjectKind) -> int:
        """How many of them are of this kind of thing."""
        return sum(len(found) for id_, found in self.waiting.items() if self.subjects[id_].kind == kind)


def suggestions(engine: Engine, standing: Standing, *, sight: Sight) -> Suggestions:
    """Every suggestion that waits, as this sight sees the register. `standing` is as that sight has it."""
    key = ("suggestions", moment(engine, standing.today, sight=sight).shown)

    def make() -> Suggestions:
        return _made(standing.register, every_subject(standing.register))

    made = None if remembered(key) else make()  # while nobody else waits: of a large register it takes a minute
    return remember(key, lambda: made or make())


def suggestions_of(engine: Engine, standing: Standing, recommendation_id: str, *, sight: Sight) -> Suggestions:
    """The same of one recommendation and its parts; of nothing where this sight does not see it."""
    rec = standing.register.recommendations.get(recommendation_id)
    return _made(standing.register, subjects_of(standing.register, rec) if rec else ())


def _made(register: Register, subjects: Iterable[Subject]) -> Suggestions:
    themes = tuple(theme for theme in register.themes.values() if theme.retired_on is None)
    known, waiting, silent = dict[str, Subject](), dict[str, tuple[Suggested, ...]](), list[str]()
    worked_out = dict[str, tuple[Suggested, ...]]()
    for subject in subjects:
        known[subject.id] = subject
        held = links_of(register, subject)
        part = subject.kind == SubjectKind.PART
        all_ = worked_out[subject.id] = _suggested("" if part else subject.title, subject.text, themes, part)
        found = _for(register, subject, all_, held)
        if found:
            waiting[subject.id] = found
        elif not held and not part:
            silent.append(subject.id)
    return Suggestions(known, waiting, tuple(silent), worked_out)


def _for(
    register: Register, subject: Subject, worked_out: tuple[Suggested, ...], held: Mapping[str, ThemeLink]
) -> tuple[Suggested, ...]:
    """What waits for one thing. Where a person has confirmed a theme already, only what is strong is worth asking."""
    answered = any(link.confirmed for link in held.values())
    no = register.rejected_themes.get(subject.id, frozenset())
    kept = {
        link.theme_id: Suggested(link.theme_id, link.score or 0.5, link.cues)
        for link in held.values()
        if not link.confirmed and register.themes[link.theme_id].retired_on is None
    }
    kept |= {
        one.theme_id: one for one in worked_out if one.theme_id not in held and (one.score >= STRONG or not answered)
    }
    found = sorted((one for id_, one in kept.items() if id_ not in no), key=lambda one: (-one.score, one.theme_id))
    return tuple(found)


@lru_cache(maxsize=65_536)
def _suggested(title: str, text: str, themes: tuple[Theme, ...], part: bool) -> tuple[Suggested, ...]:
    """A text's suggestions, worked out once for each taxonomy: an answer to one does not make the others again."""
    return suggest(text, themes)[:MOST_OF_PART] if part else suggest_or_guess(title, text, themes)
