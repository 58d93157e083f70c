"""How one recommendation came to stand as it does: its parts over time, its history, what it touches."""

import streamlit as st

from tracker.clock import end_of, local_day
from tracker.queries.history import entries
from tracker.queries.sentences import sentences
from tracker.queries.standing import zone_of
from tracker.queries.trends import related_ids, ribbon
from tracker.rules.dates import in_words, plural
from tracker.rules.judged import EVERY, ORDER, serving_both, why_together
from tracker.rules.records import Recommendation
from tracker.rules.words import Sameness
from tracker.ui import charts
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled
from tracker.ui.show_pair import answer_chip, every_pair, said_by, strength_chip
from tracker.ui.tables import table

LATEST = 12
MOST_ALIKE = 5


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
    lines += _alike(at, rec)
    for promise in at.register.promises.values():
        if promise.kept_by == rec.id:
            lines.append(f"- It keeps the promise of paragraph {plain(promise.paragraph)}: {plain(promise.about)}")
    st.markdown("\n".join(lines) or "Nothing points at it, and no other review asks for the same.")


def _alike(at: Frame, rec: Recommendation) -> list[str]:
    """Who else asks for the same: what a person said first, then what the tracker finds and nobody answered."""
    found = [pair for pair in every_pair(at) if rec.id in (pair.a, pair.b)]
    order = (*ORDER[:2], None)
    lines = []
    for pair in sorted((p for p in found if p.answer in order), key=lambda p: order.index(p.answer)):
        other = pair.b if pair.a == rec.id else pair.a
        way = at.link("compare", "themes", view="overlaps", answer=EVERY, pair=pair.id)
        if pair.answer is None:
            why = f"{strength_chip(pair)}; {plain(why_together(at.register, pair))}"
            lines.append(f"- Perhaps the same, nobody has answered yet ({way}): {_named(at, other)}  \n:gray[{why}]")
            continue
        both = len(serving_both(at.register, pair))
        serve = f"; {plural(both, 'action')} {'serves' if both == 1 else 'serve'} both" if both else ""
        reason = f": “{plain(pair.judged.reason)}”" if pair.judged and pair.judged.reason else ""
        told = f"said {said_by(at, pair)}{reason}{serve} ({way})"
        lines.append(f"- {answer_chip(pair)} {_named(at, other)}  \n:gray[{told}]")
    waiting = [line for line in lines if line.startswith("- Perhaps")]
    answered = [line for line in lines if not line.startswith("- Perhaps")]
    if len(waiting) > MOST_ALIKE:
        ways = at.link(f"all {len(waiting)} that nobody has answered", "themes", view="overlaps", review=rec.review_id)
        waiting = [*waiting[:MOST_ALIKE], f"- {ways}"]
    apart = sum(pair.answer == Sameness.NOT_RELATED for pair in found)
    told_apart = f"- {plural(apart, 'other')} looked alike to the tracker; a person said: not related"
    return [*answered, *waiting, *([told_apart] if apart else [])]


def _named(at: Frame, id_: str) -> str:
    rec = at.register.recommendations.get(id_)
    if rec is None:
        return plain(id_)
    return (
        f"{at.review(rec.review_id)} {at.link(f'**{plain(rec.ref)}**', 'recommendation', id=rec.id)} {plain(rec.title)}"
    )
