"""How many parts and addressees of a folder's reports are read as a person read them: `python -m benchmarks.parts DIR`.

Against every `*.gold.json` there, as `score_extraction.py` does for the recommendations themselves. A recommendation
that was not found is counted apart, so that the figures are those of the parts and addressees alone. Texts are
compared on their letters and digits. Where the gold gives a number of parts only, as many are found as are there.

exact   a gold part that is read with the same words, or with the letter before them that leads it
extra   parts and addressees that the gold has not
whole   recommendations whose parts are right, one and all; having none is right where the gold has none
"""

import difflib
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tracker.extraction.readers import READERS
from tracker.extraction.whole import whole
from tracker.rules.candidates import Candidate
from tracker.rules.words import CandidateKind

_LEAD = re.compile(r"^\(?[a-z0-9]{1,4}[).]\s+")
_ADDED = re.compile(r"\s*\([^)]*\)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def letters(text: str) -> str:
    """The letters and digits alone, small."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def same_addressee(gold: str, read: str) -> bool:
    """Whether two say one addressee: leaving articles and a note in brackets aside, and a word or two apart at most."""
    one, two = (letters(_ARTICLE.sub("", _ADDED.sub("", text))) for text in (gold, read))
    return one == two or difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.88


def met(gold: Sequence[str], read: Sequence[str]) -> int:
    """How many of the gold's addressees are among those read, each counted once."""
    left, count = list(read), 0
    for want in gold:
        if hit := next((one for one in left if same_addressee(want, one)), None):
            left.remove(hit)
            count += 1
    return count


def scored(gold: dict[str, Any], read: Sequence[Candidate], *, verbose: bool) -> Counter[str]:
    """The figures of one report."""
    total, left = Counter[str](), list(read)
    for want in gold["recommendations"]:
        slack = len(letters(want.get("title") or "")) + 40
        hit = next((one for one in left if 0 <= letters(one.text).find(letters(want["text_start"])) <= slack), None)
        if hit is None:
            total["not found"] += 1
            continue
        left.remove(hit)
        texts = [letters(_LEAD.sub("", part)) for part in want.get("parts", [])]
        got = [letters(_LEAD.sub("", part.text)) for part in hit.parts]
        count = len(texts) if "parts" in want else want.get("n_subpoints", 0)
        right = sum(one in got for one in texts) if "parts" in want else min(count, len(got))
        total.update({"parts": count, "exact": right, "parts extra": len(got) - right})
        total.update({"recommendations": 1, "whole": right == count == len(got)})
        here = met(want["addressed_to"], hit.addressed_to)
        total.update({"addressees": len(want["addressed_to"]), "met": here, "read": len(hit.addressed_to)})
        if verbose and not right == count == len(got):
            print(f"  {want['ref']}: {count} parts, read {[(part.label, part.text[:50]) for part in hit.parts]}")
        if verbose and not here == len(want["addressed_to"]) == len(hit.addressed_to):
            print(f"  {want['ref']}: to {want['addressed_to']}, read {list(hit.addressed_to)}")
    return total


def said(total: Counter[str]) -> str:
    """The figures as a line."""
    precision = f"{total['met'] / total['read']:.0%}" if total["read"] else "-"
    recall = f"{total['met'] / total['addressees']:.0%}" if total["addressees"] else "-"
    return (
        f"parts {total['parts']}, exact {total['exact']}, extra {total['parts extra']}; "
        f"whole {total['whole']} of {total['recommendations']} ({total['not found']} not found); "
        f"addressees {total['addressees']}, read {total['read']}, met {total['met']}: "
        f"precision {precision}, recall {recall}"
    )


def main(arguments: Sequence[str]) -> None:
    """The figures of every report of a folder, and of all together. With -v, what differs."""
    folder, total = Path(arguments[0]), Counter[str]()
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        beside = (path.with_name(f"{stem}.{ending}") for ending in READERS)
        document = min((one for one in beside if one.exists()), key=lambda one: one.suffix != ".pdf", default=None)
        if document is None:
            print(f"{stem}: no document that can be read")
            continue
        report = whole(document.read_bytes(), document.suffix[1:])
        figures = scored(
            json.loads(path.read_text()), report.of_kind(CandidateKind.RECOMMENDATION), verbose="-v" in arguments
        )
        print(f"{document.name}: {said(figures)}")
        total += figures
    print(f"TOTAL: {said(total)}")


if __name__ == "__main__":
    main(sys.argv[1:])
