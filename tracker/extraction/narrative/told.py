"""A candidate of the narrative, made of the passages that it quotes."""

from tracker.extraction.quoting import as_printed, marks
from tracker.extraction.source import Source
from tracker.rules.candidates import Candidate, Passage, Place
from tracker.rules.words import CandidateKind


def told(
    source: Source,
    kind: CandidateKind,
    passages: tuple[Passage, ...],
    place: Place,
    reason: str,
    *,
    ref: str | None = None,
    about: str = "",
    agency: str | None = None,
    kept_by: str | None = None,
    also: tuple[Place, ...] = (),
    doubts: tuple[str, ...] = (),
) -> Candidate:
    """A candidate that quotes these passages. It is numbered by whoever collects it."""
    last = source.blocks[passages[-1].block]
    return Candidate(
        0, kind, as_printed(source, passages), passages, reason, ref=ref, place=place, last_page=last.last_page,
        marks=marks(source, passages), about=about, agency=agency, kept_by=kept_by, also=also, doubts=doubts,
    )  # fmt: skip
