"""What a person may choose from where the register knows no such agency or recommendation: the nearest of each."""

from difflib import SequenceMatcher

from tracker.rules.register import Register
from tracker.sheets.other.headings import plain

MOST = 5
CLOSE_NAME = 0.45


class Choices:
    """The agencies and recommendations of a register, made ready once to be compared with what was written."""

    def __init__(self, register: Register, review: str | None) -> None:
        self._names = [
            (a.id, tuple({plain(name) for name in (a.name, a.short_name, *a.other_names)}))
            for a in register.agencies.values()
        ]
        self._asked = [
            (one.id, frozenset(plain(f"{one.title} {one.text}").split()))
            for one in register.recommendations.values()
            if review in (None, one.review_id)
        ]
        self._agencies: dict[str, tuple[str, ...]] = {}
        self._recommendations: dict[str, tuple[str, ...]] = {}

    def agencies(self, text: str) -> tuple[str, ...]:
        """Agencies with a name that is something like this, the nearest first."""
        said = plain(text)
        if said not in self._agencies:
            like = SequenceMatcher(None, b=said)
            scores = ((max(_close(like, name) for name in names), id_) for id_, names in self._names)
            ranked = sorted(scores, reverse=True)
            self._agencies[said] = tuple(id_ for score, id_ in ranked[:MOST] if score >= CLOSE_NAME)
        return self._agencies[said]

    def recommendations(self, text: str) -> tuple[str, ...]:
        """Recommendations to choose from: of the review, those whose words are nearest."""
        said = plain(text)
        if said not in self._recommendations:
            words = set(said.split())
            ranked = sorted(self._asked, key=lambda each: -len(words & each[1]))
            self._recommendations[said] = tuple(id_ for id_, _ in ranked[:MOST])
        return self._recommendations[said]


def _close(like: SequenceMatcher[str], name: str) -> float:
    """How alike a name is; zero where a look at its letters tells that it is not."""
    like.set_seq1(name)
    if like.real_quick_ratio() < CLOSE_NAME or like.quick_ratio() < CLOSE_NAME:
        return 0.0
    return like.ratio()
