"""From one place to another: every file that somebody names, its hash asked of both sides. The first place stays as it
is, and what was cut short goes on where it was when it is done again."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tracker.rules.errors import StoreUnavailableError
from tracker.store.vault import Vault


class Copied(NamedTuple):
    """What became of the files: how many were copied now, how many were there already, whole; and the hashes of those
    that are whole in neither place."""

    now: int
    before: int
    missing: tuple[str, ...]


def copy(names: Iterable[str], source: Vault, target: Vault, *, told: Callable[[int, int], None]) -> Copied:
    """Copy files by their hashes, and read each again where it has come. `told` hears after each file how many are done
    of how many. Raises StoreUnavailableError where a place cannot be used; what was copied by then stays copied."""
    wanted = sorted(names)
    there = target.listing().names
    now, before, missing = 0, 0, []
    for number, name in enumerate(wanted, 1):
        if name in there and target.get(name) is not None:
            before += 1
        elif (content := source.get(name)) is None:
            missing.append(name)
        else:
            target.put(content)
            if target.get(name) != content:
                raise StoreUnavailableError(target.place, "what is put there does not come back as it was")
            now += 1
        told(number, len(wanted))
    return Copied(now, before, tuple(missing))
