"""A review that was closed long ago, with its evidence: reached by the commands that reach it."""

from datetime import date

from tracker.commands import asks, disposals, evidence, recommendations, reviews
from tracker.queries import retention
from tracker.rules.sight import WHOLE
from tracker.rules.words import Publication, Rung, Status

CLOSED = date(2017, 5, 3)
DUE = date(2025, 5, 3)
WHY = "Its time is over."
SAID = "The officer on duty was interviewed in full."


def other_review(book) -> None:
    """A second review, OTHER, with one recommendation, asked of the police."""
    reviews.add(
        book.engine, code="OTHER", board_id="southampton", kind="SCR", subject="Child L", title="Child L",
        state=Publication.PUBLISHED, **book.signed(),
    )  # fmt: skip
    recommendations.add(book.engine, review_id="OTHER", ref="1", title="Train", text="Train.", **book.signed())
    asks.ask(book.engine, part_ids=["OTHER:1/"], agency_id="police", **book.signed())


def every_ask_answered(book, also=()) -> list[str]:
    """An action of each agency, for all that it was asked: the ids, not yet begun. That of the police answers `also`
    these parts."""
    whole = ("SOTON-K:1/a", "SOTON-K:1/b", "SOTON-K:2/")
    asked = {"police": (*whole, *also), "health": whole, "schools": ("SOTON-K:2/",)}
    return [book.plan(owner, parts).id for owner, parts in asked.items()]


def attach(book, vault, action_id, content, name="audit.txt", **more):
    """A file for an action, by the business manager."""
    return evidence.attach_file(
        book.engine, action_id=action_id, title="Audit of ten files", rung=Rung.DIP_SAMPLE, about=date(2017, 1, 3),
        file_name=name, file_hash=vault.put(content), file_size=len(content), **more, **book.signed("manager"),
    )  # fmt: skip


def close(book, actions, on=CLOSED) -> None:
    """Every action assured, that of the schools superseded; both recommendations closed on a day."""
    for id_ in actions:
        schools = book.action(id_).owner_id == "schools"
        book.to(id_, Status.NOT_DOING if schools else Status.ASSURED)
    for ref in ("1", "2"):
        recommendations.close(book.engine, recommendation_id=f"SOTON-K:{ref}", on=on, **book.signed("chair"))


def closed_review(book, vault):
    """SOTON-K, closed, with a file and a statement: the two pieces of evidence."""
    actions = every_ask_answered(book)
    file = attach(book, vault, actions[0], b"ten files looked at")
    said = evidence.attach_statement(
        book.engine, action_id=actions[1], statement=SAID, restricted=True, **book.signed("manager")
    )
    close(book, actions)
    return file, said


def kept(book, sight=WHOLE):
    """SOTON-K as retention sees it."""
    return next(one for one in retention.kept(book.engine, sight=sight) if one.review_id == "SOTON-K")


def ask(book, ids=None, by="manager"):
    """Ask that everything due of SOTON-K go."""
    asked = [one.id for one in kept(book).due] if ids is None else ids
    return disposals.ask(book.engine, review_id="SOTON-K", evidence=asked, reason=WHY, **book.signed(by))


def dispose(book, vault):
    """Ask and agree."""
    return disposals.agree(book.engine, disposal_id=ask(book).id, vault=vault, **book.signed("chair"))
