"""Where the sentences of a paragraph begin and end, quotations whole."""

import re

ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|No|para|paras|pp?|cf|vs|St|Rec|Recs|Ref|e\.g|i\.e|etc|al"
    r"|sn?))\.$"
)
BREAK = re.compile(r"[.!?][\"'”’)\]*\d¹²³]{0,4}\s+(?=[\"'“‘(\[*]?[A-Z0-9])")
OPENS = re.compile(r"(?<![\w.,;:!?)\]…])['‘“\"](?=\S)")
CLOSES = re.compile(r"(?<=[\w.,;:!?)\]…'’])['’”\"](?!\w)")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends. A quotation of several sentences stays whole, if it is not long."""
    found = list[tuple[int, int]]()
    start = held = 0
    for one in BREAK.finditer(text):
        end = one.start() + len(one.group().rstrip())
        if ABBREVIATED.search(text, max(start, one.start() - 8), one.start() + 1):
            continue
        said = text[start:end]
        if held < 4 and len(said) < 1500 and _open(said):
            held += 1
            continue
        found.append((start, end))
        start, held = one.end(), 0
    if start < len(text):
        found.append((start, len(text)))
    return found


def _open(said: str) -> bool:
    if said.count("“") > said.count("”"):
        return True
    if "‘" not in said and "'" not in said:
        return False
    singles = [one.start() for one in OPENS.finditer(said) if said[one.start()] in "'‘"]
    closing = [one.start() for one in CLOSES.finditer(said) if said[one.start()] in "'’"]
    return bool(singles) and len(singles) > sum(place > singles[0] for place in closing)
