"""`tracker extract`: what a published review asks for, read from its file. Nothing enters the register by it."""

import json
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.frame import RefusedError, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.places import existing, settings_for, sight
from tracker.rules.dates import list_in_words, plural
from tracker.rules.errors import FileRefusedError, TrackerError, shown
from tracker.rules.words import CandidateKind

if TYPE_CHECKING:
    from tracker.queries.reports import Helped
    from tracker.rules.candidates import Candidate, ReadReport
    from tracker.rules.register import Register
    from tracker.rules.same_report import Comparison

File = Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The report: PDF, .docx, .txt, .md, .html.")]
MANY = {
    CandidateKind.SINGLE_AGENCY: "single_agency", CandidateKind.LEARNING_POINT: "learning_points",
    CandidateKind.PROMISE: "promises", CandidateKind.CROSS_REFERENCE: "cross_references",
}  # fmt: skip
HEADS = {
    "single_agency": "Single-agency recommendations", "learning_points": "Learning points",
    "promises": "Promises of a recommendation", "cross_references": "References to other reviews",
}  # fmt: skip


def extract(file: File, demo: Demo = False, as_json: Json = False) -> None:
    """Read a published review: its recommendations with page, parts and addressees. Nothing enters the register.

    To put them in, open "Read a report" in the dashboard, where each is accepted, changed or left out.
    """
    from tracker.queries.reports import helped, read_report
    from tracker.rules.working_list import start

    content = _content(file)
    report = read_report(lambda _: content, sha256(content).hexdigest(), file.name)
    register, same = _register(demo, report, content)
    items = {number: item for item in start(report.candidates) for number in item.numbers}
    ideas = helped(register, tuple(items.values()), None)
    by_number = {number: ideas[item.id] for number, item in items.items()}
    found = document(report, by_number)
    if as_json:
        tell_json(found)
        return
    _tell(found, report, same)


def document(report: "ReadReport", ideas: "dict[int, Helped]") -> dict[str, Any]:
    """The document of `tracker extract --json`; `page` is null where the format has none."""
    found: dict[str, Any] = {
        "title": report.title,
        "recommendations": [_one(one, ideas[one.number]) for one in report.of_kind(CandidateKind.RECOMMENDATION)],
    }
    for kind, name in MANY.items():
        found[name] = [_told(one, ideas[one.number]) for one in report.of_kind(kind)]
    return found | {"warnings": list(report.warnings)}


def _one(one: "Candidate", ideas: "Helped") -> dict[str, Any]:
    from tracker.rules.intake import checks

    return {
        "ref": one.ref,
        "title": one.title,
        "text": one.text,
        "parts": [{"label": part.label, "text": part.text} for part in one.parts],
        "addressed_to": list(one.addressed_to),
        "page": one.place.page,
        "paragraph": one.place.paragraph,
        "themes": [{"id": theme.theme_id, "score": round(theme.score, 3)} for theme in ideas.themes],
        "owners": [*ideas.agencies, *ideas.groups],
        "also": [{"page": place.page, "paragraph": place.paragraph} for place in one.also],
        "reason": one.reason,
        "doubts": list(one.doubts),
        "intake": [
            check.sentence
            for check in checks(one.text, addressed_to=one.addressed_to, parts=one.parts, published_on=None)
        ],
    }


def _told(one: "Candidate", ideas: "Helped") -> dict[str, Any]:
    more: dict[CandidateKind, dict[str, Any]] = {
        CandidateKind.SINGLE_AGENCY: {
            "ref": one.ref, "agency": one.agency, "addressed_to": list(one.addressed_to),
            "parts": [{"label": part.label, "text": part.text} for part in one.parts],
            "themes": [{"id": theme.theme_id, "score": round(theme.score, 3)} for theme in ideas.themes],
        },
        CandidateKind.PROMISE: {"kept_by": one.kept_by},
    }  # fmt: skip
    return {
        "text": one.text,
        "about": one.about,
        "page": one.place.page,
        "paragraph": one.place.paragraph,
        **more.get(one.kind, {}),
        "reason": one.reason,
        "doubts": list(one.doubts),
    }


def _content(file: Path) -> bytes:
    from tracker.extraction.read import BIGGEST, WHY

    try:
        found = file.stat()
        if not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):  # a pipe may never end
            raise RefusedError(f"‘{shown(file)}’ is no file that lies on a disk: save the report first.")
        if found.st_size > BIGGEST:
            raise FileRefusedError(file.name, WHY["too_big"])
        return file.read_bytes()
    except FileNotFoundError:
        raise RefusedError(f"There is no file ‘{shown(file)}’.") from None
    except IsADirectoryError:
        raise RefusedError(f"‘{shown(file)}’ is a folder: name the report in it.") from None
    except OSError as error:
        raise RefusedError(f"‘{shown(file)}’ cannot be opened: {error.strerror or error}.") from None


def _register(demo: bool, report: "ReadReport", content: bytes) -> "tuple[Register, Comparison | None]":
    """The register that is there, for its agencies and themes; where there is none, the taxonomy that comes along."""
    from tracker.queries.reports import same_as
    from tracker.queries.standing import standing
    from tracker.rules.working_list import start

    try:
        place = existing(demo)
        mine = sight(place)
        register = standing(place.engine, sight=mine).register
        same = same_as(place.engine, start(report.candidates), sha256(content).hexdigest(), sight=mine)
    except (RefusedError, TrackerError):
        if demo and not settings_for(demo).home.exists():
            raise
        return _taxonomy(), None
    return register, same


def _taxonomy() -> "Register":
    from tracker.rules.records import Theme
    from tracker.rules.register import Register
    from tracker.street import street

    kept = json.loads((street() / "data" / "themes.json").read_text(encoding="utf-8"))
    themes = [
        Theme(one["id"], one["name"], number, one["definition"], tuple(one["cue_words"]))
        for number, one in enumerate(kept, start=1)
    ]
    return Register(themes={theme.id: theme for theme in themes})


def _tell(found: dict[str, Any], report: "ReadReport", same: "Comparison | None") -> None:
    count = plural(len(found["recommendations"]), "recommendation")
    tell(f"{shown(found['title']) or 'A report without a title'}: {count}\n")
    for warning in found["warnings"]:
        tell(paragraph(f"Look again: {warning}"))
    if same is not None:
        tell(paragraph(f"In the register already: {same.review.title} ({same.review.id}), because {same.why}.") + "\n")
    for one in found["recommendations"]:
        where = [
            f"page {one['page']}" if one["page"] else "",
            f"paragraph {one['paragraph']}" if one["paragraph"] else "",
        ]
        tell(paragraph(f"{one['ref'] or '(no number)'}  {', '.join(w for w in where if w)}"))
        tell(paragraph(one["text"], "    "))
        if one["parts"]:
            labels = [part["label"] for part in one["parts"]]
            tell(paragraph(f"Parts: {list_in_words(labels)}", "    "))
        if one["addressed_to"]:
            tell(paragraph(f"Addressed to: {'; '.join(one['addressed_to'])}", "    "))
        for words in (*one["doubts"], *one["intake"]):
            tell(paragraph(f"▲ {words}", "    "))
        tell()
    for name, heading in HEADS.items():
        if found[name]:
            tell(f"{heading}: {len(found[name])}")
            for one in found[name]:
                tell(paragraph(f"{_where(one)}: {one['about'] or one['text']}", "    "))
            tell()
    tell(paragraph("Nothing has been put in: open “Read a report” in the dashboard for that."))


def _where(one: dict[str, Any]) -> str:
    page = f"page {one['page']}" if one["page"] else ""
    paragraph_ = f"paragraph {one['paragraph']}" if one["paragraph"] else ""
    return ", ".join(words for words in (page, paragraph_) if words) or "no place"
