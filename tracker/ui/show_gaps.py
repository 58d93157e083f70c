"""What the ratings do not say: gaps in the plan and its evidence, agencies that nobody leads for, and where an owner's
rating and ours differ."""

from collections.abc import Sequence

from tracker.rules.dates import plural
from tracker.rules.gaps import gaps
from tracker.rules.records import Recommendation
from tracker.ui.frame import Frame
from tracker.ui.look import plain, section, titled
from tracker.ui.tables import table

MOST = 12


def draw(at: Frame) -> None:
    """Each gap with its number and the recommendations, or actions, that it is about."""
    section("What the ratings do not say")
    found = gaps(at.standing)
    cells = [
        _line(at, "No action yet", found.no_action),
        _line(at, "An open action without a date", found.no_date),
        _line(at, "No evidence above a document", found.no_strong_evidence),
        _line(at, "Closed with no measure of whether it helped", found.no_measure),
    ]
    differ = list(at.standing.disagreements)
    links = [at.link(plain(id_), "my_agency", action=id_) for id_ in differ[:MOST]]
    words = titled("**The owner's rating and ours differ**", _and_more(links, len(differ)))
    cells.append((words, plural(len(differ), "action")))
    leaderless = [at.link(at.agency(a.id), "my_agency", agency=a.id) for a in found.no_lead[:MOST]]
    words = titled("**Nobody leads for an agency that owes something**", _and_more(leaderless, len(found.no_lead)))
    cells.append((words, plural(len(found.no_lead), "agency", "agencies")))
    table(cells, ("What", "How many"), alt="Gaps in the plan and its evidence, and ratings that differ")


def _line(at: Frame, what: str, some: Sequence[Recommendation]) -> tuple[str, str]:
    links = [
        f"{at.review(rec.review_id)}\u00a0{at.link(plain(rec.ref), 'recommendation', id=rec.id)}" for rec in some[:MOST]
    ]
    return titled(f"**{what}**", _and_more(links, len(some))), plural(len(some), "recommendation")


def _and_more(links: list[str], number: int) -> str:
    more = f" and {number - len(links)} more" if number > len(links) else ""
    return f"{', '.join(links)}{more}" if links else "none"
