"""What a file may be called: whatever somebody named it, nobody's machine takes harm from the name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.errors import FileRefusedError
from tracker.rules.files import KINDS, LONGEST_NAME, LONGEST_NAME_BYTES, clean_name, ending, evidence_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\temp\\audit.pdf", "audit.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\n\x07b\u202efdp.exe", "abfdp.exe"),
        ("", "file"),
        ("x" * 200 + ".pdf", "x" * 146 + ".pdf"),
        ("audit\u202efdp.pdf", "auditfdp.pdf"),
        ("aud\0it.pdf", "audit.pdf"),
        ("CON.pdf", "file CON.pdf"),
        ("con", "file con"),
        ("Lpt1.tar.pdf", "file Lpt1.tar.pdf"),
        ("COM¹.txt", "file COM¹.txt"),
        ("console.pdf", "console.pdf"),
        ("audit.pdf. . .", "audit.pdf"),
        ("..", "file"),
        ("...", "file"),
        ("-rf.pdf", "rf.pdf"),
        ("--out=x.pdf", "out=x.pdf"),
        ("~/.bashrc.txt", "bashrc.txt"),
        ("audit.txt:evil.exe", "audit.txt-evil.exe"),
        ('a<b>"c|d?e*.pdf', "a-b-c-d-e-.pdf"),
        ("👩‍👧 audit 📄.pdf", "👩👧 audit 📄.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("a\u2028b\u00a0c.pdf", "a b c.pdf"),
        ("half \ud800.pdf", "half.pdf"),
        (" . .pdf", "pdf"),
    ],
)
def test_a_files_name_is_made_harmless(name, kept):
    assert clean_name(name) == kept


@given(st.text(max_size=400))
def test_no_name_can_do_harm(name):
    clean = clean_name(name)
    assert clean == clean_name(clean)
    assert 0 < len(clean) <= LONGEST_NAME
    assert len(clean.encode()) <= LONGEST_NAME_BYTES
    assert not set(clean) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(c)[0] == "C" for c in clean)
    assert clean[0] not in "-. " and clean[-1] not in ". "


@pytest.mark.parametrize(
    "name",
    ["evil.exe", "page.html", "files.zip", "audit.pdf.exe", "none", ".pdf", "a.docm", "a.svg", "a.pdf:b.js"],
)
def test_a_name_of_another_kind_is_no_evidence(name):
    with pytest.raises(FileRefusedError, match=r"these kinds: pdf, docx, .* Send a link to anything else"):
        evidence_name(name)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_ending_in_either_case(kind):
    assert ending(evidence_name(f"Audit.{kind.upper()}")) == kind
