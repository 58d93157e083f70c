"""A layout that a person settled once is known again, by its headings."""

import hashlib
from collections.abc import Mapping, Sequence

from tracker.rules.records import PlanLayout
from tracker.sheets.other.headings import plain

NOT_READ = ""


def layout_id(headings: Sequence[str]) -> str:
    """The name of a layout, made of its headings in their order; case, marks and white space do not count."""
    return hashlib.sha256("\n".join(plain(heading) for heading in headings).encode()).hexdigest()


def remembered_columns(headings: Sequence[str], remembered: Sequence[PlanLayout]) -> Mapping[str, str | None]:
    """Heading to field as settled for this layout before; nothing for a new one."""
    wanted = layout_id(headings)
    for layout in remembered:
        if layout.id == wanted:
            pairs = (pair.partition("=") for pair in layout.columns)
            return {heading: field or None for field, _, heading in pairs}
    return {}
