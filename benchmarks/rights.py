"""`python -m benchmarks.rights`: what signing in costs, and what a page costs with rights on, against off.

*Off* is a machine of one's own, where nobody signs in and the business manager sees everything. *On* is a session asked
of the store at each click: the business manager (nothing hidden), an agency's lead and a board member (restricted
evidence masked). The same register, the same process, the runs of each taken in turn. RUNS, SIZE, KEPT may be set.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.framed import framed
from benchmarks.pages import RUNS, store
from tracker import clock
from tracker.access.passwords import hash_of, is_right
from tracker.commands import evidence, invitations, passwords, people, sessions
from tracker.queries.presence import who_is
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, EvidenceKind, Role, Way
from tracker.store.database import SYSTEM
from tracker.store.engine import engine_for
from tracker.ui import who

SIZE = int(os.environ.get("SIZE", "1000"))
WORD = "seven wet umbrellas"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        url = store(Path(folder), SIZE)
        engine = engine_for(url)
        os.environ |= {"TRACKER_DATABASE_URL": url, "TRACKER_DEMO": "0", "TRACKER_HOME": folder}
        owner, restricted = prepare(engine)
        print(f"{SIZE:,} recommendations, {restricted:,} pieces of evidence restricted\n")
        signing_in(engine, owner)
        pages(engine)


def prepare(engine):
    """People with sessions to come, and every piece of evidence of one agency restricted."""
    register = current(engine, sight=WHOLE)
    owner = next(a.owner_id for a in register.actions.values() if a.owner_id)
    for name, role, agency in (("Bench lead", Role.LEAD, owner), ("Bench reader", Role.READER, None)):
        if name.lower().replace(" ", "-") not in register.people:
            person = people.add(engine, name=name, **signed(SYSTEM))
            people.give_role(engine, person_id=person.id, role=role, agency_id=agency, **signed(SYSTEM))
    found = [e for e in register.evidence.values() if e.kind != EvidenceKind.FILE][:200]
    for one in (e for e in found if not e.restricted):
        evidence.restrict(engine, evidence_id=one.id, restricted=True, reason="Measured.", **signed(SYSTEM))
    return owner, len(found)


def signing_in(engine, owner):
    link = invitations.invite(engine, person_id="bench-lead", **signed(SYSTEM))
    passwords.set_by_link(engine, link=link, new=WORD, **signed("bench-lead"))
    kept = hash_of(WORD)
    secret = ""

    def whole():
        nonlocal secret
        secret = passwords.sign_in(
            engine, name="bench-lead", password=WORD, address="10.0.0.1", browser=None, **signed(SYSTEM)
        )

    print(f"Argon2id, one look at a password   {median(lambda: is_right(WORD, kept)):8.2f} ms")
    print(f"a whole sign-in, to its session    {median(whole):8.2f} ms")
    print(f"who is there, asked at each click  {median(lambda: who_is(engine, secret, at=clock.now())):8.2f} ms\n")


def pages(engine):
    cases = (("off: everything, no session", None), ("on: business manager", "manager"),
             ("on: an agency's lead", "bench-lead"), ("on: board member", "bench-reader"))  # fmt: skip
    print(f"{'':30}" + "".join(f"{page:>18}" for page in PAGES))
    off: dict[str, float] = {}
    for words, person in cases:
        row = []
        for page in PAGES:
            as_(engine, person)
            app = framed(page)
            for _ in range(3):
                app.run()
            assert not app.exception and app.title, [e.value for e in app.exception] or [e.value for e in app.error]
            took = median(app.run)
            off.setdefault(page, took)
            row.append(f"{took:9.1f} ms {took / off[page]:4.2f}")
        print(f"{words:30}" + "".join(f"{cell:>18}" for cell in row), flush=True)


PAGES = ("overview", "recommendations", "overdue", "my_agency", "history")


def as_(engine, person):
    """Be nobody in particular on a machine of one's own, or somebody who is signed in."""
    if person is None:
        os.environ |= {"TRACKER_SIGN_IN": "machine", "TRACKER_AS": "manager"}
        return
    os.environ.pop("TRACKER_AS", None)
    os.environ["TRACKER_SIGN_IN"] = "accounts"
    secret = sessions.begin(engine, way=Way.PASSWORD, address=None, browser=None, **signed(person))
    who.claimed_secret = lambda _settings: secret


def signed(by):
    return {"by": by, "at": clock.now(), "door": Door.COMMAND_LINE}


def median(make):
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        make()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
