"""From an address to a place: what may stand in it, and that what is refused is never repeated."""

import os
from pathlib import Path

import pytest

from tracker import settings
from tracker.store.places import EvidencePlaceError
from tracker.store.places.address import USUAL_REGION
from tracker.store.places.folder import Folder
from tracker.store.vault import vault_at
from tracker.street import street

KEYS = {"TRACKER_EVIDENCE_KEY": "KEY", "TRACKER_EVIDENCE_SECRET": "hush"}


def at(address, **more):
    found = {"TRACKER_HOME": "/home of it", "TRACKER_EVIDENCE_URL": str(address), **KEYS, **more}
    return vault_at(settings.load(environment=found)).place


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("/srv/evidence", "/srv/evidence"),
        ("file:///srv/evidence", "/srv/evidence"),
        ("~/evidence", os.path.expanduser("~/evidence")),
        ("", "/home of it/evidence"),
    ],
)
def test_a_path_or_a_file_address_is_a_folder(address, folder):
    assert at(address) == Folder(Path(folder))


@pytest.mark.parametrize(
    ("address", "bucket", "prefix", "endpoint", "region"),
    [
        ("s3://board?region=eu-west-2", "board", "", None, "eu-west-2"),
        ("s3://board/?region=eu-west-2", "board", "", None, "eu-west-2"),
        ("s3://a.board-1/x/y/?endpoint=https://o.example", "a.board-1", "x/y/", "https://o.example", USUAL_REGION),
        ("s3://board/a%20b?endpoint=https%3A%2F%2Fo:9000%2F&region=one", "board", "a b/", "https://o:9000", "one"),
        ("s3://board?endpoint=https://o.example/storage/s3", "board", "", "https://o.example/storage/s3", USUAL_REGION),
        *[(f"s3://board?endpoint=http://{host}:8333", "board", "", f"http://{host}:8333", USUAL_REGION)
          for host in ("127.0.0.1", "localhost", "127.1.2.3", "[::1]")],
    ],
)  # fmt: skip
def test_an_s3_address_is_a_bucket(address, bucket, prefix, endpoint, region):
    found = at(address)
    assert (found.bucket, found.prefix, found.endpoint, found.region) == (bucket, prefix, endpoint, region)
    assert (found.key, found.secret) == ("KEY", "hush")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("s3://sesame:opensesame@board?region=eu-west-2", "keys do not belong in an address"),
        ("s3://board?region=eu-west-2&secret=opensesame", "one endpoint= and one region="),
        ("s3://board?region=eu-west-2&region=opensesame", "one endpoint= and one region="),
        ("s3://board?endpoint=https://sesame:opensesame@o.example", "keys do not belong in an address"),
        ("s3://board?endpoint=http://opensesame.example", "must begin with https://"),
        ("s3://board?endpoint=http://127.0.0.1.opensesame.example", "must begin with https://"),
        ("s3://board?endpoint=http://10.0.0.1/opensesame", "must begin with https://"),
        ("s3://board?endpoint=https://o.example/%3Fopensesame", "is not the address of a store"),
        ("s3://board?endpoint=opensesame", "is not the address of a store"),
        ("s3://board?endpoint=", "is not the address of a store"),
        ("s3://board?endpoint=https://[opensesame", "is not the address of a store"),
        ("s3://board?endpoint=https://o.example:opensesame", "is not the address of a store"),
        ("s3://board?endpoint=https://o.example&region=open sesame", "is no region"),
        ("s3://board/opensesame", "neither the endpoint= of a store nor"),
        ("s3://opensesame?%ff", "not written as an address is"),
        ("s3://?region=opensesame", "the name of a bucket comes right behind"),
        ("s3:opensesame", "the name of a bucket comes right behind"),
        ("s3:///opensesame?region=eu-west-2", "the name of a bucket comes right behind"),
        ("s3://open sesame?region=eu-west-2", "the name of a bucket comes right behind"),
        ("s3://board:9000?region=eu-west-2", "the name of a bucket comes right behind"),
        ("s3://board:opensesame?region=eu-west-2", "not written as an address is"),
        ("s3://board?region=eu-west-2#opensesame", "the name of a bucket comes right behind"),
        ("s3://board/a/../opensesame?region=eu-west-2", "no prefix"),
        ("s3://board/a//opensesame?region=eu-west-2", "no prefix"),
        ("s3://board/%00opensesame?region=eu-west-2", "no prefix"),
        ("s3://board/%ffopensesame?region=eu-west-2", "not written as an address is"),
        (f"s3://board/{'opensesame' * 60}?region=eu-west-2", "no prefix"),
        ("https://files.example/opensesame", "neither a folder nor a bucket"),
        ("opensesame\\\\x://y", "neither a folder nor a bucket"),
        ("S3://opensesame", "neither a folder nor a bucket"),
    ],
)  # fmt: skip
def test_what_is_no_place_is_a_sentence_that_repeats_no_secret(address, why):
    with pytest.raises(EvidencePlaceError) as raised:
        at(address)
    said = str(raised.value)
    assert why in said
    assert "sesame" not in said.removeprefix("Evidence cannot be kept in ‘opensesame\\\\x://…’") and "hush" not in said
    assert said.startswith("Evidence cannot be kept in ‘") and "Set TRACKER_EVIDENCE_URL to" in said
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("gone", KEYS)
def test_a_key_without_its_secret_is_refused(gone):
    with pytest.raises(EvidencePlaceError, match="belong together"):
        at("s3://board?region=eu-west-2", **{gone: ""})


def test_a_bucket_is_no_folder_and_the_demonstration_keeps_its_own():
    found = {"TRACKER_HOME": "/h", "TRACKER_EVIDENCE_URL": "s3://board?region=eu-west-2", **KEYS}
    assert settings.load(environment=found).evidence_folder is None
    assert settings.load(demo=True, environment=found).evidence_folder == Path("/h/demo/evidence")


# ---- where a folder may lie


@pytest.mark.parametrize("inside", ["", "static", "static/evidence", "evidence", "pages/../static/x"])
def test_evidence_never_lies_in_the_folder_that_is_served(inside):
    with pytest.raises(EvidencePlaceError, match="Set TRACKER_EVIDENCE_URL to a folder of its own"):
        at(street() / inside)


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_does_not_lead_evidence_into_the_folder_that_is_served(tmp_path):
    (tmp_path / "evidence").symlink_to(street() / "static")
    with pytest.raises(EvidencePlaceError):
        at(tmp_path / "evidence")


def test_a_folder_of_its_own_is_fine(tmp_path):
    assert str(at(f"file://{tmp_path}")) == str(tmp_path)
    assert str(at(street().parent)) == str(street().parent)
