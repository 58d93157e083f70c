"""What is wrong with the environment beyond one value: names nobody knows, values no store can keep, two that quarrel.

A complaint stops whatever would be made or served; a remark is only told, by `tracker check` and when serving begins.
"""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import lru_cache

PREFIX = "TRACKER_"
BESIDE = frozenset({"TRACKER_CHROMIUM", "TRACKER_SOFFICE"})
"""Read by the tests and the tools beside the house, not by the tracker."""
LONGEST = 4000
"""Letters that a value may have: more than any path or address that a system takes."""
NEAR = 0.84
"""How like a setting a name must be to have been meant as it (difflib's ratio)."""
OF_THE_DIRECTORY = ("TRACKER_DIRECTORY_ISSUER", "TRACKER_DIRECTORY_CLIENT_ID", "TRACKER_DIRECTORY_CLIENT_SECRET",
                    "TRACKER_DIRECTORY_NAME", "TRACKER_DIRECTORY_ROLES")  # fmt: skip
ADDRESSES = ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL")


def strange_names(environment: Mapping[str, str], known: Collection[str]) -> tuple[list[str], list[str]]:
    """Complaints about names that were surely meant as a setting, and remarks about others that begin like ours."""
    found = [name for name in environment if name.upper().startswith(PREFIX) and name not in known]
    complaints, remarks = list[str](), list[str]()
    for name in sorted(set(found) - BESIDE):
        meant = _meant(name, tuple(sorted(known)))
        if meant:
            complaints.append(f"{_shown(name)} is no setting: did you mean {meant}?")
        else:
            remarks.append(f"{_shown(name)} is no setting of this version, and changes nothing.")
    return complaints, remarks


def strange_values(environment: Mapping[str, str], known: Collection[str]) -> list[str]:
    """Complaints about values that are no text, or longer than anything they could be. Never repeats the value."""
    complaints = []
    for name in sorted(known):
        value = environment.get(name, "")
        if len(value) > LONGEST:
            complaints.append(f"{name} is {len(value):,} letters long: a setting has at most {LONGEST:,}.")
        if "\0" in value:
            complaints.append(f"{name} holds a NUL, which no system takes: write it without.")
    return complaints


def quarrels(*, idle: int, longest: int) -> list[str]:
    """Complaints about settings that cannot both be meant. `idle` is in minutes, `longest` in hours."""
    if idle > longest * 60:
        return [
            f"TRACKER_SESSION_IDLE ({idle} minutes) is longer than TRACKER_SESSION_LONGEST ({longest} hours), which "
            "ends every session anyway: make one of them fit the other."
        ]
    return []


def of_no_use(environment: Mapping[str, str], *, demo: bool, by_machine: bool, by_directory: bool) -> list[str]:
    """Remarks about settings that are set and heeded by nothing as the others stand."""
    remarks = []
    if demo:
        remarks += [
            f"{name} is not heeded: the illustrative register is always in TRACKER_HOME/demo."
            for name in ADDRESSES
            if environment.get(name)
        ]
    if not by_directory:
        remarks += [
            f"{name} is not heeded: TRACKER_SIGN_IN does not say directory."
            for name in OF_THE_DIRECTORY
            if environment.get(name)
        ]
    if by_machine and environment.get("TRACKER_PROXY"):
        remarks.append("TRACKER_PROXY is not heeded: nobody signs in, so nothing is answered through a proxy.")
    return remarks


@lru_cache(maxsize=64)  # asked at every request
def _meant(name: str, known: tuple[str, ...]) -> str | None:
    close = get_close_matches(name.upper(), known, n=1, cutoff=NEAR)
    return close[0] if close else None


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name[:80])
