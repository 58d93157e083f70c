"""The kinds of place, so that one test asks them all: each a spot where a vault may be, and somebody else's hand in it.

A new kind is one new line in KINDS.
"""

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.object_store import BUCKET, ObjectStore
from tracker import settings
from tracker.settings import Settings
from tracker.store.places import path_of
from tracker.store.vault import Vault, vault_at


@dataclass
class InFolder:
    """A folder, and somebody else's hand in it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"TRACKER_EVIDENCE_URL": str(self.folder)}

    def put(self, path: str, content: bytes) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(content)

    def paths(self) -> list[str]:
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file())


@dataclass
class InBucket:
    """A prefix of a bucket, and somebody else's hand in it."""

    store: ObjectStore
    prefix: str

    @property
    def environment(self) -> dict[str, str]:
        return self.store.environment(self.store.address(self.prefix))

    def put(self, path: str, content: bytes) -> None:
        self.store.client().put_object(Bucket=BUCKET, Key=f"{self.prefix}/{path}", Body=content)

    def remove(self, path: str) -> None:
        self.store.client().delete_object(Bucket=BUCKET, Key=f"{self.prefix}/{path}")

    def paths(self) -> list[str]:
        pages = self.store.client().get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"{self.prefix}/")
        return sorted(
            each["Key"].removeprefix(f"{self.prefix}/") for page in pages for each in page.get("Contents", ())
        )


_numbers = count(1)
KINDS = ("folder", "bucket")


def made(kind: str, request: pytest.FixtureRequest) -> Any:
    if kind == "folder":
        return InFolder(request.getfixturevalue("tmp_path") / "evidence")
    return InBucket(request.getfixturevalue("object_store"), f"board {next(_numbers)}, evidence")


def settings_of(spot: InFolder | InBucket, **more: str) -> Settings:
    return settings.load(environment={"TRACKER_HOME": "/nowhere", **spot.environment, **more})


def vault_of(spot: InFolder | InBucket) -> Vault:
    return vault_at(settings_of(spot))


def path(name: str) -> str:
    return path_of(name)
