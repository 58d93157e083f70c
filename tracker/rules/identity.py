"""What in a text may identify somebody: found by rule, on this machine, and never sent anywhere.

NHS numbers (with their check digit), dates of birth, postcodes, phone numbers, e-mail addresses, and the names of the
board's own list. Two libraries do the counting; they are imported where they are needed, for they cost time to load.
What is not found, such as "jane at nhs dot net" or a name that is on no list, is told in docs/identity-guard.md.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.rules.dates import list_in_words
from tracker.rules.folding import folded
from tracker.rules.identifiers import (
    FIGURES,
    LEAST_OF_A_DATE,
    LEAST_OF_A_PHONE,
    LENGTH_OF_NHS,
    WEB,
    Spans,
    births_after,
    births_in,
    mails_in,
    nhs_in,
    phones_in,
    postcodes_in,
)
from tracker.rules.names_in_text import Names, compiled


class Kind(StrEnum):
    """What a piece of text gives away."""

    NHS_NUMBER = "an NHS number"
    BIRTH = "a date of birth"
    POSTCODE = "a postcode"
    PHONE = "a phone number"
    EMAIL = "an e-mail address"
    NAME = "a name on the board's list"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text: `text[start:end]` is `said`, exactly as it stands there."""

    kind: Kind
    start: int
    end: int
    said: str

    @property
    def in_words(self) -> str:
        """ "an NHS number (943 476 5919)": for whoever wrote it, never for the trail."""
        return f"{self.kind} ({' '.join(self.said.split())})"


_WORTH_A_LOOK = re.compile(r"[\d@＠]|[(\[（]\s?at\s?[)\]）]", re.IGNORECASE)


def findings(text: str, names: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Everything in a text that may identify somebody, in order. `names` are the board's own list."""
    known = compiled(names)
    bare = _WORTH_A_LOOK.search(text) is None
    if bare and not known:
        return ()
    plain, places = folded(text)
    found = [(Kind.NAME, *span) for span in known.spans(plain)] if bare else list(_found(plain, known))
    made = []
    for kind, start, end in sorted(found, key=lambda each: each[1:]):
        first, after = places[start], places[end - 1] + 1
        made.append(Finding(kind, first, after, text[first:after]))
    return tuple(made)


def new_findings(before: str | None, after: str, names: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What a text gives away that its earlier wording did not: an edit may leave in place what is there already."""
    found = findings(after, names)
    if not found or not before:
        return found
    already = [_bare(each) for each in findings(before, names)]
    new = []
    for each in found:
        if (bare := _bare(each)) in already:
            already.remove(bare)
        else:
            new.append(each)
    return tuple(new)


def kinds_in_words(found: Iterable[Finding]) -> str:
    """The kinds of some findings, each once and without the words found: what the trail may say."""
    kinds = {each.kind for each in found}
    return list_in_words([kind.value for kind in Kind if kind in kinds])


def _bare(finding: Finding) -> tuple[Kind, str]:
    return finding.kind, "".join(c for c in folded(finding.said)[0].lower() if c.isalnum())


def _found(text: str, known: Names) -> Iterator[tuple[Kind, int, int]]:
    """What a folded text holds. Where two kinds lie over each other, one of them says what it is."""
    figures = sum(map(len, FIGURES.findall(text)))  # a text with few of them need not be looked at for long numbers
    names = list(known.spans(text))
    web = Spans(match.span() for match in WEB.finditer(text)) if "//" in text or "www." in text.lower() else Spans()
    births = Spans([*births_in(text), *births_after(text, names)] if figures >= LEAST_OF_A_DATE else ())
    mails = Spans(mails_in(text))
    found = phones_in(text) if figures >= LEAST_OF_A_PHONE and re.search(r"[07+]", text) else ()
    phones = [span for span in found if not any(_.touches(span) for _ in (web, births, mails))]
    wider = Spans(phones)
    numbers = nhs_in(text) if figures >= LENGTH_OF_NHS else ()
    nhs = Spans(span for span in numbers if not wider.holds(span) and not births.touches(span))
    yield from ((Kind.NHS_NUMBER, *span) for span in nhs)
    yield from ((Kind.BIRTH, *span) for span in births)
    yield from ((Kind.POSTCODE, *span) for span in postcodes_in(text) if not web.touches(span))
    yield from ((Kind.PHONE, *span) for span in phones if not nhs.touches(span))
    yield from ((Kind.EMAIL, *span) for span in mails)
    yield from ((Kind.NAME, *span) for span in names if not mails.touches(span))
