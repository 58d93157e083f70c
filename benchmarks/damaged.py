"""Damaged files of every kind, read and planned: none may end in anything but a plan or a sentence.

    python -m benchmarks.damaged [N]      5,000 unless told

Each file is one that was sound, harmed in a way that chance chooses (the same each run): bytes flipped, cut short,
pieces swapped or zeroed, and the same inside the parts of a packed file, packed anew so that the
reader gets to see it; names, numbers and tags of the XML changed. What can be read goes on into
the plan of a small register, and from there into a real one: all that can be taken of it, or nothing.
Printed: how many were read, refused, planned and applied, the longest time, the most memory; tracebacks and partial
imports must be 0.
"""

import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.damaged_store import Store, plans
from tests.rules.factories import TODAY
from tests.sheets.books import export, small_book
from tests.sheets.kinds import KINDS
from tracker.rules.errors import FileRefusedError
from tracker.sheets.reading.read import read
from tracker.sheets.which import plan_of

FILES = 5_000
ENDS = ("refused", "read", "planned", "applied", "stopped", "TRACEBACK")
SIGNS = b'<>/"=&;019-ZAs \xff\x00'
WORDS = (b"1", b"-1", b"99999999999", b"1048577", b"NaN", b"", b"inf", b"1e400", b"\xc3\xa9", b"A0", b"XFE1", b"&#1;")


def sound_files() -> dict[str, tuple[bytes, str]]:
    """What is damaged: our own workbook, and another board's plan as a file of each kind."""
    files = {f"another board's .{kind}": (make(), f"plan.{kind}") for kind, make in KINDS.items()}
    return {"our workbook": (export(small_book()), "returned.xlsx")} | files


def flipped(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def scratched(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        found[chance.randrange(len(found))] = chance.choice(SIGNS)
    return bytes(found)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data) + 1)]


def zeroed(data: bytes, chance: random.Random) -> bytes:
    start, size = chance.randrange(len(data)), chance.randint(1, 600)
    return data[:start] + bytes(len(data[start : start + size])) + data[start + size :]


def swapped(data: bytes, chance: random.Random) -> bytes:
    a, b, c = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def doubled(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:b] + data[a : min(b, a + 4_000)] + data[b:]


def reworded(data: bytes, chance: random.Random) -> bytes:
    """One value in quotation marks, or between tags, becomes another."""
    marks = [place for place, byte in enumerate(data) if byte in b'">']
    if len(marks) < 2:
        return scratched(data, chance)
    for _ in range(chance.choice((1, 1, 2, 3))):
        start = chance.choice(marks) + 1
        ends = [end for end in (data.find(b'"', start), data.find(b"<", start)) if end >= 0]
        end = min(ends, default=start)
        data = data[:start] + chance.choice(WORDS) + data[end:]
        marks = [place for place in marks if place < len(data)]
    return data


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(flipped, scratched, cut, zeroed, swapped, doubled, reworded),
)
IN_XML = (*WAYS, *(reworded,) * 12)
"""Most other harm only makes XML that no parser reads."""


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file, harmed: outside, or in one or two of its parts."""
    if not content.startswith(b"PK") or chance.random() < 0.25:
        return chance.choice(WAYS)(content, chance) or b"x"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    liked = [name for name in parts if name.endswith((".xml", ".rels")) and "theme" not in name]
    for name in chance.sample(liked, min(len(liked), chance.choice((1, 1, 2)))):
        if chance.random() < 0.05:
            del parts[name]
        elif parts[name]:
            parts[name] = chance.choice(IN_XML)(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def try_one(content: bytes, name: str, store: Store | None = None) -> str:
    """What becomes of one file: "refused", "read", "planned", with a store "applied" or "stopped" by the register, or
    "TRACEBACK" with its last line, as of a part that came in without the rest."""
    try:
        sheets = read(content, name, looks=True)
        assert read(content, name).sheets[0].name == sheets.sheets[0].name if sheets.sheets else True
    except FileRefusedError as error:
        assert str(error).endswith("."), error
        return "refused"
    except (Exception, RecursionError) as error:  # that is what is looked for
        return _traceback(error)
    try:
        plan_of(sheets, now=REGISTER, sent=None, today=TODAY).to_json()
        end = store.bring_in(content, name) if store else "idle"
    except FileRefusedError:
        return "read"
    except (Exception, RecursionError) as error:
        return _traceback(error)
    return "planned" if end == "idle" else end


def _traceback(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"TRACEBACK {type(error).__name__}: {error} in {place.filename.rpartition('/')[2]}:{place.lineno}"[:300]


REGISTER = small_book().register()


def peak_megabytes() -> str:
    try:
        import resource
    except ImportError:
        return "not known here"
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"


def main(files: int = FILES) -> int:
    with tempfile.TemporaryDirectory() as folder:
        return _harm(files, Store(Path(folder)))


def _harm(files: int, store: Store) -> int:
    chance = random.Random(4)
    sound = [*sound_files().items(), ("our workbook, filled in", (store.returned, "returned.xlsx")), *plans().items()]
    for what, (content, name) in sound[-5:]:
        assert try_one(content, name, store) == "applied", what
        store.put_back()
    ends: dict[str, Counter[str]] = {what: Counter() for what, _ in sound}
    longest, longest_of = 0.0, ""
    tracebacks = []
    for turn in range(files):
        what, (content, name) = sound[turn % len(sound)]
        harmed = damaged(content, chance)
        start = time.perf_counter()
        end = try_one(harmed, name, store)
        taken = time.perf_counter() - start
        if taken > longest:
            longest, longest_of = taken, what
        ends[what][end.split(" ", 1)[0]] += 1
        if end.startswith("TRACEBACK"):
            tracebacks.append(f"{what}, file {turn}: {end}")
    store.put_back()
    print(f"{files:,} damaged files")
    print(f"  {'':<24}" + "".join(f"{end.lower() + 's' * (end == 'TRACEBACK'):>12}" for end in ENDS))
    for what, counts in ends.items():
        print(f"  {what:<24}" + "".join(f"{counts[end]:>12,}" for end in ENDS))
    print(f"  longest {longest:.2f} s ({longest_of}); most memory {peak_megabytes()}")
    print(*tracebacks[:20], sep="\n")
    return len(tracebacks)


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:2])) else 0)
