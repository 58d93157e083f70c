"""A filter over recommendations that lives in the address bar and can say itself in words.

Nonsense in an address is answered with a sentence and otherwise ignored: a filter never fails.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from tracker.rules.deadlines import due_within, is_late_on_original, is_overdue, open_on
from tracker.rules.errors import shown
from tracker.rules.records import ActionFile, Recommendation
from tracker.rules.register import Register
from tracker.rules.standing import Standing, worst_first
from tracker.rules.words import Brag, Level

LONGEST_WORDS = 200
LOOK_AHEAD_DAYS = 28

DUE: Mapping[str, str] = MappingProxyType(
    {
        "overdue": "overdue",
        "late_on_original": "late on the original date",
        "next_28": f"due in the next {LOOK_AHEAD_DAYS} days",
        "no_date": "with no date",
        "moved": "with a date that was moved",
    }
)
"""The questions about dates, with their words."""

_TESTS: Mapping[str, Callable[[ActionFile, date], bool]] = MappingProxyType(
    {
        "overdue": is_overdue,
        "late_on_original": is_late_on_original,
        "next_28": lambda file, today: due_within(file, LOOK_AHEAD_DAYS, today),
        "no_date": lambda file, today: file.action.due is None and open_on(file, today=today),
        "moved": lambda file, today: file.moves > 0 and open_on(file, today=today),
    }
)

EVERY_LEVEL = "all"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep. None keeps everything; `level` None keeps both levels (the overview alone is the usual view).

    Where an agency is set, the question about dates is asked of that agency's actions only."""

    review: str | None = None
    agency: str | None = None
    theme: str | None = None
    rating: Brag | None = None
    due: str | None = None
    words: str | None = None
    level: Level | None = Level.OVERVIEW

    @property
    def nothing_set(self) -> bool:
        """Whether this is the usual view of everything."""
        return self == Filters()

    def keeps(self, standing: Standing, recommendation: Recommendation) -> bool:
        """Whether a recommendation passes every condition."""
        register = standing.register
        return (
            self.level in (None, recommendation.level)
            and self.review in (None, recommendation.review_id)
            and (self.rating is None or standing.recommendation_ratings[recommendation.id].brag == self.rating)
            and (
                self.theme is None
                or any(link.theme_id == self.theme for link in register.links_of.get(recommendation.id, ()))
            )
            and (self.agency is None or self._concerns_agency(standing, recommendation))
            and (self.due is None or self._due(standing, recommendation))
            and (not self.words or self._says(register, recommendation))
        )

    def apply(self, standing: Standing) -> tuple[Recommendation, ...]:
        """The recommendations kept, worst first, then review by review in printed order."""
        register = standing.register
        reviews = [self.review] if self.review is not None else list(register.reviews)
        printed = (rec for id_ in reviews for rec in register.recommendations_of_review.get(id_, ()))
        return worst_first(standing, (rec for rec in printed if self.keeps(standing, rec)))

    def in_words(self, register: Register) -> str:
        """The filter as people say it: "Child K, Police, overdue, with the words ‘escalation’"; all of it is
        "Both reviews, all agencies"."""
        words = [self._reviews_in_words(register)]
        agency = register.agencies.get(self.agency or "")
        words.append(agency.short_name if agency else "all agencies")
        if self.level == Level.SINGLE_AGENCY:
            words.append("single-agency recommendations")
        elif self.level is None:
            words.append("overview and single-agency recommendations")
        if theme := register.themes.get(self.theme or ""):
            words.append(f"about {theme.name.lower()}")
        if self.rating:
            words.append(f"rated {Brag(self.rating).label.lower()}")
        if self.due:
            words.append(DUE[self.due])
        if self.words:
            words.append(f"with the words ‘{self.words}’")
        return ", ".join(words)

    def to_query(self) -> dict[str, str]:
        """The filter as names and values for an address; what is as usual is left out."""
        named = {
            "review": self.review,
            "agency": self.agency,
            "theme": self.theme,
            "rating": self.rating.value if self.rating else None,
            "due": self.due,
            "words": self.words,
            "level": None if self.level == Level.OVERVIEW else self.level.value if self.level else EVERY_LEVEL,
        }
        return {name: value for name, value in named.items() if value}

    def without(self, name: str) -> "Filters":
        """The same filter with one condition back to usual."""
        return replace(self, **{name: getattr(Filters(), name)})

    def _concerns_agency(self, standing: Standing, rec: Recommendation) -> bool:
        register = standing.register
        agencies: list[str | None] = [rec.agency_id, *register.owners_of(rec.id)]
        agencies += [file.action.owner_id for file in register.files_of_recommendation(rec.id)]
        return any(standing.same_body(self.agency, agency) for agency in agencies)

    def _due(self, standing: Standing, rec: Recommendation) -> bool:
        test = _TESTS[self.due or ""]
        return any(
            test(file, standing.today)
            for file in standing.register.files_of_recommendation(rec.id)
            if self.agency is None or standing.same_body(self.agency, file.action.owner_id)
        )

    def _says(self, register: Register, rec: Recommendation) -> bool:
        owners = (register.agencies[id_] for id_ in register.owners_of(rec.id))
        names = [name for agency in owners for name in (agency.name, agency.short_name)]
        text = " ".join([rec.title, rec.text, rec.ref, rec.id, *rec.addressed_to, *names]).casefold()
        return all(word in text for word in (self.words or "").casefold().split())

    def _reviews_in_words(self, register: Register) -> str:
        if review := register.reviews.get(self.review or ""):
            return review.subject
        number = len(register.reviews)
        if number == 1:
            return next(iter(register.reviews.values())).subject
        return {0: "No review", 2: "Both reviews"}.get(number, f"All {number:,} reviews")


def from_query(query: Mapping[str, object], register: Register) -> tuple[Filters, tuple[str, ...]]:
    """The filter that an address asks for, and a sentence for everything in it that makes no sense (and is ignored).

    Names that are no filter's are left alone: they may be the page's own. Of a name given twice the last one counts."""
    complaints: list[str] = []

    def one_of(name: str, kind: str, known: Iterable[str]) -> str | None:
        value = _text(query.get(name))
        if not value:
            return None
        names = list(known)
        found = value if value in names else next((n for n in names if n.casefold() == value.casefold()), None)
        if found is None:
            complaints.append(f"The address asks for {kind} ‘{shown(value)}’, which there is not: it was left out.")
        return found

    rating = one_of("rating", "the rating", [brag.value for brag in Brag])
    level = one_of("level", "the level", [*(level.value for level in Level), EVERY_LEVEL])
    filters = Filters(
        review=one_of("review", "the review", register.reviews),
        agency=one_of("agency", "the agency", register.agencies),
        theme=one_of("theme", "the theme", register.themes),
        rating=Brag(rating) if rating else None,
        due=one_of("due", "the due date", DUE),
        words=clean_words(_text(query.get("words"))),
        level=None if level == EVERY_LEVEL else Level(level) if level else Level.OVERVIEW,
    )
    if len(_text(query.get("words")) or "") > LONGEST_WORDS:
        complaints.append(f"Only the first {LONGEST_WORDS} characters of the words were looked for.")
    return filters, tuple(complaints)


def clean_words(text: str | None) -> str | None:
    """Words to look for as a filter holds them: printable, single spaces, at most 200 characters; None for none."""
    printable = "".join(c if c.isprintable() else " " for c in (text or "")[:LONGEST_WORDS])
    return " ".join(printable.split()) or None


def _text(value: object) -> str | None:
    if isinstance(value, (list, tuple)):
        value = value[-1] if value else None
    return None if value is None else str(value).strip()
