"""Every kind of paper. A new one is one new file and one line here; the shared tests run over the tuple."""

from tracker.packs import agency, meeting, review_briefing, theme, theme_briefing, thread, year
from tracker.packs.brief import PaperKind
from tracker.rules.errors import UnknownError

PAPERS: tuple[PaperKind, ...] = (
    meeting.KIND, agency.KIND, thread.KIND, year.KIND, theme.KIND, theme_briefing.KIND, review_briefing.KIND,
)  # fmt: skip


def kind_of(kind: str) -> PaperKind:
    """A kind by its word. Raises UnknownError for another."""
    found = next((one for one in PAPERS if one.kind == kind), None)
    if found is None:
        raise UnknownError("paper", kind, [one.kind for one in PAPERS])
    return found
