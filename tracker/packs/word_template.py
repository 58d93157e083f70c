"""A board's own Word template: what is refused before it is opened, and where the paper goes in it. A template comes
from a stranger's hands: it may be a bomb, hold a program, or fetch something when it is opened."""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Any

from tracker.packs.word_xml import W
from tracker.rules.errors import FileRefusedError

MEGABYTE = 1024 * 1024
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 10 * MEGABYTE, 60 * MEGABYTE, 1_000
SMALL, TIGHTEST = 2 * MEGABYTE, 100
MARKER = "{{paper}}"
TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
MACROS = re.compile(rb"macroenabled|vbaproject|vbadata", re.I)
EXTERNAL = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I)
HARMLESS = re.compile(rb"/(?:hyperlink|attachedTemplate)[\"']", re.I)
FETCHING = re.compile(rb"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\s", re.I)
INSTRUCTION = re.compile(rb"instr(?:Text)?\b[^>]*(?:>[^<]*|=\s*\"[^\"]*)", re.I)
ANEW = "open it in Word and save it anew as a .docx"
ODD = "it could not be read as a Word document"


def guarded(content: bytes, name: str) -> bytes:
    """The template, if it is a sound .docx or .dotx, as a .docx. Raises FileRefusedError, in words, otherwise."""
    if len(content) > MOST_BYTES:
        raise FileRefusedError(name, "it is larger than 10 MB: take the pictures out that a template does not need")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            members = package.infolist()
            _weighed(members, name)
            parts = {member.filename: package.read(member) for member in members if not member.is_dir()}
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, RuntimeError, OSError):
        raise FileRefusedError(name, f"{ODD}: {ANEW}") from None
    _judged(parts, name)
    if TEMPLATE_TYPE not in parts[TYPES]:
        return content
    parts[TYPES] = parts[TYPES].replace(TEMPLATE_TYPE, DOCUMENT_TYPE)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path, part in parts.items():
            package.writestr(path, part)
    return out.getvalue()


def opened(content: bytes, name: str) -> Any:
    """The template as a document. Raises FileRefusedError for what cannot be opened or is not as Word writes it."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    sound = guarded(content, name)
    try:
        document = docx.Document(BytesIO(sound))
        _ = document.element.body, document.styles.element, document.settings.element, document.core_properties.title
        if not document.sections:
            document.add_section()
        _without_its_own_template(document)
    except (OpcError, LxmlError, ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError):
        raise FileRefusedError(name, f"{ODD}: {ANEW}") from None
    whole = document.element.body is not None and document.styles.element.tag == f"{{{W}}}styles"
    if not whole or document.element.nsmap.get("w") != W:
        raise FileRefusedError(name, f"{ODD}: {ANEW}")
    return document


def place_in(document: Any, name: str) -> Any | None:
    """The paragraph that says {{paper}}; or None, and then the body is empty: all that stood in it was an example."""
    body = document.element.body
    found = [p for p in body.iter(f"{{{W}}}p") if _words(p).strip() == MARKER]
    if len(found) > 1:
        raise FileRefusedError(name, f"{MARKER} stands in it {len(found)} times: leave one of them")
    if found:
        if found[0].getparent() is not body:
            raise FileRefusedError(name, f"{MARKER} must be a paragraph of its own, not in a table or a box")
        if found[0].find(f".//{{{W}}}sectPr") is not None:
            raise FileRefusedError(name, f"a section ends in the paragraph {MARKER}: put a paragraph after it")
        return found[0]
    for child in list(body):
        if child.tag != f"{{{W}}}sectPr":
            body.remove(child)
    return None


def _words(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{{{W}}}t"))


def _weighed(members: list[zipfile.ZipInfo], name: str) -> None:
    bomb = "it would unpack to far more than a template needs"
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise FileRefusedError(name, bomb)
    for member in members:
        if member.file_size > SMALL and member.file_size > TIGHTEST * max(1, member.compress_size):
            raise FileRefusedError(name, bomb)
        if member.flag_bits & 1:
            raise FileRefusedError(name, "it is locked with a password: save it without one")
        if member.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", member.filename):
            raise FileRefusedError(name, f"{ODD}: {ANEW}")
    if len({member.filename.lower() for member in members}) != len(members):
        raise FileRefusedError(name, f"{ODD}: {ANEW}")


def _judged(parts: dict[str, bytes], name: str) -> None:
    types = parts.get(TYPES, b"")
    if MACROS.search(types) or any(MACROS.search(path.encode()) for path in parts):
        raise FileRefusedError(name, "it holds macros: save it as a .docx or .dotx, which cannot")
    if DOCUMENT_TYPE not in types and TEMPLATE_TYPE not in types:
        raise FileRefusedError(name, "it is not a Word document: a template is a .docx or a .dotx")
    if any(re.search(r"/(?:embeddings|activex)/", path, re.I) for path in parts):
        raise FileRefusedError(name, "another file or a control is embedded in it: take it out")
    for path, part in parts.items():
        if not path.lower().endswith((".xml", ".rels")):
            continue
        if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise FileRefusedError(name, f"{ODD}: {ANEW}")
        if path.lower().endswith(".rels") and any(not HARMLESS.search(one) for one in EXTERNAL.findall(part)):
            raise FileRefusedError(
                name, "it fetches something from outside when it is opened: put it in, or take it out"
            )
        if any(FETCHING.search(one) for one in INSTRUCTION.findall(part)):
            raise FileRefusedError(name, "a field in it fetches something from outside: take the field out")


def _without_its_own_template(document: Any) -> None:
    """Forget which file of which server the template was itself made from: Word would look for it, for minutes."""
    part = document.part._settings_part
    for attached in part.element.findall(f"{{{W}}}attachedTemplate"):
        part.element.remove(attached)
    for id_, relation in list(part.rels.items()):
        if relation.reltype.endswith("/attachedTemplate"):
            del part.rels[id_]
