"""What the ratings do not say: recommendations with no action, no date, or no evidence above a document (DESIGN §3);
agencies that owe something and have nobody to lead for them."""

from dataclasses import dataclass

from tracker.rules.impact import closed_without_measure
from tracker.rules.lifecycle import OPEN
from tracker.rules.people import without_a_lead
from tracker.rules.records import Agency, Recommendation
from tracker.rules.standing import Standing
from tracker.rules.words import Level, Rung

ABOVE_A_DOCUMENT = frozenset(list(Rung)[list(Rung).index(Rung.DOCUMENT) + 1 :])
"""Rungs that show something happened, not only that something was written."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Overview recommendations in register order; those in the not-doing register are left out of the first three."""

    no_action: tuple[Recommendation, ...] = ()
    no_date: tuple[Recommendation, ...] = ()
    """With an open action that has no due date."""
    no_strong_evidence: tuple[Recommendation, ...] = ()
    """With actions, none of which has evidence above a document."""
    no_lead: tuple[Agency, ...] = ()
    """Agencies that owe something, with nobody to lead for them."""
    no_measure: tuple[Recommendation, ...] = ()
    """Closed, of whichever level, with nothing that would show whether it helped."""


def gaps(standing: Standing) -> Gaps:
    """The gaps as they stand."""
    no_action, no_date, weak = [], [], []
    for rec in standing.register.recommendations.values():
        if rec.level != Level.OVERVIEW or rec.id in standing.not_doing:
            continue
        files = standing.register.files_of_recommendation(rec.id)
        if not files:
            no_action.append(rec)
            continue
        if any(f.action.due is None and standing.statuses[f.action.id] in OPEN for f in files):
            no_date.append(rec)
        if not any(e.rung in ABOVE_A_DOCUMENT for f in files for e in f.current_evidence):
            weak.append(rec)
    leads, measures = without_a_lead(standing), closed_without_measure(standing)
    return Gaps(tuple(no_action), tuple(no_date), tuple(weak), leads, measures)
