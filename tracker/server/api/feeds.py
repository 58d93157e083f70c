"""Every feed of the API, as one table: its address, its fields, what may be asked, and where its rows come from.

The rows are those of the command line's --json (`tracker.queries.documents`). A new feed is one entry here: route,
CSV, OpenAPI, the manual and the tests follow.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Engine

from tracker.clock import end_of
from tracker.queries import documents
from tracker.queries.changed import Changed, changed_since
from tracker.queries.history import entries
from tracker.queries.overlapping import near
from tracker.queries.register import in_order
from tracker.queries.remember import remember
from tracker.queries.standing import Moment, standing_at
from tracker.queries.suggesting import suggestions_of
from tracker.rules.judged import pairs
from tracker.rules.recurrence import recurrences
from tracker.rules.register import Register
from tracker.rules.sight import Sight
from tracker.rules.standing import Counts, Standing
from tracker.rules.words import Brag, Level, Publication, Sameness, Status
from tracker.server.api import columns as c
from tracker.server.api import fields as f
from tracker.server.api.fields import Field, Parameter

Key = tuple[str | int, ...]
Row = dict[str, Any]


@dataclass(frozen=True)
class Look:
    """One reader's look at the register: as at when, by whose sight, and what was asked for."""

    engine: Engine
    when: Moment
    sight: Sight
    asked: Mapping[str, Any]

    @cached_property
    def standing(self) -> Standing:
        """How the register stands at that moment, as the reader sees it."""
        return standing_at(self.engine, self.when)

    @property
    def register(self) -> Register:
        """The register of that moment, as the reader sees it."""
        return self.standing.register

    @cached_property
    def changed(self) -> Changed | None:
        """What was changed since the instant that was asked for; None where none was."""
        since = self.asked.get("updated_since")
        if since is None:
            return None
        return changed_since(self.engine, self.standing, since, number=self.when.number, sight=self.sight)

    def wanted(self, name: str, *values: Any) -> bool:
        """Whether what was asked for under a name is among these values, or nothing was."""
        return self.asked.get(name) is None or self.asked[name] in values

    def of_agency(self, *agency_ids: str | None) -> bool:
        """Whether the agency that was asked for is one of these bodies, under whatever name; or none was asked for."""
        wanted = self.asked.get("agency")
        return wanted is None or any(self.standing.same_body(wanted, id_) for id_ in agency_ids)

    def remembered(self, what: str, make: Callable[[], Any]) -> Any:
        """Something worked out of the whole register, once for each state of it."""
        return remember((what, self.when.shown), make, small=True)


@dataclass(frozen=True)
class Feed:
    """One kind of row. `things` are in a stable order, by `key`; `row` makes the document of one."""

    name: str
    title: str
    words: str
    fields: tuple[Field, ...]
    parameters: tuple[Parameter, ...]
    things: Callable[[Look], Sequence[Any]]
    key: Callable[[Any], Key]
    row: Callable[[Look, Any], Row]
    verb: str = "read"
    """What a role must be allowed to do."""
    back: Callable[[Look, int | None], Iterator[Any]] | None = None
    """Where the rows are too many to hold: from the newest back, before a number."""


REVIEW = Parameter("review", f.TEXT, "Only this review, by its code, such as SOTON-K.", "reviews")
AGENCY = Parameter("agency", f.TEXT, "Only what concerns this agency, by its id, under whatever name.", "agencies")
THEME = Parameter("theme", f.TEXT, "Only recommendations of which a person confirmed this theme, by its id.", "themes")
ACTION = Parameter("action", f.TEXT, "Only this action’s, by its id.", "actions")
RATING = Parameter("rating", f.word(Brag), "Only this rating.")
STATUS = Parameter("status", f.word(Status), "Only actions of this status.")
OVERDUE = Parameter("overdue", f.YES, "true: only open actions past their current due date; false: only the others.")
SINCE = Parameter(
    "updated_since",
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]},
    "Only what somebody changed since: a day (from its first minute in London) or an instant with its offset. A rating "
    "that moved with the day alone is no change.",
)
ANSWER = Parameter("answer", f.word(Sameness), "Only pairs of which a person said this.")


# ---- recommendations, actions


def _kept(look: Look, things: Iterable[Any], **tests: Callable[[Any], bool]) -> list[Any]:
    """The things that pass what was asked for, each test under its parameter's name; what was not asked costs
    nothing."""
    asked = [test for name, test in tests.items() if look.asked.get(name) is not None]
    return [one for one in things if all(test(one) for test in asked)] if asked else list(things)


def _recommendations(look: Look) -> list[Any]:
    ratings, register = look.standing.recommendation_ratings, look.register
    return _kept(
        look,
        documents.in_printed_order(register),
        review=lambda rec: look.wanted("review", rec.review_id),
        rating=lambda rec: look.wanted("rating", ratings[rec.id].brag),
        agency=lambda rec: look.of_agency(*_answer_for(register, rec.id)),
        theme=lambda rec: look.wanted(
            "theme", *(link.theme_id for link in register.links_of.get(rec.id, ()) if link.confirmed)
        ),
        updated_since=lambda rec: look.changed is None or rec.id in look.changed.recommendations,
    )


def _answer_for(register: Register, id_: str) -> list[str | None]:
    return [*register.owners_of(id_), *(file.action.owner_id for file in register.files_of_recommendation(id_))]


def _printed(rec: Any) -> Key:
    return (*in_order(rec.review_id), rec.review_id, int(rec.level != Level.OVERVIEW), rec.position, rec.id)


def recommendation(look: Look, rec: Any) -> Row:
    """A recommendation as `tracker recommendations --json` tells it, with its id."""
    waiting = suggestions_of(look.engine, look.standing, rec.id, sight=look.sight)
    return {"recommendation": rec.id, **documents.recommendation_row(look.standing, rec, waiting)}


def _actions(look: Look) -> list[Any]:
    standing, files = look.standing, look.register.files
    late = {file.action.id for file in standing.overdue} if look.asked.get("overdue") is not None else set()
    return _kept(
        look,
        (files[id_] for id_ in look.register.actions),
        review=lambda file: look.wanted("review", file.action.review_id),
        status=lambda file: look.wanted("status", standing.statuses[file.action.id]),
        rating=lambda file: look.wanted("rating", standing.action_ratings[file.action.id].brag),
        overdue=lambda file: look.wanted("overdue", file.action.id in late),
        agency=lambda file: look.of_agency(file.action.owner_id),
        updated_since=lambda file: look.changed is None or file.action.id in look.changed.actions,
    )


def action(look: Look, file: Any) -> Row:
    """An action as `tracker overdue --json` tells one that is late, and where it stands."""
    return documents.action_row(look.standing, file)


# ---- reviews, evidence, themes, agencies


def _review(look: Look, review: Any) -> Row:
    counts = look.remembered("by review", look.standing.by_review)
    return documents.review_row(review, counts.get(review.id, Counts()))


UNSAID = ("link", "statement")
"""What a piece of evidence says is for people who sign in; the API tells that it is there."""


def _evidence(look: Look) -> list[Any]:
    register = look.register
    return _kept(
        look,
        register.evidence.values(),
        action=lambda one: look.wanted("action", one.action_id),
        review=lambda one: look.wanted("review", register.actions[one.action_id].review_id),
    )


def _evidence_row(look: Look, one: Any) -> Row:
    told = documents.evidence_row(look.register.files[one.action_id], one)
    return {name: value for name, value in told.items() if name not in UNSAID}


def _theme(look: Look, theme: Any) -> Row:
    themed = look.remembered("themed", lambda: documents.themed(look.register))
    return documents.theme_row(theme, themed[theme.id])


def _agency(look: Look, agency: Any) -> Row:
    figures = look.remembered("by agency", look.standing.by_agency)
    return documents.agency_row(agency, figures.get(agency.id))


# ---- overlaps and recurrences, the trail


def _overlaps(look: Look) -> list[Any]:
    register = look.register
    every = pairs(register, near(look.engine, look.standing, sight=look.sight).pairs)
    asked, review = look.asked.get("answer"), look.asked.get("review")
    found = [
        pair
        for pair in every
        if (pair.answer == asked if asked else pair.answer != Sameness.NOT_RELATED)
        and (review is None or review in (_of(register, pair.a), _of(register, pair.b)))
    ]
    return sorted(found, key=_pair)


def _of(register: Register, recommendation_id: str) -> str:
    return register.recommendations[recommendation_id].review_id


def _pair(pair: Any) -> Key:
    return pair.a, pair.b


def _recurrences(look: Look) -> list[Any]:
    return sorted(recurrences(look.standing, near(look.engine, look.standing, sight=look.sight)), key=_came_back)


def _came_back(one: Any) -> Key:
    return one.recommendation, one.earlier, one.theme or ""


BATCHES = (200, 1000)
"""Entries read at a time: at first, and at most."""


def _trail(look: Look, before: int | None) -> Iterator[Any]:
    batch, most = BATCHES
    until = end_of(look.when.day)
    while True:
        some = entries(look.engine, sight=look.sight, until=until, before_number=before, limit=batch)
        yield from some
        if len(some) < batch:
            return
        before, batch = some[-1].number, most


def _by_id(one: Any) -> Key:
    return (*in_order(one.id), one.id)


def _all(table: str) -> Callable[[Look], list[Any]]:
    return lambda look: list(getattr(look.register, table).values())


def _reviews(look: Look) -> list[Any]:
    return [one for one in look.register.reviews.values() if look.wanted("state", one.state)]


FEEDS: tuple[Feed, ...] = (
    Feed(
        "reviews", "Reviews", "Every review, with its recommendations by rating.", c.REVIEWS,
        (Parameter("state", f.word(Publication), "Only reviews of this publication state."),),
        _reviews, _by_id, _review,
    ),
    Feed(
        "recommendations", "Recommendations",
        "Every recommendation with its parts, who was asked, its themes and its rating, in printed order.",
        c.RECOMMENDATION, (REVIEW, AGENCY, THEME, RATING, SINCE), _recommendations, _printed, recommendation,
    ),
    Feed(
        "actions", "Actions", "Every action with its dates, its lateness on both of them, and its rating.", c.ACTIONS,
        (REVIEW, AGENCY, STATUS, RATING, OVERDUE, SINCE), _actions, lambda file: _by_id(file.action), action,
    ),
    Feed(
        "evidence", "Evidence", "Every piece of evidence: that it is there, never what it says.", c.EVIDENCE,
        (REVIEW, ACTION), _evidence, _by_id, _evidence_row,
    ),
    Feed(
        "themes", "Themes", "The themes with the recommendations of which a person confirmed them.", c.THEMES, (),
        _all("themes"), _by_id, _theme,
    ),
    Feed(
        "overlaps", "Overlaps",
        "Recommendations of different reviews that ask for much the same. Pairs of which a person said that they are "
        "not related are left out unless they are asked for.",
        c.OVERLAPS, (REVIEW, ANSWER), _overlaps, _pair, lambda look, one: documents.overlap_row(look.register, one),
    ),
    Feed(
        "recurrences", "Recurrences", "Lessons that came back after an earlier recommendation had been closed.",
        c.RECURRENCES, (), _recurrences, _came_back, lambda _, one: documents.recurrence_row(one),
    ),
    Feed(
        "agencies", "Agencies", "Every agency with what it was asked, what it owes, and how it kept its word.",
        c.AGENCIES, (), _all("agencies"), _by_id, _agency,
    ),
    Feed(
        "trail", "The trail",
        "Every change that was ever made, the newest first: for tokens of an auditor or the business manager.",
        c.TRAIL, (), lambda look: list(_trail(look, None)), lambda one: (-one.number,),
        lambda _, one: documents.trail_row(one), verb="see_accesses", back=_trail,
    ),
)  # fmt: skip


def feed_of(name: str) -> Feed | None:
    """The feed of that name."""
    return next((feed for feed in FEEDS if feed.name == name), None)
