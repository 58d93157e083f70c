"""Learning with no recommendation of its own: labelled points and lessons, sentences that say they are one, and themes
of the analysis that no recommendation takes up.
"""

import re
from dataclasses import replace
from functools import cache

from tracker.extraction.narrative import promises
from tracker.extraction.narrative.keeping import Keeper, keeper_of
from tracker.extraction.narrative.sentence import sentences
from tracker.extraction.narrative.telling import Unit, inside, items_after, taken_by, units
from tracker.extraction.narrative.themed import untaken
from tracker.extraction.narrative.told import told
from tracker.extraction.narrative.topic import NUMBER, short, topic
from tracker.extraction.source import Source
from tracker.rules.candidates import Candidate, Passage, Place
from tracker.rules.words import CandidateKind

LABELLED = re.compile(
    r"^\W{0,3}(?P<label>(?:key\s+)?(?:learning(?:\s+point)?|lesson(?:\s+learn(?:ed|t))?|what\s+(?:we\s+have|we)\s+learn(?:ed|t)"
    r"|practice\s+learning(?:\s+point)?)\s*(?:(?:no\.?\s*)?\d{1,2}(?:\.\d{1,2})?|[A-Z]\b)?\s*[:.–-]"
    r"|(?:key\s+)?(?:learning\s+point|lesson)\s+(?:no\.?\s*)?\d{1,2}\b)\s*",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:(?:key|practice)\s+learning(?:\s+point)?|learning\s+point|(?:key\s+)?lesson|learning(?=\s+(?:no\.?\s*)?\d))"
    r"(?:\s*(?:no\.?\s*)?\d{1,2}(?:\.\d{1,2})?|\s+(?-i:[A-Z]))?\s*[.:)]?$",
    re.IGNORECASE,
)
OVER_MANY = re.compile(
    r"^(?:(?:the|summary\s+of|key|main|additional|further|other|wider|general"
    r"|practice)\s+){0,3}(?:learning(?:\s+points?)?|lessons?(?:\s+(?:learned|learnt|identified"
    r"|to\s+be\s+learn(?:ed|t)))?|messages?\s+for\s+practice)"
    r"(?:\s+(?:identified|from\s+(?:this|the)\s+(?:review|case)|for\s+[\w ]{3,40}))?\s*:?$",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"^(?:the\s+)?(?:key\s+(?:lessons|learning(?:\s+points?)?)|learning\s+points?|lessons\s+identified)\b",
    re.IGNORECASE,
)
"""Headings under which each numbered paragraph is a point, not a chapter's telling."""
NUMBERED = re.compile(r"\(?\d{1,2}[.)]")
LEADS = re.compile(
    r"\b(?:lessons?|learning(?:\s+points?)?)\b[^.:;]{0,140}\b(?:are|were|is|was|includes?|included|follows?"
    r"|following)\b[^.;]{0,40}:$"
    r"|\bfollowing\s+(?:[\w-]+\s+){0,3}(?:lessons?|learning(?:\s+points?)?)\b[^.;]{0,100}:$",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"""
    \b(?:an?|another|one|the|this\s+is\s+an?|a\s+further|a\s+second)\s+(?:[\w-]+\s+){0,3}?(?:learning\s+points?
      |lesson|learning)\s+(?:\w+\s+){0,3}?(?:from\s+(?:this|the)\s+(?:review|case)\s+|here\s+
        |for\s+[^.;:]{2,60}?\s+)?(?:is|was)\s*(?:therefore\s+|also\s+)?(?:that|to|the|in|how|about|:)
    | \bit\s+is\s+(?:a\s+|an\s+|also\s+)*(?:[\w-]+\s+){0,2}?(?:learning(?:\s+point)?|lesson)\s+(?:for|from|of|that)\b
    | \b(?:the|a|one)\s+(?:key|clear|main|important|central)\s+(?:message|learning|lesson)\s+(?:for|from
      |to)\s+[^.;:]{2,60}?\s+is\s+(?:that|to|the)\b
    | \b(?:this|the)\s+(?:review|case)\s+(?:teaches|taught)\s+(?:us\s+)?that\b
    | \bwhat\s+(?:we\s+have|this\s+(?:review|case)\s+has|the\s+(?:review|panel)\s+has)\s+learn(?:ed|t)\s+
        (?:here\s+)?is\s+that\b
    | \b(?:the\s+)?(?:key\s+)?learning\s+(?:from|in)\s+(?:this|the)\s+(?:review|case)\s+is\s+that\b
    | \b(?:one|another|a)\s+(?:[\w-]+\s+){0,2}?lesson\s+(?:[^.;:]{2,40}\s+)?is\s+(?:that|to)\b
    | \bthere\s+is\s+(?:[\w-]+\s+){0,2}?learning\s+(?:here\s+)?(?:for|about|on|in\s+(?:relation|respect))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
INSIDE = re.compile(
    r"^(?:key\s+)?(?:learning\s+point|lesson(?:\s+learn(?:ed|t))?|practice\s+learning(?:\s+point)?)"
    r"(?:\s+(?:no\.?\s*)?\d{1,2})?\s*[:–-]\s+",
    re.IGNORECASE,
)
NONE = re.compile(r"\b(?:no|not|without|nor)\b[^.;:]{0,40}\b(?:learning|lessons?)\b", re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?:research|NSPCC|ofsted|NICE|triennial|biennial|national\s+panel|previous|earlier"
    r"|other)\b[^.]{0,60}\b(?:learning|lessons?|messages?)\b",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(r"\W*(?:this|that|it|these|see|rec)", re.IGNORECASE)
MATCHED = 2.5
"""How many words of its own a labelled point and a recommendation share when the one is the other's: then it is
left out."""


def find(source: Source, recommendations: tuple[Candidate, ...]) -> list[Candidate]:
    """Each once, in the order of the report; those that a recommendation follows at once or says are left out."""
    every, taken = units(source), taken_by(recommendations)
    keeper = keeper_of(every, recommendations)
    found = list[Candidate]()
    done = set[int]()
    for place, unit in enumerate(every):
        points = list[list[Unit]]()
        reason = ""
        if unit.number in done or inside(unit, 0, len(unit.text), taken):
            continue
        if unit.heading:
            points, reason = _under(every, place)
        elif unit.text.endswith(":") and LEADS.search(unit.text[-300:]) and not OTHERS.search(unit.text[-300:]):
            points, reason = [[one] for one in items_after(every, place)], "It stands in a list of lessons."
        elif LABEL.match(unit.marker) or (label := LABELLED.match(unit.text)):
            start = 0 if LABEL.match(unit.marker) else label.end() if label else 0
            if start < len(unit.text):
                found += _point(source, every, keeper, [unit], start, "It is labelled as learning.")
        elif "earn" in unit.text or "esson" in unit.text or "essage" in unit.text:
            found += _sentences(source, keeper, unit, taken)
        done.update(one.number for members in points for one in members)
        if points and not keeper.next_after(points[-1][-1]):
            for members in points:
                if not any(inside(one, 0, len(one.text), taken) for one in members):
                    found += _point(source, every, keeper, members, 0, reason)
    found = _once(found)
    covered = {one.passages[0].block for one in found}

    @cache
    def promised() -> set[str | None]:
        return {one.place.paragraph for one in promises.find(source, recommendations)}

    themes = untaken(every, keeper, taken, promised)
    found += [_theme(source, *theme) for theme in themes if not covered & {one.block for one in theme[1]}]
    return sorted(found, key=lambda one: (one.passages[0].block, one.passages[0].start))


def _once(found: list[Candidate]) -> list[Candidate]:
    """The same words twice are one point with both places."""
    first: dict[str, int] = {}
    kept = list[Candidate]()
    for one in found:
        key = " ".join(one.text.lower().strip(" .;").split())
        if key in first:
            kept[first[key]] = replace(kept[first[key]], also=(*kept[first[key]].also, one.place))
        else:
            first[key] = len(kept)
            kept.append(one)
    return kept


def _under(every: tuple[Unit, ...], place: int) -> tuple[list[list[Unit]], str]:
    """The points under a heading: of "Learning point 3" what follows it, of "Learning points" each of its items."""
    heading = NUMBER.sub("", every[place].text.strip())
    below = list[Unit]()
    for one in every[place + 1 :]:
        if one.heading:
            break
        below.append(one)
    if not below:
        return [], ""
    label = LABELLED.match(f"{heading}:") if heading else None
    if (
        LABEL.match(heading)
        or LABEL.match(every[place].marker)
        or (label and any(sign.isdecimal() for sign in label.group()))
    ):
        return [below[:1] + [one for one in below[1:6] if one.item]], f"It stands under “{heading}”."
    if OVER_MANY.match(heading):
        named = bool(POINTS.match(heading))
        items = [one for one in below if one.item or NUMBERED.fullmatch(one.marker) or (named and one.marker)]
        return [[one] for one in items if len(one.text.split()) > 3], f"It stands in a list under “{heading}”."
    return [], ""


def _promised_after(every: tuple[Unit, ...], last: Unit) -> bool:
    """Whether the paragraph after a point says that it has its recommendation: "This led to Recommendation 3"."""
    after = every[last.number + 1] if last.number + 1 < len(every) else None
    if after is None or after.heading or "ecommend" not in after.text[:200] or not POINTS_BACK.match(after.text):
        return False
    said = after.text[slice(*sentences(after.text)[0])]
    return bool(promises.named(said)) or promises.promised(said)


def _point(
    source: Source, every: tuple[Unit, ...], keeper: Keeper, members: list[Unit], start: int, reason: str
) -> list[Candidate]:
    if (
        _promised_after(every, members[-1])
        or keeper.next_after(members[-1])
        or keeper.shares(" ".join(one.text for one in members)) >= MATCHED
    ):
        return []
    passages = list[Passage]()
    for place, one in enumerate(members):
        passages += one.passages(start if not place else 0, len(one.text))
    first = members[0]
    about = short(re.split(r"[;:.]\s", first.text[start:].strip(), maxsplit=1)[0])
    return [
        told(
            source,
            CandidateKind.LEARNING_POINT,
            tuple(passages),
            Place(first.page, first.paragraph),
            reason,
            about=about,
        )
    ]


def _sentences(
    source: Source, keeper: Keeper, unit: Unit, taken: dict[int, list[tuple[int, int, Candidate]]]
) -> list[Candidate]:
    found = list[Candidate]()
    parts = sentences(unit.text)
    for place, (start, end) in enumerate(parts):
        said = unit.text[start:end]
        if place and (label := INSIDE.match(said)) and not inside(unit, start, end, taken):
            found += _labelled_inside(source, keeper, unit, (start + label.end(), end))
            continue
        if not SAYS.search(said) or NONE.search(said) or OTHERS.search(said) or inside(unit, start, end, taken):
            continue
        if end == len(unit.text) and keeper.next_after(unit):
            continue
        if place + 1 < len(parts) and re.search(r"\brecommendation", unit.text[slice(*parts[place + 1])]):
            continue
        before = [unit.text[a:b] for a, b in parts[:place]]
        found.append(
            told(source, CandidateKind.LEARNING_POINT, unit.passages(start, end), Place(unit.page, unit.paragraph),
                 "It says of itself that it is learning.", about=topic(said, before, unit.headings))
        )  # fmt: skip
    return found


def _labelled_inside(source: Source, keeper: Keeper, unit: Unit, span: tuple[int, int]) -> list[Candidate]:
    """A point that begins within a paragraph: "… nobody asked. Learning point 3: Ask." """
    said = unit.text[slice(*span)]
    if not said or (span[1] == len(unit.text) and keeper.next_after(unit)) or keeper.shares(said) >= MATCHED:
        return []
    about = short(re.split(r"[;:.]\s", said.strip(), maxsplit=1)[0])
    place = Place(unit.page, unit.paragraph)
    return [
        told(
            source,
            CandidateKind.LEARNING_POINT,
            unit.passages(*span),
            place,
            "It is labelled as learning.",
            about=about,
        )
    ]


def _theme(source: Source, heading: Unit, passages: tuple[Passage, ...]) -> Candidate:
    name = NUMBER.sub("", heading.text.strip()).strip()
    return told(
        source, CandidateKind.LEARNING_POINT, passages, Place(heading.page, heading.paragraph),
        f"“{name}” is a theme of the analysis, and no recommendation speaks of it.", about=short(name),
        doubts=("The report does not call it learning: it was found because nothing is recommended.",),
    )  # fmt: skip
