"""What becomes of the links of a theme that is split or merged, link by link: the page says it before, the command does
it, from the same steps.

A theme of a recommendation, a part or a learning point is a link; here it matters only of what, and whether a person
confirmed or rejected it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from tracker.rules.dates import plural
from tracker.rules.records import LearningTheme, ThemeLink

Link: TypeAlias = ThemeLink | LearningTheme


class Fate(StrEnum):
    """What happens to one link."""

    STAYS = "stays"
    """It is left as it is."""
    GOES = "goes"
    """It becomes a link of the other theme, as it is: whoever confirmed it is still the one who did."""
    BOTH = "both"
    """It is left as it is, and the other theme gets one like it."""
    OVERRULES = "overrules"
    """It goes, and takes the place of what the other theme had there that no person had confirmed."""
    ENDS = "ends"
    """It is taken out: the other theme has a confirmed one there already, or it was no confirmation."""


@dataclass(frozen=True, slots=True)
class Merging:
    """What becomes of every link of a theme that is merged into another, by link id."""

    fates: Mapping[str, Fate]

    def number(self, *fates: Fate) -> int:
        """How many links have one of these fates."""
        return sum(fate in fates for fate in self.fates.values())

    @property
    def in_words(self) -> tuple[str, ...]:
        """What will happen, a sentence each."""
        goes, over, ends = (self.number(fate) for fate in (Fate.GOES, Fate.OVERRULES, Fate.ENDS))
        said = []
        if goes:
            said.append(f"{plural(goes, 'confirmed link')} will go along, with who confirmed it and when.")
        if over:
            what = "was rejected or only suggested"
            said.append(f"{plural(over, 'confirmed link')} will go along to where the other theme {what}.")
        if ends:
            why = "because the other theme is confirmed there already, or because it was a rejection of the old theme"
            said.append(f"{plural(ends, 'link')} will be taken out, {why}.")
        return (*said, "The trail keeps what stood there.") if said else ("It has no links.",)


def merging(links: Iterable[Link], others: Iterable[Link]) -> Merging:
    """What becomes of a theme's links when it is merged into the theme that has `others`.

    Only what a person confirmed goes along: a rejection of the old theme does not say that the wider one is wrong."""
    there = {subject_of(link): link for link in others}
    fates: dict[str, Fate] = {}
    for link in links:
        other = there.get(subject_of(link))
        if not link.confirmed or (other is not None and other.confirmed):
            fates[link.id] = Fate.ENDS
        else:
            fates[link.id] = Fate.GOES if other is None else Fate.OVERRULES
    return Merging(fates)


def subject_of(link: Link) -> str:
    """The id of what a link is of: a recommendation, a part or a learning point."""
    if isinstance(link, LearningTheme):
        return link.learning_point_id
    return link.part_id or link.recommendation_id
