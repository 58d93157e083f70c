"""The words a newcomer does not know, each with what it means here: the one source for the dashboard's help and for the
manual.

Every meaning is one or two sentences that stand by themselves. A word is said the same way everywhere (DESIGN, Words).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, what it means, and other words by which somebody may look for it."""

    word: str
    meaning: str
    also: tuple[str, ...] = ()


ENTRIES = (
    Entry(
        "review",
        "One review of one case, such as a practice review or an audit. Its recommendations are what is tracked.",
        ("report", "scr", "lcspr", "sar", "dhr"),
    ),
    Entry("recommendation", "What a review asks for, kept in the words in which it was printed.", ("rec",)),
    Entry(
        "part",
        "One bullet or lettered limb of a recommendation, tracked by itself, because each can be done or left undone.",
        ("limb", "bullet"),
    ),
    Entry(
        "single agency",
        "A recommendation that an agency’s own report makes to that agency, beside those of the overview report.",
        ("imr",),
    ),
    Entry(
        "addressed to",
        "Whom the report names, as it writes it. Who accepted to do it is the owner; the two may differ.",
        ("addressee",),
    ),
    Entry("ask", "One question to one agency about one part: this agency was asked for this.", ("asked",)),
    Entry(
        "hole",
        "Something an agency was asked for, and for which nobody has planned an action yet.",
        ("gap", "no action"),
    ),
    Entry("owner", "The one agency that accepted to do an action, and answers for it.", ("lead", "responsible")),
    Entry(
        "action",
        "What one agency will do for one or more parts: one owner, one date, and what will be different for children.",
        ("plan",),
    ),
    Entry(
        "original date",
        "The first date that was agreed for an action. It never changes, so that every later move can be seen.",
        ("first date", "baseline", "original due date"),
    ),
    Entry(
        "current date",
        "The date that holds now: the original one, or a later one that was agreed with a reason.",
        ("due", "deadline"),
    ),
    Entry(
        "extension",
        "A move of an action’s date: asked for by its owner, agreed or refused by the board, always with the reason.",
        ("moved", "later date"),
    ),
    Entry(
        "slippage", "By how many days, and how often, an action’s date has moved from its original date.", ("delay",)
    ),
    Entry(
        "rating",
        "Red, amber, grey, green or blue: worked out from dates and evidence, never typed in, always with its reason.",
        ("brag", "rag", "colour", "traffic light"),
    ),
    Entry(
        "overdue",
        "Red: past its current date and not claimed, or a check-back failed and it was not put right.",
        ("red", "late"),
    ),
    Entry(
        "at risk",
        "Amber: due soon, moved past its original date, returned, silent for long, or its owner says so.",
        ("amber",),
    ),
    Entry("unplanned", "Grey: nobody owns it, or it has no action or no date.", ("grey", "gray")),
    Entry(
        "on track", "Green: planned or going on with time in hand, or claimed and waiting to be verified.", ("green",)
    ),
    Entry(
        "claimed",
        "The agency says that the action is complete. Nobody else has looked yet: a claim is not proof.",
        ("claim", "complete", "done"),
    ),
    Entry(
        "verified",
        "Somebody other than the agency looked at the evidence and found that it bears the claim out.",
        ("verification", "verify"),
    ),
    Entry("assured", "Blue: the claim was verified against its evidence.", ("blue", "assurance", "closed")),
    Entry("returned", "A claim sent back to its agency with what is missing.", ("rejected", "sent back")),
    Entry(
        "overturned",
        "A claim that did not stand: it was returned, or a check-back later found that the change was gone.",
        (),
    ),
    Entry(
        "evidence",
        "A file, a link or a statement that shows what was done, with the date that it is about.",
        ("proof", "file", "attachment"),
    ),
    Entry(
        "rung",
        "How strong a piece of evidence is, weakest first: assertion, document, training record, dip sample, audit, "
        "outcome data, the voice of children, families or practitioners.",
        ("ladder", "strength", "what does it show"),
    ),
    Entry(
        "dip sample",
        "A few closed actions drawn by chance and looked at again: was it really done?",
        ("sample", "spot check"),
    ),
    Entry(
        "check-back",
        "A look 6 and 12 months after assurance: is the change still there? If not, the action opens again.",
        ("check back", "follow up", "sustained"),
    ),
    Entry("embedded", "Assured, and still there at the check-back after 12 months.", ("sustained",)),
    Entry(
        "not doing",
        "What the board decided not to do: by whom, why, until when. It is counted apart, never as done.",
        ("rejected", "superseded", "risk accepted", "not accepted"),
    ),
    Entry(
        "as at",
        "A page as the register stood at the end of a past day, rebuilt from the trail without anything later.",
        ("past day", "date", "history"),
    ),
    Entry(
        "register number",
        "The number of the last change that a page rests on: by it the same page can be drawn again years later.",
        ("register no", "number"),
    ),
    Entry(
        "trail",
        "Every change for good: who, when, what, before and after, and why. Nothing is ever deleted from it.",
        ("audit", "history", "log"),
    ),
    Entry(
        "theme",
        "A subject of safeguarding that recommendations have in common, such as the voice of the child.",
        ("topic",),
    ),
    Entry(
        "overlap", "Recommendations of different reviews that ask for the same thing.", ("duplicate", "same request")
    ),
    Entry(
        "came back",
        "A lesson that a later review asks for again after an earlier recommendation for it was ended.",
        ("recurrence", "again", "repeat"),
    ),
    Entry(
        "promise",
        "A sentence in a report that says a recommendation exists. Where none keeps it, the tracker says so.",
        (),
    ),
    Entry(
        "learning point", "Learning in a report that no recommendation carries. It can be made into one.", ("learning",)
    ),
    Entry(
        "workbook",
        "An Excel file with what one agency owes. Filled in, it comes back by e-mail and shows what it would change.",
        ("excel", "spreadsheet", "return"),
    ),
    Entry(
        "chase",
        "One message to one agency that lists all it owes; recorded, with the answer or the silence.",
        ("remind", "reminder"),
    ),
    Entry("escalation", "A letter to the next person above, after days of silence.", ("letter", "ladder")),
    Entry(
        "published",
        "Whether a review is public. One that is not is seen by named readers only, and leaves in no public output.",
        ("publication", "draft", "withheld"),
    ),
    Entry("reader", "A person named for a review that is not published: they may see it.", ("named reader",)),
    Entry(
        "restricted",
        "Evidence that its agency, those who verify and the business manager may open; others see that it is there.",
        ("secret", "confidential"),
    ),
    Entry(
        "legal hold",
        "An inquiry, inquest or claim for which evidence must be kept: nothing of it may be disposed of.",
        ("inquest",),
    ),
)

_BY_WORD = {entry.word: entry for entry in ENTRIES}


def meaning(word: str) -> str:
    """What a word means. Raises KeyError for a word that is not here: a page asks only for words it has."""
    return _BY_WORD[word].meaning


def entry(word: str) -> Entry:
    """A word's entry. Raises KeyError where there is none."""
    return _BY_WORD[word]


def looked_up(words: str) -> tuple[Entry, ...]:
    """The entries that answer to some words: those whose own word or other words hold them first, then those whose
    meaning does; all of them for none."""
    wanted = " ".join(words.casefold().split())
    if not wanted:
        return tuple(sorted(ENTRIES, key=lambda one: one.word))

    def rank(one: Entry) -> int | None:
        names = [name.casefold() for name in (one.word, *one.also)]
        if wanted in names:
            return 0
        if any(wanted in name or name in wanted.split() for name in names):
            return 1
        return 2 if wanted in one.meaning.casefold() else None

    ranked = [(found, one.word, one) for one in ENTRIES if (found := rank(one)) is not None]
    return tuple(one for _, _, one in sorted(ranked, key=lambda found: found[:2]))


def in_markdown(words: Sequence[str]) -> str:
    """Some words with their meanings, as a list."""
    return "\n".join(f"- **{word[0].upper()}{word[1:]}**: {meaning(word)}" for word in words)
