"""What a Word document says about itself: title, author, language, and that it is made for a Word of today."""

from datetime import UTC
from typing import Any

from tracker.packs.word_xml import NAMESPACES, W
from tracker.rules.paper import Paper
from tracker.rules.paper_shape import plain

AFTER_COMPAT = frozenset(("rsids", "mathPr", "themeFontLang", "clrSchemeMapping", "shapeDefaults", "decimalSymbol"))
"""What Word's settings hold behind the one that is put in, in Word's order."""


def describe(document: Any, paper: Paper, board: str, *, own_template: bool) -> None:
    """Title, author and language in the document's own properties."""
    from docx.oxml import parse_xml

    core = document.core_properties
    core.title = " ".join(plain(paper.title).split())[:255]
    core.subject = " ".join(plain(paper.subtitle).split())[:255]
    core.author = core.last_modified_by = plain(board)[:255]
    core.language, core.comments, core.keywords, core.category = "en-GB", "", "", ""
    core.revision = 1
    if paper.made:
        core.created = core.modified = paper.made.astimezone(UTC)
    if own_template:
        return
    package = document.part.package
    for id_, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # the picture of an empty page that python-docx brings
            del package.rels[id_]
    settings = document.settings.element
    for old in settings.findall(f"{{{W}}}compat"):
        settings.remove(old)
    mode = (
        f'<w:compat {NAMESPACES}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    after = next((one for one in settings if one.tag.rpartition("}")[2] in AFTER_COMPAT), None)
    if after is None:
        settings.append(parse_xml(mode))
    else:
        after.addprevious(parse_xml(mode))
