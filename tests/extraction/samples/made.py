"""A sample: an invented report in a format, made into a file, with what a reader finds in it."""

import json
from dataclasses import dataclass
from functools import partial

from tests.extraction.samples import typeset
from tests.extraction.samples.measure import end, letters, start
from tests.extraction.samples.report import Report
from tests.extraction.samples.texts import exported, markdown, wrapped
from tests.extraction.samples.webs import web
from tests.extraction.samples.words import word

FORMATS = {
    "txt": ("txt", exported),
    "wrapped": ("txt", wrapped),
    "tight": ("txt", partial(wrapped, blank=False, deep=38)),
    "margins": ("txt", partial(wrapped, layout=True)),
    "md": ("md", markdown),
    "html": ("html", web),
    "docx": ("docx", word),
    "numbered": ("docx", partial(word, automatic=True)),
    **{kind: ("pdf", partial(typeset.pdf, kind=kind)) for kind in typeset.KINDS},
}
"""What a report can be made into: the file's ending, and what makes it."""


@dataclass(frozen=True)
class Sample:
    report: Report
    format: str

    @property
    def name(self) -> str:
        return f"{self.report.name}-{self.format}"

    @property
    def ending(self) -> str:
        return FORMATS[self.format][0]

    def content(self) -> bytes:
        return FORMATS[self.format][1](self.report)

    def pages(self, content: bytes) -> dict[int, set[int]]:
        """On which pages each recommendation begins, where the format has pages."""
        if self.ending == "pdf":
            return typeset.pages(self.report, self.format)
        if self.format not in ("wrapped", "tight", "margins"):
            return {n: {None} for n in range(len(self.report.recommendations))}
        sheets = [letters(one) for one in content.decode().split("\f")]
        out = dict[int, set[int]]()
        for number, rec in enumerate(self.report.recommendations):
            said = [letters(" ".join(one.text.split()[:3])) for one in (rec, *rec.also)]
            out[number] = {n for n, sheet in enumerate(sheets, 1) if any(one in sheet for one in said)}
        return out

    def gold(self, content: bytes) -> str:
        """What the board's scorer compares with, as JSON."""
        pages = self.pages(content)
        every = [
            {
                "ref": one.ref, "title": one.title, "text": one.text, "text_start": start(one.text),
                "text_end": end(one.text), "parts": one.parts, "n_parts": len(one.parts), "addressed_to": one.to,
                "single_agency": one.single_agency,
                "pages": sorted(filter(None, pages.get(number, ()))),
            }
            for number, one in enumerate(self.report.recommendations)
        ]  # fmt: skip
        return json.dumps({"source": "invented", "kind": "recommendation", "recommendations": every}, indent=1)
