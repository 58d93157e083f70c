"""A report read in a process of its own: what it says of a sound one, of a bad one, and that it can be stopped."""

import contextlib
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
import pytest

from tests.extraction import documents as made
from tests.extraction import hostile
from tests.extraction.children import children, open_in
from tests.extraction.long_report import asked, long_report
from tests.growth import grows_in_step
from tracker import apart
from tracker.extraction import read as reading
from tracker.extraction.errors import NotReadError
from tracker.extraction.read import CHILD, KINDS, WHY, NotReadableError, read
from tracker.extraction.readers import READERS
from tracker.extraction.whole import whole
from tracker.rules.words import CandidateKind

ASKED = ("The Board should ask every agency to audit its records.", "The police should train its officers by March.")


def why(content, ending="pdf"):
    with pytest.raises(NotReadableError) as said:
        read(content, ending)
    return str(said.value)


def as_word():
    return made.docx("".join(made.paragraph(line) for line in hostile.REPORT.splitlines()))


def as_page():
    return hostile.html("".join(f"<p>{line}</p>" for line in hostile.REPORT.splitlines()))


SOUND = {
    "pdf": hostile.sound_pdf, "txt": hostile.REPORT.encode, "md": hostile.REPORT.encode, "docx": as_word,
    "html": as_page, "htm": as_page,
}  # fmt: skip


@pytest.mark.parametrize("ending", KINDS)
def test_the_same_report_says_the_same_in_every_kind_of_file(ending):
    report = read(SOUND[ending](), ending)
    found = report.of_kind(CandidateKind.RECOMMENDATION)
    assert [(one.ref, one.text) for one in found] == [("1", ASKED[0]), ("2", ASKED[1])]
    assert [one.place.page for one in found] == ([1, 1] if ending == "pdf" else [None, None])
    assert read(SOUND[ending](), ending) == report, "read again it says the same"


def test_what_anybody_may_open_is_read_though_it_is_encrypted():
    assert len(read(hostile.free_pdf(), "pdf").candidates) == 2


def test_every_kind_that_is_read_has_its_reader_and_the_other_way_round():
    assert set(KINDS) == set(READERS)


def test_another_kind_is_told_which_there_are():
    said = why(b"x", "odt")
    assert said.endswith("this ends in ‘.odt’") and "Word (.docx)" in said and said.count("web page") == 1


def test_what_is_larger_than_any_report_is_not_even_looked_at(monkeypatch):
    monkeypatch.setattr(reading, "BIGGEST", 1_000)
    assert why(b"%PDF-" + bytes(2_000)) == WHY["too_big"]


@pytest.mark.parametrize("say", sorted(WHY))
def test_every_reason_says_what_is_wrong_and_is_the_end_of_a_sentence(say):
    assert WHY[say][0].islower() and not WHY[say].endswith(".")


@pytest.mark.parametrize(
    "said",
    [
        "", "[]", "{", "null", "3", '"x"', "{}", '{"refused": "nonsense"}', '{"refused": ["x"]}', "[" * 100_000,
        '{"blocks": [], "candidates": []}', '{"blocks": [[]], "candidates": []}', '{"blocks": 7, "candidates": []}',
    ],
)  # fmt: skip
def test_a_child_that_says_nonsense_is_a_damaged_file(monkeypatch, tmp_path, said):
    child = tmp_path / "child.py"
    child.write_text(f"print({said!r})")
    monkeypatch.setattr(reading, "CHILD", child)
    assert why(b"x") == WHY["damaged"]


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ((0, 3), [[0, 0, 9_999]]), ((0, 3), [[99, 0, 0]]), ((0, 3), [[0, 5, 2]]), ((0, 3), [[0, -1, 2]]),
        ((0, 3), [["x", 0, 0]]), ((0, 0), "x"), ((0, 0), float("inf")), ((0, 1), "recipe"), ((0, 7), [["a"]]),
    ],
)  # fmt: skip
def test_one_wrong_value_and_nothing_is_believed(monkeypatch, tmp_path, at, value):
    report = json.loads(json.dumps(reading_of(hostile.REPORT.encode(), "txt")))
    target = report["candidates"]
    for step in at[:-1]:
        target = target[step]
    target[at[-1]] = value
    (tmp_path / "said.json").write_text(json.dumps(report))
    child = tmp_path / "child.py"
    child.write_text(f"print(open({str(tmp_path / 'said.json')!r}).read())")
    monkeypatch.setattr(reading, "CHILD", child)
    assert why(b"x") == WHY["damaged"]


def reading_of(content, ending):
    """What the child itself says."""
    with apart.answer(CHILD, content, ending, memory=reading.MEMORY, seconds=30) as said:
        return json.loads(said.read())


def test_a_child_that_says_too_much_is_too_long(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("print('x' * 2_000_000)")
    monkeypatch.setattr(reading, "CHILD", child)
    monkeypatch.setattr(reading, "LONGEST_ANSWER", 1_000_000)
    assert why(b"x") == WHY["too_long"]


@pytest.mark.parametrize("does", ["pass", "time.sleep(1)"], ids=["works", "waits"])
def test_a_child_that_never_ends_is_stopped_and_leaves_nothing_behind(monkeypatch, tmp_path, does):
    child, files = tmp_path / "child.py", tmp_path / "files"
    child.write_text(f"import time\nwhile True:\n    {does}")
    files.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(files))
    before = children()
    with monkeypatch.context() as patched:
        patched.setattr(reading, "CHILD", child)
        patched.setattr(reading, "SECONDS", 1)
        assert why(b"x") == reading.TOO_HEAVY
    assert list(files.iterdir()) == [] and open_in(files) == []
    assert children() <= before
    assert len(read(hostile.sound_pdf(), "pdf").candidates) == 2, "and its place is free again"


def test_what_takes_too_much_memory_is_stopped(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text(f"x = b'1' * {reading.MEMORY}")
    with monkeypatch.context() as patched:
        patched.setattr(reading, "CHILD", child)
        assert why(b"x") == reading.TOO_HEAVY
    assert len(read(hostile.sound_pdf(), "pdf").candidates) == 2


def test_a_bomb_makes_this_process_no_larger():
    content = hostile.word_bomb()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert why(content) in (reading.TOO_HEAVY, *WHY.values())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_the_child_knows_no_address_and_no_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("TRACKER_DATABASE_URL", "sqlite:///secret.sqlite")
    child = tmp_path / "child.py"
    child.write_text("import os, pathlib\npathlib.Path(__file__).with_name('seen').write_text(' '.join(os.environ))")
    monkeypatch.setattr(reading, "CHILD", child)
    why(b"x")
    assert "TRACKER" not in (tmp_path / "seen").read_text()


def test_the_child_loads_nothing_that_opens_a_register_or_a_page():
    asked_ = "import sys\nfrom tracker.extraction import passed, whole\nprint(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", asked_], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"pandas", "numpy", "sqlmodel", "sqlalchemy", "streamlit", "PIL", "starlette", "typst", "tracker.store"}
    assert heavy.isdisjoint(loaded)
    ours = {name for name in loaded if name.startswith("tracker.")}
    assert all(name.startswith(("tracker.extraction", "tracker.rules")) for name in ours), ours


def test_340_pages_are_read_in_a_third_of_the_memory_that_there_is():
    content = long_report()
    with pypdfium2.PdfDocument(content) as document:
        assert 330 <= len(document) <= 350
    report = read(content, "pdf")
    found = report.of_kind(CandidateKind.RECOMMENDATION)
    assert [one.ref for one in found] == [str(n) for n in range(1, 61)]
    assert all(" ".join(one.text.split()).startswith(asked(int(one.ref))) for one in found)
    assert all([part.label for part in one.parts] == ["a", "b"] for one in found)
    assert _most_memory(content) < reading.MEMORY / 3


READ_IN_STEP = {
    "pages": (long_report, "pdf", 40),
    "labelled headings": (hostile.headings, "txt", 350),
    "one label again and again": (lambda n: b"# Recommendations\n\n## Recommendation 1\n\n" * n, "md", 1_600),
    "numbered lines": (hostile.numbered_lines, "txt", 3_000),
    "rows": (hostile.one_table, "md", 1_000),
    "sentences that promise": (hostile.told_sentences, "txt", 150),
}  # fmt: skip
"""How to make a report with so many of something, its ending, and how many."""


@pytest.mark.parametrize("what", READ_IN_STEP)
def test_work_on_a_report_grows_in_step_with_it(what):
    make, ending, size = READ_IN_STEP[what]

    def read_or_refused(content):
        with contextlib.suppress(NotReadError):
            whole(content, ending)

    grows_in_step(read_or_refused, make, size)


def _most_memory(content) -> float:
    """The most that a child held in memory, while another limit than ours hems it in."""
    watched = (
        "import resource, runpy, sys\n"
        f"sys.argv = [{str(CHILD)!r}, 'pdf']\n"
        f"runpy.run_path({str(CHILD)!r}, run_name='__main__')\n"
        "sys.stderr.write(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", watched], input=content, capture_output=True, check=True)
    return int(done.stderr) * 1024


def test_every_module_of_the_child_is_ours_to_change_alone():
    """The child is found beside its parent, wherever the tracker is installed."""
    assert Path(CHILD).is_file() and CHILD.parent == Path(reading.__file__).parent
