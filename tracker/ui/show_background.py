"""How one recommendation came to stand as it does: its parts over time, its history, its themes, what it touches."""

import streamlit as st

from tracker.clock import end_of, local_day
from tracker.queries.history import entries
from tracker.queries.sentences import sentences
from tracker.queries.standing import zone_of
from tracker.queries.trends import related_ids, ribbon
from tracker.rules.dates import in_words
from tracker.rules.records import Recommendation
from tracker.rules.recurrence import Overlap, overlaps
from tracker.ui import charts
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled
from tracker.ui.tables import table

LATEST = 12


def how_it_stood(at: Frame, rec: Recommendation) -> None:
    """The ribbon of each part, as the register said at the time, and the last change of each in words."""
    section("How the parts have stood")
    stretches = ribbon(at.engine, at.standing, rec.id, sight=at.sight)
    labels = {p.id: p.label or "whole" for p in at.register.parts_of.get(rec.id, ())}
    known = [s for s in stretches if s.part_id in labels]
    if not known:
        st.markdown("Nothing is known yet.")
        return
    last = {s.part_id: s for s in known}
    words = [
        f"{labels[id_]}: {s.rating.brag.label.lower()} since {in_words(s.since)}, {s.rating.reason}"
        for id_, s in last.items()
    ]
    stood = [charts.Stood(labels[s.part_id], s.since, s.until, s.rating.brag) for s in known]
    charts.ribbon(stood, alt="How each part has stood. " + ". ".join(words), key="ribbon")
    note("  \n".join(plain(line) for line in words))


def history(at: Frame, rec: Recommendation) -> None:
    """What was changed, by whom and why, newest first."""
    section("What changed, and why")
    until = end_of(at.today, zone_of(at.standing)) if at.is_past else None
    ids = related_ids(at.standing, rec.id)
    told = entries(at.engine, sight=at.sight, entity_ids=ids, changes_only=True, until=until, limit=LATEST * 12)
    zone = zone_of(at.standing)
    cells = [
        (
            at.day(local_day(s.at, zone)),
            titled(f"**{plain(s.verb)}** {plain(s.subject)}", *(plain(d) for d in s.details[:6]), plain(s.why or "")),
            titled(plain(s.who), f"no. {s.first_number:,}"),
        )
        for s in sentences(at.register, told)[:LATEST]
    ]
    table(cells, ("Date", "What changed", "By"), alt=f"The latest changes to recommendation {rec.ref}, newest first")
    shown = f"The latest {len(cells)} steps." if len(cells) > 1 else "The latest step." if cells else "No step yet."
    note(f"{shown} {at.link('The whole history', 'history', id=rec.id)}")


def themes(at: Frame, rec: Recommendation) -> None:
    """What it is about, with each theme's definition; the reviews it shares them with."""
    section("What it is about")
    for link in at.register.links_of.get(rec.id, ()):
        theme = at.register.themes[link.theme_id]
        unsure = "" if link.confirmed else " (suggested, not confirmed)"
        name = at.link(f"**{plain(theme.name)}**", "themes", theme=theme.id)
        st.markdown(titled(f"{name}{unsure}", plain(theme.definition)))
    if not at.register.links_of.get(rec.id):
        st.markdown("No theme yet.")


def all_overlaps(at: Frame) -> tuple[Overlap, ...]:
    """Pairs that ask for the same thing, worked out once for each state of the register."""
    return at.worked_out(lambda: overlaps(at.register), "overlaps")


def elsewhere(at: Frame, rec: Recommendation) -> None:
    """What it points at, what points at it, and who else asks for the same."""
    section("Elsewhere")
    lines = []
    for ref in at.register.cross_references.values():
        if ref.from_id == rec.id:
            to = (
                _named(at, ref.to_id)
                if ref.to_id
                else f"“{plain(ref.as_written or '')}”, which is not in this register"
            )
            lines.append(f"- It points at {to}{f'. {plain(ref.note)}' if ref.note else ''}")
        elif ref.to_id == rec.id:
            lines.append(f"- {_named(at, ref.from_id)} points at it")
    for pair in all_overlaps(at):
        if rec.id in (pair.a, pair.b):
            other = pair.b if pair.a == rec.id else pair.a
            lines.append(f"- {_named(at, other)} asks for much the same ({pair.score:.2f}): {plain(pair.why)}")
    for promise in at.register.promises.values():
        if promise.kept_by == rec.id:
            lines.append(f"- It keeps the promise of paragraph {plain(promise.paragraph)}: {plain(promise.about)}")
    st.markdown("\n".join(lines) or "Nothing points at it, and no other review asks for the same.")


def _named(at: Frame, id_: str) -> str:
    rec = at.register.recommendations.get(id_)
    if rec is None:
        return plain(id_)
    return (
        f"{at.review(rec.review_id)} {at.link(f'**{plain(rec.ref)}**', 'recommendation', id=rec.id)} {plain(rec.title)}"
    )
