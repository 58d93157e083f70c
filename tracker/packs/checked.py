"""How claims were checked: how long verifying took, and what dip samples found of what was closed."""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.packs.saying import action, day, owner_of, section, who
from tracker.rules import sampling, verified
from tracker.rules.paper import Block, Heading, Says, Table
from tracker.rules.sampling import Told
from tracker.rules.standing import Standing

LOOKED = "Not looked at yet"


def time(now: Standing) -> tuple[Block, ...]:
    """How many claims were made and stand, and how long a verdict took: as on the Verification page."""
    found = verified.in_all(now)
    if not found.claims:
        return ()
    return (Says(f"All agencies: {found.in_words}. From claim to verdict: {found.time_in_words}."),)


def samples(now: Standing) -> Iterator[Block]:
    """The newest dip sample: what it says, and every action drawn; the older ones by what they say."""
    some = sampling.told(now.register)
    if not some:
        yield from section("Dip samples", None, "No dip sample has been drawn yet.")
        return
    newest, *older = some
    yield Heading("Dip samples")
    yield Says(f"{newest.sample.id}, {newest.sample.about or 'every agency'}: {newest.estimate.in_words}")
    yield Says(f"{sampling.how_drawn(newest.sample)} Drawn by {who(now.register, newest.sample.drawn_by)}.", quiet=True)
    yield _findings(now, newest)
    for one in older:
        yield Says(f"{one.sample.id}, drawn on {day(one.sample.drawn_on)}: {one.estimate.in_words}")


def in_words(now: Standing, since: date, until: date) -> tuple[str, ...]:
    """What each sample of some days says: the estimate alone, no action and no agency's words."""
    return tuple(
        f"Dip sample of {day(one.sample.drawn_on)}: {one.estimate.in_words}"
        for one in _of(sampling.told(now.register), since, until)
    )


def _of(some: Sequence[Told], since: date, until: date) -> list[Told]:
    return [one for one in reversed(some) if since <= one.sample.drawn_on <= until]


def _findings(now: Standing, told: Told) -> Table:
    rows = tuple(
        (
            action(now.register, one.action_id),
            owner_of(now, now.register.files[one.action_id]),
            one.found.label if one.found else LOOKED,
            one.note or "",
            f"{who(now.register, one.looked_by)}, {day(one.looked_on)}" if one.found else "",
        )
        for one in told.findings
        if one.action_id in now.register.files
    )
    heads = ("Action", "Owner", "Found?", "What was seen", "Looked at by")
    return Table(heads, rows, "The actions drawn, and what was found", "Dip sample", (3, 1.5, 1.2, 3, 2))
