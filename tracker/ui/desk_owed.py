"""What one agency owes: its actions worst first, and its holes: what it was asked for and has agreed nothing about."""

from dataclasses import dataclass

import streamlit as st

from tracker.rules.brag import RANK
from tracker.rules.dates import first_words, plural
from tracker.rules.deadlines import days_late
from tracker.rules.lifecycle import SETTLED
from tracker.rules.records import ActionFile, Ask
from tracker.rules.standing import AgencyFigures, Standing
from tracker.rules.words import Brag
from tracker.ui import tables
from tracker.ui.frame import Frame
from tracker.ui.look import hole, plain, soft, titled

PAGE = 25


@dataclass(frozen=True)
class Owed:
    """What an agency owes, worst first; what is settled (assured, embedded, not doing) stands last."""

    open: tuple[ActionFile, ...]
    settled: tuple[ActionFile, ...]
    holes: tuple[Ask, ...]
    overdue: int
    """How many are rated overdue: past their current date, or a failed check-back not yet put right."""
    unseen: bool = False
    """Whether the agency was asked for something that whoever looks may not see, and should."""

    @property
    def in_words(self) -> str:
        """ "4 actions, 1 overdue; 2 asks with no action yet"."""
        late = f", {self.overdue} overdue" if self.overdue else ", none overdue" if self.open else ""
        holes = f"; {plural(len(self.holes), 'ask')} with no action yet" if self.holes else ""
        none = "no open action that you may see" if self.unseen else "no open action"
        return f"{plural(len(self.open), 'open action') if self.open else none}{late}{holes}"


def owed(standing: Standing, agency_id: str, *, unseen: bool = False) -> Owed:
    """Everything that an agency, or a body it succeeded, owns or was asked for; `unseen` where there is more of it."""
    files = [f for f in standing.register.files.values() if standing.same_body(agency_id, f.action.owner_id)]
    settled = [f for f in files if standing.statuses[f.action.id] in SETTLED]
    waiting = [f for f in files if standing.statuses[f.action.id] not in SETTLED]
    return Owed(
        tuple(sorted(waiting, key=lambda f: _worst_first(standing, f))),
        tuple(sorted(settled, key=lambda f: _worst_first(standing, f))),
        tuple(a for a in standing.holes if standing.same_body(agency_id, a.agency_id)),
        sum(standing.action_ratings[f.action.id].brag == Brag.RED for f in waiting),
        unseen,
    )


def by_desk(standing: Standing) -> dict[str, tuple[AgencyFigures, ...]]:
    """The figures of every agency that was asked for anything or owns an action, by whose desk they lie on."""
    found: dict[str, tuple[AgencyFigures, ...]] = {}
    for id_, figures in standing.by_agency().items():
        desk = standing.register.answers_for(id_)
        found[desk] = (*found.get(desk, ()), figures)
    return found


def draw(at: Frame, found: Owed, agency_id: str, *, beside: bool = False) -> None:
    """The list, a page at a time; holes among the unplanned. `beside` a form it has two columns."""
    files = [*found.open, *found.settled]
    lines = [(RANK[at.standing.action_ratings[f.action.id].brag], _action(at, f, agency_id)) for f in files]
    lines += [(RANK_OF_HOLE, _hole(at, ask, agency_id)) for ask in found.holes]
    lines.sort(key=lambda line: line[0])
    if not lines and found.unseen:
        return
    if not lines:
        st.markdown(
            "Nothing is asked of this agency, and it has no action. If that is wrong, tell the business manager."
        )
        return
    pages = -(-len(lines) // PAGE)
    page = st.pagination(pages, key=f"owed:{agency_id}") if pages > 1 else 1
    cells = [cells for _, cells in lines[(page - 1) * PAGE : page * PAGE]]
    if beside:
        pairs = [(chip, f"{what}  \n{when.replace('  ' + chr(10), ', ')}") for chip, what, when in cells]
        tables.table(pairs, ("Rating", "Action"), alt="What this agency owes, worst first")
        return
    tables.rows(cells, ("Rating", "Action", "Date"), alt="What this agency owes, worst first", key="rows_owed")


def asked_words(at: Frame, part_ids: tuple[str, ...]) -> list[tuple[str, str]]:
    """For each part: its reference as a link, and its text as printed."""
    found = []
    for part_id in part_ids:
        part = at.now.register.parts.get(part_id)
        if part is None:
            continue
        rec = at.now.register.recommendations[part.recommendation_id]
        label = f" part {plain(part.label)}" if part.label else ""
        where = f"{at.review(rec.review_id)} {at.link(plain(rec.ref), 'recommendation', id=rec.id)}{label}"
        found.append((where, part.text))
    return found


def printed(at: Frame, part_ids: tuple[str, ...]) -> None:
    """What the review printed, in serif: each part that an action answers."""
    for number, (where, text) in enumerate(asked_words(at, part_ids)):
        st.markdown(f":small[{where}]")
        with st.container(key=f"printed_{number}", width=720):
            st.markdown(plain(text, lines=True))


RANK_OF_HOLE = RANK[Brag.GREY]


def _worst_first(standing: Standing, file: ActionFile) -> tuple[int, int, str]:
    late = days_late(file, today=standing.today)
    return RANK[standing.action_ratings[file.action.id].brag], -late, file.action.id


def _action(at: Frame, file: ActionFile, agency_id: str) -> tuple[str, str, str]:
    action = file.action
    rating = at.standing.action_ratings[action.id]
    refs = tables.recommendation_links(at, file)
    title = at.link(f"**{plain(first_words(action.title, 140))}**", "my_agency", agency=agency_id, action=action.id)
    extra = f"{at.review(action.review_id)} {refs}" if refs else at.review(action.review_id)
    return tables.rating_chip(at, file), titled(title, plain(rating.reason), extra), tables.both_dates(at, file)


def _hole(at: Frame, ask: Ask, agency_id: str) -> tuple[str, str, str]:
    part = at.register.parts[ask.part_id]
    rec = at.register.recommendations[part.recommendation_id]
    title = at.link(f"**{plain(first_words(part.text, 120))}**", "my_agency", agency=agency_id, ask=ask.id)
    where = f"{at.review(rec.review_id)} {plain(rec.ref)}{' part ' + plain(part.label) if part.label else ''}"
    return hole(), titled(title, "asked, nothing agreed", where), soft("no date")
