"""All that goes out at once as a zip: a folder for each agency, with its workbook and the e-mail that brings it."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, NamedTuple

from tracker.clock import LONDON
from tracker.notices.envelope import as_file, one_line
from tracker.notices.message import compose
from tracker.rules.dates import in_words, plural
from tracker.rules.file_names import safe
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.sending import Enclosed, Outgoing
from tracker.settings import Sender

READ_ME = "Read me first.txt"


class Folder(NamedTuple):
    """What goes into the folder of one agency: files by name."""

    name: str
    files: tuple[tuple[str, bytes], ...]


def folder(
    outgoing: Outgoing,
    enclosed: Enclosed,
    *,
    sender: Sender | None,
    reply_by: date | None,
    at: datetime,
    illustrative: bool = False,
) -> Folder:
    """The folder of one agency: its workbook, and the message that brings it, ready to be sent."""
    message = compose(outgoing, enclosed, sender=sender, reply_by=reply_by, at=at, illustrative=illustrative)
    short = outgoing.standing.register.agencies[outgoing.agency_id].short_name
    letter = f"E-mail {enclosed.sending_id}.eml"
    return Folder(safe(short), ((enclosed.file_name, enclosed.content), (letter, as_file(message))))


def note_for(going: Sequence[tuple[Outgoing, Enclosed]], *, reply_by: date | None, illustrative: bool = False) -> bytes:
    """The note at the top of a zip: what to do with it, and to whom no address is known. As Windows' own editor shows
    it too."""
    by = f" They ask for a reply by {in_words(reply_by)}." if reply_by else ""
    lines = [f"{ILLUSTRATIVE}.", ""] if illustrative else []
    lines += [
        f"A folder for each of {plural(len(going), 'agency', 'agencies')}: its workbook, and an e-mail that brings it."
        f"{by}",
        "Open each e-mail, look it over and send it. Then say in the tracker which of them went.",
        "",
    ]
    for outgoing, enclosed in going:
        reached = [who for who in outgoing.contacts if who.email]
        to = ", ".join(f"{one_line(who.name)} <{who.email}>" for who in reached) or "NO ADDRESS KNOWN: put one in"
        lines.append(f"{enclosed.sending_id}  {one_line(outgoing.agency_name)}: {to}")
    return read_me(lines)


def read_me(lines: Iterable[str]) -> bytes:
    """A note as a file that Windows' own editor shows as it is meant."""
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def write_zip(out: IO[bytes], folders: Iterable[Folder], *, note: bytes, at: datetime) -> None:
    """Write the zip; workbooks are packed already."""
    files = ((f"{name}/{file_name}", content) for name, files in folders_named(folders) for file_name, content in files)
    write_files(out, files, note=note, at=at)


def write_files(out: IO[bytes], files: Iterable[tuple[str, bytes]], *, note: bytes, at: datetime) -> None:
    """Write a zip of files, by name, with a note at the top."""
    when = at.astimezone(LONDON).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, READ_ME, note, when)
        for name, content in files:
            _add(package, name, content, when)


def folders_named(folders: Iterable[Folder]) -> Iterator[Folder]:
    """The folders, each with a name of its own, on disks too for which A is a."""
    taken: set[str] = set()
    for folder in folders:
        name, number = folder.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{folder.name} ({number})"
        taken.add(name.casefold())
        yield folder._replace(name=name)


def _add(package: zipfile.ZipFile, name: str, content: bytes, when: tuple[int, ...]) -> None:
    info = zipfile.ZipInfo(name, (when[0], when[1], when[2], when[3], when[4], when[5]))
    info.compress_type = zipfile.ZIP_STORED if name.endswith(".xlsx") else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    package.writestr(info, content)
