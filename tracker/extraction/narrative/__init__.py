"""What a report tells beside its recommendations: single-agency ones, learning, promises, other reviews.

A kind of proposal is one module with a `find` and one line in FINDERS.
"""

from collections.abc import Callable

from tracker.extraction.narrative import learning, promises, references, single_agency
from tracker.extraction.source import Source
from tracker.rules.candidates import Candidate

FINDERS: tuple[Callable[[Source, tuple[Candidate, ...]], list[Candidate]], ...] = (
    promises.find,
    single_agency.find,
    learning.find,
    references.find,
)
"""Each is given the report and its recommendations, and numbers its candidates from 0: they are numbered anew after."""
