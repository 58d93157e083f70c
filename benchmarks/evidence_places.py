"""`python -m benchmarks.evidence_places`: what keeping evidence costs in a folder and in a bucket.

1,000 files of 50 kB each, by one writer: put, put again, get, and everything read and checked. The bucket is a real
S3-compatible store on this machine (SeaweedFS, as in the tests), so the network's own time is not in it. FILES and SIZE
(in bytes) may be set.
"""

import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.object_store import ObjectStore
from tracker import settings
from tracker.store.vault import Vault, vault_at

FILES, SIZE = int(os.environ.get("FILES", "1000")), int(os.environ.get("SIZE", "50000"))


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tracker-bench-"))
    store = ObjectStore(folder / "store")
    try:
        places = {"folder": {"TRACKER_EVIDENCE_URL": str(folder / "evidence")}, "bucket": store.start().environment()}
        print(f"{FILES:,} files of {SIZE:,} bytes; median for one file, and all of them")
        for name, environment in places.items():
            vault = vault_at(settings.load(environment={"TRACKER_HOME": str(folder), **environment}))
            contents = [random.Random(number).randbytes(SIZE) for number in range(FILES)]
            vault.put(contents[0])  # the first makes the client and the folder
            report(name, "put", vault.put, contents[1:])
            names = report(name, "put again", vault.put, contents)
            report(name, "get", vault.get, names)
            check(name, vault)
    finally:
        store.stop()
        shutil.rmtree(folder, ignore_errors=True)


def report(place: str, what: str, do: Callable[..., Any], each: list[Any]) -> list[Any]:
    times, given = [], []
    for one in each:
        began = time.perf_counter()
        given.append(do(one))
        times.append(time.perf_counter() - began)
    print(f"{place:8} {what:12} {statistics.median(times) * 1000:7.1f} ms {sum(times):8.1f} s")
    return given


def check(place: str, vault: Vault) -> None:
    began = time.perf_counter()
    found = vault.holdings()
    assert len(found.whole) == FILES and not found.changed
    print(f"{place:8} {'check all':12} {'':10} {time.perf_counter() - began:8.1f} s")


if __name__ == "__main__":
    main()
