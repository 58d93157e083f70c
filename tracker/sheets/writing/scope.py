"""What goes into one workbook: the whole register, or what one agency owes and was asked."""

from dataclasses import dataclass
from datetime import date

from tracker.rules.brag import RANK
from tracker.rules.errors import UnknownError
from tracker.rules.records import ActionFile, Agency, Ask, Recommendation
from tracker.rules.standing import Counts, Standing, count
from tracker.rules.words import Brag


@dataclass(frozen=True, slots=True)
class Scope:
    """Actions worst first, recommendations in printed order, and the holes that an agency's workbook asks to fill."""

    agency: Agency | None
    files: tuple[ActionFile, ...]
    recommendations: tuple[Recommendation, ...]
    holes: tuple[Ask, ...]
    counts: Counts

    @property
    def words(self) -> str:
        """The scope as a heading says it."""
        return self.agency.name if self.agency else "The whole register: every action of every agency"


def scope_of(standing: Standing, agency_id: str | None) -> Scope:
    """The scope of a workbook. An agency answers for its predecessors' actions too. Raises UnknownError."""
    register = standing.register
    ratings = standing.action_ratings

    def worst_first(file: ActionFile) -> tuple[int, date, str]:
        return RANK[ratings[file.action.id].brag], file.action.due or date.max, file.action.id

    in_order = tuple(r for id_ in register.reviews for r in register.recommendations_of_review.get(id_, ()))
    if agency_id is None:
        files = tuple(sorted(register.files.values(), key=worst_first))
        return Scope(None, files, in_order, standing.holes, count(ratings[f.action.id] for f in files))
    if agency_id not in register.agencies:
        raise UnknownError("agency", agency_id, register.agencies)
    mine = [f for f in register.files.values() if standing.same_body(agency_id, f.action.owner_id)]
    holes = tuple(ask for ask in standing.holes if standing.same_body(agency_id, ask.agency_id))
    answered = {id_ for f in mine for id_ in register.recommendations_of_action[f.action.id]}
    return Scope(
        register.agencies[agency_id],
        tuple(sorted(mine, key=worst_first)),
        tuple(
            rec
            for rec in in_order
            if rec.id in answered or any(standing.same_body(agency_id, owner) for owner in register.owners_of(rec.id))
        ),
        holes,
        count(ratings[f.action.id] for f in mine),
    )


def row_order(standing: Standing, scope: Scope) -> list[ActionFile | Ask]:
    """The rows of an agency's workbook: its actions worst first, its holes among the unplanned. Else actions only."""
    if scope.agency is None:
        return list(scope.files)
    place = RANK[Brag.GREY]
    before = [f for f in scope.files if RANK[standing.action_ratings[f.action.id].brag] <= place]
    return [*before, *scope.holes, *scope.files[len(before) :]]
