"""The command that looks for words in everything that the register and its evidence files say."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import asked
from tracker.cli.frame import WrongUsageError, tell, tell_json
from tracker.cli.looking import tell_heading
from tracker.cli.options import Agency, AsAt, Demo, Json, Review
from tracker.cli.paper import paragraph
from tracker.cli.places import existing, sight
from tracker.rules.dates import list_in_words, plural
from tracker.rules.search import Kind, Only, typed

if TYPE_CHECKING:
    from tracker.queries.searching import Found, Hit

Words = Annotated[list[str], typer.Argument(metavar="WORDS", help='Words; "a phrase"; supervis*; -without.')]
KindOf = Annotated[str | None, typer.Option("--kind", metavar="KIND", help=f"Only {', '.join(Kind)}.")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Of this day or later, as 2026-05-01.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Of this day or earlier.")]
Most = Annotated[int, typer.Option("--most", min=1, max=2000, help="So many results at most.")]


def search(
    words: Words,
    kind: KindOf = None,
    review: Review = None,
    agency: Agency = None,
    since: From = None,
    until: To = None,
    as_at: AsAt = None,
    most: Most = 20,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Look for words in recommendations, actions, updates, decisions, evidence and its files."""
    from tracker.queries import searching
    from tracker.queries.standing import standing

    text = " ".join(f'"{one}"' if " " in one and '"' not in one else one for one in words)
    if kind is not None and kind not in set(Kind):
        raise WrongUsageError(f"--kind: ‘{kind}’ is none of {list_in_words([one.value for one in Kind], 'or')}.")
    if all(term.without for term in typed(text)):
        raise WrongUsageError("Say at least one word to look for.")
    day, place = asked.past_day(as_at), existing(demo)
    mine = sight(place)
    stands = standing(place.engine, day, sight=mine)
    only = Only(
        frozenset({Kind(kind)}) if kind else frozenset(),
        asked.review(stands.register, review),
        asked.agency(stands.register, agency),
        asked.day(since, "--from") if since else None,
        asked.day(until, "--to") if until else None,
    )
    found = searching.search(place.engine, text, only, day, sight=mine, count=most)
    if as_json:
        tell_json(document(found))
        return
    tell_heading(place, stands, f"searched for {text}")
    for word, near in found.near:
        tell(paragraph(f"‘{word}’ stands nowhere; near spellings: {list_in_words(list(near), 'or')}."))
    if found.some_only:
        tell("No text holds all the words; these hold some of them.")
    for hit in found.hits:
        tell(paragraph(f"{_place(hit)}: {''.join(piece.text for piece in hit.title)}".rstrip(": ")))
        tell(paragraph(" ".join(_marked(hit).split()), "  "))
    shown = f"; the first {len(found.hits)} are shown" if found.total > len(found.hits) else ""
    tell(paragraph(f"{'More than ' if found.more else ''}{plural(found.total, 'text')} found{shown}."))
    if found.unread:
        tell(
            paragraph(f"{plural(found.unread, 'evidence file')} not read yet: the dashboard reads them while it runs.")
        )


def document(found: "Found") -> dict[str, Any]:
    """The document of `tracker search --json`."""
    return {
        "words": found.words,
        "total": found.total,
        "more": found.more,
        "some_only": found.some_only,
        "near": {word: list(near) for word, near in found.near},
        "kinds": {kind.value: number for kind, number in found.kinds.items()},
        "files_unread": found.unread,
        "files_without_text": found.without_text,
        "hits": [
            {
                "kind": hit.key.kind.value,
                "id": hit.key.id,
                "page": hit.key.page or None,
                "title": "".join(piece.text for piece in hit.title) or None,
                "text": "".join(piece.text for piece in hit.words),
                "why": list(hit.why),
                "recommendations": list(hit.of.recommendation_ids),
                "action": hit.of.action_id,
                "meeting": hit.of.meeting_id,
                "reviews": list(hit.of.review_ids),
                "agencies": list(hit.of.agency_ids),
                "day": hit.of.day.isoformat() if hit.of.day else None,
            }
            for hit in found.hits
        ],
    }


def _place(hit: "Hit") -> str:
    page = f", page {hit.key.page}" if hit.key.page else ""
    return f"{hit.key.kind.label} {hit.key.id}{page}"


def _marked(hit: "Hit") -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in hit.words)
