"""The small files that stand for evidence in the illustrative register. Each first says that it is invented."""

import csv
import io
import re
import zlib

from tracker.demo.steps import Prove, Row
from tracker.rules.words import Rung

INVENTED = "This file is invented: it stands for evidence in an illustrative register and describes nobody."
HEADINGS = {
    Rung.TRAINING_RECORD: ("Team", "Staff", "Attended"),
    Rung.DIP_SAMPLE: ("Batch", "Read", "Met the standard"),
    Rung.AUDIT: ("Question", "Files", "Met the standard"),
    Rung.OUTCOME_DATA: ("Month", "All", "In time"),
}


def paper(row: Row, proof: Prove) -> tuple[str, bytes]:
    """A file's name and content: a short table for what is counted, a short text for the rest."""
    headings = HEADINGS.get(proof.rung)
    name = re.sub(r"[^A-Za-z0-9]+", "-", proof.title).strip("-").lower()
    if headings is None:
        words = f"{INVENTED}\n\n{proof.title}\n\nAction: {row.title}\nIntended outcome: {row.outcome}\n"
        return f"{name}.txt", words.encode()
    return f"{name}.csv", _table(proof.title, headings).encode()


def _table(title: str, headings: tuple[str, str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([INVENTED])
    writer.writerow([title])
    writer.writerow(headings)
    seed = zlib.crc32(title.encode())
    for line in range(1, 7):
        whole = 20 + (seed >> line) % 15
        writer.writerow([f"{headings[0]} {line}", whole, whole - (seed >> 2 * line) % 4])
    return out.getvalue()
