"""The command that shows themes: what each recommendation is about, what two reviews ask for, and what came back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.frame import tell, tell_json
from tracker.cli.looking import every_review, standing_of, suggested, tell_heading
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.queries.documents import in_printed_order, overlap_row, recurrence_row, themes_of
from tracker.rules.dates import plural

if TYPE_CHECKING:
    from tracker.queries.suggesting import Suggestions
    from tracker.rules.judged import Pair
    from tracker.rules.records import Recommendation
    from tracker.rules.register import Register

NEAREST = 10


def themes(demo: Demo = False, as_json: Json = False) -> None:
    """What each recommendation is about, where two reviews ask for the same thing, and what came back."""
    from tracker.queries.overlapping import near
    from tracker.rules.judged import pairs as every_pair
    from tracker.rules.recurrence import recurrences
    from tracker.rules.words import Sameness

    place, standing, mine = standing_of(demo, None)
    register = standing.register
    alike = near(place.engine, standing, sight=mine)
    every = every_pair(register, alike.pairs)
    pairs = [pair for pair in every if pair.answer != Sameness.NOT_RELATED]
    returned = recurrences(standing, alike)
    waiting = suggested(place, standing, mine)
    if as_json:
        tell_json(
            {
                "recommendations": [_themes_row(register, rec, waiting) for rec in in_printed_order(register)],
                "overlaps": [overlap_row(register, pair) for pair in pairs],
                "recurrences": [recurrence_row(one) for one in returned],
            }
        )
        return
    tell_heading(place, standing, every_review(register))
    rows = []
    for theme in sorted(register.themes.values(), key=lambda t: t.position):
        ids = [
            id_
            for id_, links in register.links_of.items()
            if any(link.theme_id == theme.id and link.confirmed for link in links)
        ]
        if ids:
            rows.append([theme.name, len(ids), ", ".join(ids)])
    tell(table(["Theme", "Number", "Recommendations"], rows))
    tell()
    if waiting.number:
        words = f"{plural(waiting.number, 'suggestion')} {'waits' if waiting.number == 1 else 'wait'} for somebody"
        tell(paragraph(f"{words} to confirm or reject."))
    _tell_overlaps(register, every)
    for one in returned[:NEAREST]:
        tell(paragraph(f"{one.recommendation}: {one.why}.", "  "))


def _tell_overlaps(register: "Register", every: "Sequence[Pair]") -> None:
    """What a person said of the pairs first, then the nearest that wait for an answer."""
    from tracker.rules.judged import ORDER, why_together

    said = [pair for pair in every if pair.answer is not None]
    waiting = [pair for pair in every if pair.answer is None]
    head = "Recommendations of different reviews that ask for much the same"
    counted = [f"{sum(p.answer == answer for p in said)} {answer.label.lower()}" for answer in ORDER]
    words = f"{plural(len(said), 'pair')} answered by a person ({', '.join(counted)})"
    tell(paragraph(f"{head}: {words}; {len(waiting):,} found by the tracker and not answered."))
    for pair in said[:NEAREST]:
        told = (
            f"{pair.answer.label}, said {_who(register, pair.judged.judged_by)}" if pair.answer and pair.judged else ""
        )
        tell(paragraph(f"{pair.a} and {pair.b}: {told}.", "  "))
    for pair in waiting[:NEAREST]:
        tell(paragraph(f"{pair.a} and {pair.b} ({pair.score or 0:.2f}): {why_together(register, pair)}.", "  "))


def _who(register: "Register", person_id: str) -> str:
    person = register.people.get(person_id)
    return person.name if person else person_id


def _themes_row(register: "Register", rec: "Recommendation", waiting: "Suggestions") -> dict[str, Any]:
    return {"recommendation": rec.id, "themes": themes_of(register, rec, waiting)}
