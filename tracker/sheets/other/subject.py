"""Which review a stranger's plan is about: named in its title, or the one whose recommendations it repeats."""

from collections.abc import Iterable, Sequence

from tracker.rules.register import Register
from tracker.sheets.meaning.recommendations import Recommendations
from tracker.sheets.other.draft import Draft
from tracker.sheets.other.headings import plain

LOOKED_AT = 40
TEXT, REF, NAMED = 3.0, 1.0, 6.0
LEAST, MOSTLY = 2.0, 0.6


def the_review(register: Register, drafts: Sequence[Draft], titles: Iterable[str]) -> str | None:
    """The review's code; None where none, or more than one, fits. Refs alone do not make a review: "1" is in each."""
    said = [plain(title) for title in titles]
    asked = list(dict.fromkeys((d.asked.ref, d.asked.text) for d in drafts if d.asked))[:LOOKED_AT]
    scores: dict[str, float] = {}
    for id_, review in register.reviews.items():
        names = {plain(name) for name in (review.id, review.subject, review.title) if name}
        named = any(f" {name} " in f" {title} " for name in names for title in said)
        look = Recommendations(register, id_)
        by_text = by_ref = 0
        for ref, text in asked:
            found = look.find(ref, text or None)
            if found.id and register.recommendations[found.id].review_id == id_:
                by_text += found.how in ("text", "both")
                by_ref += found.how == "ref" and plain(register.recommendations[found.id].ref) == plain(ref or "")
        dotted = sum(1 for ref, _ in asked if ref and "." in ref)
        score = by_text * TEXT + (NAMED if named else 0.0)
        if score or (by_ref >= len(asked) * MOSTLY and (dotted or not any(text for _, text in asked))):
            score += by_ref * REF
        scores[id_] = score
    best = sorted(scores.items(), key=lambda each: -each[1])
    if not best or best[0][1] < LEAST or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    return best[0][0]
