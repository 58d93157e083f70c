"""The accessibility statement that a public body must publish: one text, shown at /accessibility and in docs/."""

from pathlib import Path

from markdown_it import MarkdownIt
from starlette.requests import Request
from starlette.responses import Response

from tracker import settings
from tracker.server.plain import page

TEXT = Path(__file__).with_suffix(".md")
NOBODY_NAMED = "the safeguarding board that gave you this address"
NO_CONTACT = "the business manager of that board"


def statement(*, run_by: str | None = None, contact: str | None = None) -> str:
    """The statement in Markdown, with who runs this tracker and whom to ask."""
    text = TEXT.read_text(encoding="utf-8")
    told = run_by or NOBODY_NAMED
    text = text.replace("\n{run_by} is", f"\n{told[:1].upper()}{told[1:]} is").replace("{run_by}", told)
    return text.replace("{contact}", contact or NO_CONTACT)


def accessibility(_request: Request) -> Response:
    """The statement as a plain page, open to anybody: it works without a script and before signing in."""
    ours = settings.load()
    text = statement(run_by=ours.run_by, contact=ours.contact)
    title, _, body = text.removeprefix("# ").partition("\n")
    drawn = MarkdownIt("commonmark", {"html": False}).render(body)
    return page(title, f'<div class="prose">{drawn}</div><p><a href="/">Back to the register</a></p>')
