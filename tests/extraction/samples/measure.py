"""How well a sample was read: the measure of the board's scorer, and what it does not look at (parts, pages, "
"middles)."""

import re
from dataclasses import dataclass, field

from tests.extraction.samples.report import Rec, Report
from tracker.rules.candidates import Candidate, ReadReport
from tracker.rules.words import CandidateKind


def letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("ﬁ", "fi").replace("ﬃ", "ffi"))


def long_words(text: str) -> list[str]:
    """What is compared where labels and footnotes' numbers may or may not stand: words of letters, the long ones."""
    return re.findall(r"[a-z]{3,}", text.lower().replace("’", "'").replace("-", ""))


def same_ref(gold: str | None, got: str | None) -> bool:
    if gold is None:
        return not got
    tidy = [re.sub("^recommendation", "", letters(one.replace(".", "x"))).strip("x") for one in (gold, got or "")]
    return tidy[0] == tidy[1]


@dataclass
class Measured:
    """What is wrong with each recommendation of a sample, in words; all empty: read as a reader reads it."""

    missed: list[str] = field(default_factory=list)
    not_exact: list[str] = field(default_factory=list)
    not_whole: list[str] = field(default_factory=list)
    wrong_refs: list[str] = field(default_factory=list)
    wrong_parts: list[str] = field(default_factory=list)
    wrong_pages: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def faults(self) -> dict[str, list[str]]:
        return {name: said for name, said in vars(self).items() if said}


def start(text: str) -> str:
    return " ".join(text.split()[:8])


def end(text: str) -> str:
    return " ".join(text.split()[-8:])


def measured(report: Report, read: ReadReport, pages: dict[int, set[int]]) -> Measured:
    """The sample as read against the sample as written. One agency's own may be taken as that or as a "
    "recommendation."""
    out = Measured()
    left = list(read.of_kind(CandidateKind.RECOMMENDATION))
    apart = list(read.of_kind(CandidateKind.SINGLE_AGENCY))
    for number, want in enumerate(report.recommendations):
        name = want.ref or want.text[:50]
        pools = [left, apart] if want.single_agency else [left]
        at = _found(want, pools)
        if at is None:
            out.missed.append(name)
            continue
        _compare(out, name, want, at, pages.get(number))
    singles = [one.text[:90] for one in apart if not any(r.single_agency for r in report.recommendations)]
    out.extra = [f"{one.ref or ''} {one.text[:90]}" for one in left] + [f"single agency: {one}" for one in singles]
    return out


def _found(want: Rec, pools: list[list[Candidate]]) -> Candidate | None:
    slack = len(letters(want.title)) + 40
    for pool in pools:
        for said in (want, *want.also):
            for n, one in enumerate(pool):
                if 0 <= letters(one.text).find(letters(start(said.text))) <= slack:
                    return pool.pop(n)
    return None


def _compare(out: Measured, name: str, want: Rec, got: Candidate, pages: set[int] | None) -> None:
    said = [want, *want.also]
    if not any(letters(got.text).endswith(letters(end(one.text))) for one in said):
        out.not_exact.append(f"{name}: ends “…{got.text[-70:]}” for “…{end(want.text)}”")
    whole = long_words(got.text)
    if not any(whole[-len(one) :] == one for one in (long_words(one.text) for one in said)):
        wanted = long_words(want.text)
        at = next((n for n, (a, b) in enumerate(zip(whole[-len(wanted) :], wanted, strict=False)) if a != b), -1)
        out.not_whole.append(f"{name}: about “{' '.join(whole[-len(wanted) :][max(0, at - 3) : at + 6])}”")
    if not same_ref(want.ref, got.ref):
        out.wrong_refs.append(f"{name}: {got.ref!r}")
    parts = [long_words(one.text) for one in got.parts]
    if not any(parts == [long_words(part) for part in one.parts] for one in said):
        out.wrong_parts.append(f"{name}: {[one.text[:40] for one in got.parts]} for {[one[:40] for one in want.parts]}")
    if pages and got.place.page not in pages:
        out.wrong_pages.append(f"{name}: {got.place.page} for {sorted(pages)}")
