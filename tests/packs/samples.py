"""Papers to draw: one with every block, a hostile one, long ones."""

import struct
import zlib
from datetime import UTC, date, datetime, timedelta

from tracker.rules.paper import (
    Facts,
    Heading,
    Line,
    Lines,
    Listing,
    NewPage,
    Paper,
    Rated,
    Says,
    Strips,
    Table,
)
from tracker.rules.words import Brag

MADE = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
FACTS = (
    ("As at", "20 November 2026"),
    ("Scope", "Both reviews, all 14 agencies"),
    ("Trail", "entry 1,482, head 9f3a 27c1"),
    ("Made by", "M. Okafor, business manager, 20 November 2026 at 14:05"),
)
PRINTED = (
    "The Board should assure itself that all agencies understand and use the escalation procedure, and that where "
    "professionals disagree the disagreement is resolved in the interests of the child."
)
COUNTS = ((Brag.RED, 6), (Brag.AMBER, 3), (Brag.GREY, 0), (Brag.GREEN, 1), (Brag.BLUE, 4), (Brag.NONE, 1))


def every_block() -> Paper:
    """One of every block, as a subgroup's paper would hold them."""
    rows = (
        (
            Rated(Brag.RED, "84 days late; 145 on the original date"),
            "10.2.5",
            "Promote escalation procedures, and audit their use\nBoard, Children’s services, Police",
            "29 July 2026\noriginal 30 April 2026",
        ),
        (Rated(Brag.AMBER, "due in 6 days"), "10.2.8", "Assure the role of the lead in schools", "26 November 2026"),
        (Rated(Brag.GREY), "10.2.9", "Meet the statutory requirements after a child’s death", ""),
        (Rated(Brag.GREEN, "time in hand"), "3", "Take account of a parent’s own experience of abuse", "1 March 2027"),
        (Rated(Brag.BLUE, "assured on an audit"), "8", "Assess risk where drugs are within a child’s reach", "closed"),
        (Rated(Brag.NONE), "12", "Track agencies’ own recommendations", "not doing until 1 May 2027"),
    )
    days = tuple(date(2026, 1, 20) + timedelta(days=30 * n) for n in range(11))
    wide = tuple(
        (
            f"SOTON-K-A{n:03}",
            "Children’s services",
            "Audit",
            "20 files",
            "29 Jul",
            "30 Apr",
            "2 moves",
            "yes",
            "no",
            "–",
        )
        for n in range(4)
    )
    return Paper(
        title="10 of 25 recommendations have something overdue; 5 are assured",
        subtitle="Paper for the quality assurance subgroup, 27 November 2026",
        facts=FACTS,
        blocks=(
            Heading("Where each review stands"),
            Says("Six actions of Child K are overdue.\nThe oldest has waited since April."),
            Strips(
                (("Child K", COUNTS), ("Child Ak", ((Brag.RED, 4), (Brag.AMBER, 6), (Brag.BLUE, 1)))),
                "Child K: 6 overdue, 3 at risk, 1 on track, 4 assured, 1 not doing. Child Ak: 4, 6, 1.",
            ),
            Table(
                ("Review", "Overdue", "At risk"),
                (("Child K", "6", "3"), ("Child Ak", "4", "6")),
                "By review",
                "By review",
            ),
            Heading("What is late"),
            Says(PRINTED, printed=True),
            Says("Escalation is the oldest.", rated=Brag.RED),
            Table(
                ("Rating", "Ref", "Recommendation", "Due"),
                rows,
                "Recommendations, worst first",
                "Late",
                (22, 9, 45, 24),
            ),
            Heading("For decision", level=2),
            Listing(("Agree or refuse the second extension of the police", "Return the claim of the trust")),
            Listing(("Read the minute", "Sign it"), numbered=True),
            Listing(("Begin again",), numbered=True),
            Facts(
                (
                    ("Owner", "Children’s services"),
                    ("Decision", "17/2026: extension refused"),
                    ("A name that is rather long for its place", "value"),
                ),
                "What was agreed",
            ),
            Heading("How long things wait"),
            Lines(
                days,
                (
                    Line("overdue", (2, 3, 5, 5, None, 8, 9, 9, 10, 9, 10), Brag.RED),
                    Line("assured", (0, 0, 1, 1, 1, 2, 3, 3, 4, 5, 5), Brag.BLUE),
                    Line("moved", (1, 1, 2, 4, 5, 5, 6, 8, 9, 9, 10)),
                ),
                "Overdue rose from 2 to 10, assured from 0 to 5, moved from 1 to 10.",
                unit="",
                aim=("Aim", 0),
            ),
            Table(("Day", "Overdue"), (("20 January 2026", "2"),), "Overdue by day", "Waiting"),
            Heading("Every action"),
            Table(
                ("Action", "Owner", "Kind", "Sample", "Due", "Original", "Moves", "Claimed", "Late", "Why"),
                wide,
                "Actions",
                "Actions",
            ),
            Heading("What was not found"),
            Table(("Ref", "What"), (), "Nothing returned", "Returned"),
            NewPage(),
            Heading("How to read this paper"),
            Says("Ratings are worked out from dates and evidence, never typed.", quiet=True),
        ),
        illustrative=True,
        file_name="Paper 2026-11-27",
        made=MADE,
    )


HOSTILE_TEXTS = (
    '#import "@preview/x:1.0.0"',
    "$ x^2 $",
    "*bold* _it_ `code` = Heading",
    "<b>&amp;</b> ]]>",
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "@SUM(A1)",
    "-2",
    "bell \x07 null \x00 end",
    "half \ud800 half",
    "not \uffff a character",
    "عربى ‏سلام",
    "שלום",
    "\u202eevil\u202c",
    "🙂 👩‍💻 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "中文 अनुच्छेद ਪੰਜਾਬੀ",
    "tab\there",
    "line\r\nline\rline\vline\u2028line",
    "{{paper}}",
    "a" * 10_000,
    "word " * 2_000,
    "",
    " ",
    "\n",
    "e\u0301\u0327\u0325 Z̴̡̛a̵l̷g̸o",
    "Łódź Cŵn Şırnak Đà Nẵng",
    "\\",
    "\"'",
    "//comment",
    "/*",
    "~",
    "---",
    "\u00a0",
    "\ufeff",
    "_x0041_",
    "🇬🇧",
    "1\ufe0f\u20e3",
)


def hostile() -> Paper:
    """Every place of a paper filled with what somebody might type or paste."""
    blocks = []
    for text in HOSTILE_TEXTS:
        blocks += [
            Heading(text[:300]),
            Says(text),
            Says(text, printed=True),
            Says(text, quiet=True, rated=Brag.RED),
            Listing((text, text)),
            Facts(((text, text),), text),
            Table((text[:200], "b"), ((text, Rated(Brag.RED, text)), (text,)), text, text),
        ]
    few = HOSTILE_TEXTS[:20]
    blocks += [
        Strips(tuple((text[:200], COUNTS) for text in few), "\n".join(few)),
        Lines(
            (date(2026, 1, 1), date(2026, 2, 1)),
            tuple(Line(t[:200], (1, 2)) for t in few),
            "x",
            unit="#$",
            aim=("#x", 1),
        ),
        Lines((), (), ""),
        Lines((date(2026, 1, 1),), (Line("one", (None,)), Line("two", (-3.5,))), "one day"),
        Strips((), ""),
        Strips((("none", ()), ("noughts", ((Brag.RED, 0),))), "none"),
        Facts((), ""),
        Listing(()),
    ]
    facts = tuple((text[:60], text[:500]) for text in few)
    return Paper("#title *x* \x01 🙂", "=1+1\n$y$", facts, tuple(blocks), file_name="hostile")


def long(rows: int, sections: int = 1) -> Paper:
    """Many rows, in so many sections."""
    blocks = []
    each = rows // sections
    for section in range(sections):
        blocks += [Heading(f"Section {section + 1}"), Says(PRINTED, printed=True)]
        blocks.append(
            Table(
                ("Rating", "Action", "What", "Owner", "Due"),
                tuple(
                    (
                        Rated(list(Brag)[n % 5], f"{n} days late"),
                        f"SOTON-K-A{n:04}",
                        "Show by an audit of 20 files that the child was seen alone and that what was said is recorded",
                        "Children’s services",
                        "29 July 2026\noriginal 30 April 2026",
                    )
                    for n in range(section * each, (section + 1) * each)
                ),
                "Actions",
                f"Actions {section + 1}",
                (20, 16, 36, 14, 18),
            )
        )
    return Paper("Every action", "The whole register", FACTS, tuple(blocks), made=MADE, file_name="long")


def png(width: int = 300, height: int = 90) -> bytes:
    """A small logo: aubergine with a lighter band."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\x00" + (b"\x4a\x2c\x52" if row % 30 < 20 else b"\xd9\xbd\xe2") * width for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
