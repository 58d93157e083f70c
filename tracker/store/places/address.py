"""From the address of a place to the place. What is wrong with an address is said without repeating it: it may hold a
secret that somebody wrote into it."""

import re
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from tracker.settings import folder_of
from tracker.store.places import EvidencePlaceError, Place
from tracker.store.places.folder import Folder

if TYPE_CHECKING:
    from tracker.store.places.objects import Objects

_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,62}", re.ASCII)
_REGION = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
_NEVER_IN_KEYS = re.compile(r"[\x00-\x1f\x7f\\?#]")
LONGEST_PREFIX = 512
USUAL_REGION = "us-east-1"
"""What stores other than Amazon's take where they know no regions."""


def place_at(address: str, *, key: str | None, secret: str | None, most: int, served: Path) -> Place:
    """The place at an address: a path, `file://…` or `s3://bucket/prefix?endpoint=…&region=…`.

    Raises EvidencePlaceError where it is no such address, or a folder in or beneath `served`, whose files anybody is
    given. `most` is the largest file in bytes. Nothing is asked of the place yet.
    """
    if address.startswith("s3:"):
        return _objects(address, key, secret, most)
    folder = folder_of(address)
    if folder is None:
        raise EvidencePlaceError(f"‘{address.partition('://')[0][:20]}://…’", "it is neither a folder nor a bucket")
    if folder.resolve().is_relative_to(served.resolve()):
        raise EvidencePlaceError(str(folder), "it lies in the tracker’s own folder, part of which is given to anybody")
    return Folder(folder)


def _objects(address: str, key: str | None, secret: str | None, most: int) -> "Objects":
    try:
        parts = urlsplit(address)
        asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        prefix = unquote(parts.path, errors="strict").strip("/")
        _ = parts.port
    except ValueError:
        raise _refused("it is not written as an address is") from None
    if "@" in parts.netloc or "@" in parts.path:
        raise _refused("keys do not belong in an address: put them in TRACKER_EVIDENCE_KEY and TRACKER_EVIDENCE_SECRET")
    if not address.startswith("s3://") or parts.fragment or not _BUCKET.fullmatch(parts.netloc):
        raise _refused("the name of a bucket comes right behind s3://, in letters, digits, hyphens and full stops")
    if set(asked) - {"endpoint", "region"} or any(len(values) != 1 for values in asked.values()):
        raise _refused("behind the ? there may be one endpoint= and one region=, and nothing else")
    if (
        len(prefix.encode()) > LONGEST_PREFIX
        or _NEVER_IN_KEYS.search(prefix)
        or any(each in ("", ".", "..") for each in prefix.split("/") if prefix)
    ):
        raise _refused("what stands behind the bucket's name is no prefix that every store keeps as it is written")
    endpoint = asked["endpoint"][0] if "endpoint" in asked else None
    region = asked["region"][0] if "region" in asked else None
    if endpoint is not None:
        _check_endpoint(endpoint)
    elif region is None:
        raise _refused("it says neither the endpoint= of a store nor, for Amazon's own, the region=, such as eu-west-2")
    if region is not None and not _REGION.fullmatch(region):
        raise _refused("region= is no region, such as eu-west-2")
    if (key is None) != (secret is None):
        raise _refused("TRACKER_EVIDENCE_KEY and TRACKER_EVIDENCE_SECRET belong together: set both or neither")

    from tracker.store.places.objects import Objects  # takes a third of a second, which no folder needs

    return Objects(
        bucket=parts.netloc,
        prefix=f"{prefix}/" if prefix else "",
        endpoint=endpoint.rstrip("/") if endpoint else None,
        region=region or USUAL_REGION,
        key=key,
        secret=secret,
        most=most,
    )


def _check_endpoint(endpoint: str) -> None:
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment or not endpoint.isprintable():
        raise _refused("endpoint= is not the address of a store, such as https://objects.example.gov.uk")
    if "@" in parts.netloc:
        raise _refused("keys do not belong in an address: put them in TRACKER_EVIDENCE_KEY and TRACKER_EVIDENCE_SECRET")
    if parts.scheme == "http" and not _is_this_machine(host):
        raise _refused("endpoint= must begin with https://, unless the store is on this very machine")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refused(why: str) -> EvidencePlaceError:
    return EvidencePlaceError("‘s3://…’", why)
