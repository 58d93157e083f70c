"""How a theme went over the years: reviews that raised it, what they asked for, what was assured, what came back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.rules.ending import Endings
from tracker.rules.recurrence import Recurrence, raised_on
from tracker.rules.standing import Standing
from tracker.rules.words import Ended

ASSURED = frozenset({Ended.CLOSED, Ended.ASSURED})


@dataclass(frozen=True, slots=True)
class Year:
    """One year: reviews that came, recommendations they made, recommendations that were closed or wholly assured (and
    are so still), and recommendations with which a lesson came back."""

    year: int
    reviews: int = 0
    recommendations: int = 0
    assured: int = 0
    came_back: int = 0


def over_time(standing: Standing, found: Iterable[Recurrence], theme_id: str | None = None) -> tuple[Year, ...]:
    """Every year in which anything happened, the earliest first; of one theme (confirmed) or of all. What belongs to a
    review of which nobody knows the day counts in no year, but what was assured of it does."""
    register = standing.register
    kept = [
        rec
        for rec in register.recommendations.values()
        if theme_id is None
        or any(link.confirmed and link.theme_id == theme_id for link in register.links_of.get(rec.id, ()))
    ]
    endings = Endings(standing)
    back = {one.recommendation for one in found if theme_id in (None, one.theme)}
    reviews: dict[int, set[str]] = defaultdict(set)
    asked: dict[int, int] = defaultdict(int)
    assured: dict[int, int] = defaultdict(int)
    returned: dict[int, int] = defaultdict(int)
    days = {review.id: raised_on(review) for review in register.reviews.values()}
    for rec in kept:
        day = days[rec.review_id]
        if day:
            reviews[day.year].add(rec.review_id)
            asked[day.year] += 1
            returned[day.year] += rec.id in back
        ending = endings.ended(rec.id, standing.today)
        if ending and ending.how in ASSURED:
            assured[ending.on.year] += 1
    years = sorted(asked.keys() | assured.keys())
    return tuple(Year(year, len(reviews[year]), asked[year], assured[year], returned[year]) for year in years)
