"""Evidence in a bucket: what goes wrong is one sentence without a key in it, and nothing is left half."""

import http.server
import re
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import botocore.auth
import pytest

from tests.notices.mailbox import certificate
from tests.object_store import BUCKET, KEY, LOOKER, LOOKER_SECRET, SECRET, ObjectStore
from tests.store.places.kinds import path
from tracker import settings
from tracker.rules.errors import StoreUnavailableError
from tracker.store.places import objects
from tracker.store.vault import Vault, vault_at

ROOT = Path(__file__).parents[3]


def at(store, address=None, **keys):
    return vault_at(settings.load(environment={"TRACKER_HOME": "/x", **store.environment(address, **keys)}))


def sentence(ask):
    """What a person is told: one sentence, no key, no name of a class."""
    with pytest.raises(StoreUnavailableError) as raised:
        ask()
    said = str(raised.value)
    assert re.fullmatch(r"The store at s3://\S.* cannot be used: .*\. Nothing was changed\.", said), said
    assert not re.search(f"{KEY}|{SECRET}|{LOOKER_SECRET}|Error|botocore", said), said
    assert raised.value.__cause__ is None  # no log repeats what the library said
    return said


ASKED = {
    "put": lambda vault: vault.put(b"x"),
    "get": lambda vault: vault.get("0" * 64),
    "list": lambda vault: vault.listing(),
    "remove": lambda vault: vault.remove("0" * 64),
}
asked = pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)


# ---- refusals of the real store


@asked
def test_an_unknown_key(object_store, ask):
    assert "does not know the key in TRACKER_EVIDENCE_KEY" in sentence(lambda: ask(at(object_store, key="STRANGER")))


@asked
def test_a_wrong_secret(object_store, ask):
    assert "is not the one of this key" in sentence(lambda: ask(at(object_store, secret="wrong")))


@pytest.mark.parametrize("ask", ["put", "get"])
def test_a_bucket_that_is_not_there(object_store, ask):
    address = object_store.address(bucket="nowhere")
    assert "there is no such bucket" in sentence(lambda: ASKED[ask](at(object_store, address)))


def test_keys_that_may_only_look(object_store):
    address = object_store.address()
    name = at(object_store, address).put(b"kept")
    looker = at(object_store, address, key=LOOKER, secret=LOOKER_SECRET)
    assert looker.get(name) == b"kept" and looker.listing().names == {name}
    assert "may not do this" in sentence(lambda: looker.put(b"new"))
    assert "may not do this" in sentence(lambda: looker.remove(name))
    assert looker.get(name) == b"kept"


def test_a_clock_that_is_a_day_wrong(object_store, monkeypatch):
    real = botocore.auth.get_current_datetime
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *a, **k: real(*a, **k) - timedelta(days=1))
    assert "the clock of this machine is not right" in sentence(lambda: at(object_store).put(b"x"))


@asked
def test_nobody_there(object_store, ask):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and never listened at
        address = object_store.address(endpoint=f"http://127.0.0.1:{nobody.getsockname()[1]}")
        assert "it cannot be reached" in sentence(lambda: ask(at(object_store, address)))


def test_a_store_that_takes_the_call_and_says_nothing(object_store):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(16)
        found = at(object_store, object_store.address(endpoint=f"http://127.0.0.1:{silent.getsockname()[1]}"))
        vault = Vault(replace(found.place, answer_within=0.2))
        assert "does not answer in time" in sentence(lambda: vault.get("0" * 64))


def test_no_keys_at_all(object_store, monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    found = at(object_store)
    vault = Vault(replace(found.place, key=None, secret=None, answer_within=1.5))  # a client of its own
    assert "no keys are set: TRACKER_EVIDENCE_KEY" in sentence(lambda: vault.put(b"x"))


def test_keys_of_the_environment_as_amazons_tools_know_them(object_store, monkeypatch):
    address = object_store.address()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")  # the address alone says where evidence goes
    found = settings.load(environment={"TRACKER_HOME": "/x", "TRACKER_EVIDENCE_URL": address})
    vault = Vault(replace(vault_at(found).place, answer_within=29.0))
    assert vault.get(vault.put(b"by the chain")) == b"by the chain"


# ---- answers that a store gives on a bad day, from a server that gives nothing else


@contextmanager
def answering(status, body=b"", headers=(), kinds=("GET", "PUT", "HEAD", "DELETE")):
    """A server with one answer; it counts how often it was asked."""
    told = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.append(self.command)
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            if not any(name == "Content-Length" for name, _ in headers):
                self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_PUT = do_HEAD = do_DELETE = answer

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        address = f"s3://evidence/x?endpoint=http://127.0.0.1:{server.server_address[1]}"
        more = {"TRACKER_EVIDENCE_KEY": KEY, "TRACKER_EVIDENCE_SECRET": SECRET}
        yield vault_at(settings.load(environment={"TRACKER_HOME": "/x", "TRACKER_EVIDENCE_URL": address, **more})), told
    finally:
        server.shutdown()
        server.server_close()


def coded(code):
    return f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{SECRET}</Message></Error>".encode()


@pytest.mark.parametrize(
    ("status", "code", "why"),
    [(400 if why.startswith("what arrived") else 403, code, why) for code, why in objects.WHY.items()
     if code not in ("SlowDown", "ServiceUnavailable", "InternalError", "PermanentRedirect",
                     "AuthorizationHeaderMalformed", "IllegalLocationConstraintException")]
    + [
        (507, "", "it is full"),
        (413, "EntityTooLarge", "it does not take files of this size"),
        (418, "Odd Code<script>", "it answered OddCode"),
        (418, "", "it answered 418"),
    ],
)  # fmt: skip
def test_each_answer_has_a_sentence(status, code, why):
    with answering(status, coded(code) if code.isalnum() else b"<html>no store</html>" if not code else
                   coded("OddCode")) as (vault, told):  # fmt: skip
        said = sentence(lambda: vault.put(b"x"))
    assert why in said
    assert told == ["PUT"]  # what will not pass is not tried again


def test_a_busy_store_is_asked_again_a_few_times():
    with answering(503, coded("SlowDown")) as (vault, told):
        assert "too busy" in sentence(lambda: vault.put(b"x"))
    assert len(told) == objects.ATTEMPTS


def test_what_is_no_store_at_all():
    with answering(200, b"<html>Sign in here</html>", [("Content-Type", "text/html")]) as (vault, _):
        for ask in (vault.listing, lambda: vault.put(b"x"), lambda: vault.remove("0" * 64)):
            assert "what answers there is no S3-compatible store" in sentence(ask)


def test_an_answer_that_breaks_off_is_asked_for_once_more_and_then_a_sentence():
    with answering(200, b"half", [("Content-Length", "1000")]) as (vault, told):
        assert "it cannot be reached" in sentence(lambda: vault.get("0" * 64))
    assert told == ["GET", "GET"]


def test_a_file_larger_than_any_of_ours_is_not_read(object_store):
    found = at(object_store)
    name = found.put(b"x" * 1001)
    assert Vault(replace(found.place, most=1001)).get(name) is not None
    assert Vault(replace(found.place, most=1000)).get(name) is None


def test_a_store_that_knows_no_conditions_is_asked_before(object_store):
    """One that answers 501 to the condition: then what is there is looked at first. Here it is not there either."""
    with answering(501, coded("NotImplemented")) as (vault, told):
        assert "it answered NotImplemented" in sentence(lambda: vault.put(b"x"))
    assert told == ["PUT", "GET"]


# ---- the real store, more closely


def test_what_the_store_is_sent_is_what_it_must_have(object_store):
    """The sum goes with it: the store itself refuses what is not that."""
    vault = at(object_store)
    with pytest.raises(StoreUnavailableError, match="what arrived there is not what was sent"):
        vault.place.keep("0" * 64, b"not of this hash")
    assert vault.listing() == (frozenset(), ())


def test_more_objects_than_one_page_holds(object_store):
    prefix, client = "many", object_store.client()
    names = {f"{number:064x}" for number in range(1010)}
    for name in names:
        client.put_object(Bucket=BUCKET, Key=f"{prefix}/{path(name)}", Body=b"")
    client.put_object(Bucket=BUCKET, Key=f"{prefix}2/x", Body=b"")  # the neighbour's
    assert at(object_store, object_store.address(prefix)).listing() == (names, ())


def test_in_a_bucket_that_keeps_versions_nothing_is_doubled_and_removed_is_removed(object_store):
    client = object_store.client()
    client.create_bucket(Bucket="versioned")
    client.put_bucket_versioning(Bucket="versioned", VersioningConfiguration={"Status": "Enabled"})
    vault = at(object_store, object_store.address("", bucket="versioned"))
    name = vault.put(b"about a child")
    vault.put(b"about a child")

    def versions():
        found = client.list_object_versions(Bucket="versioned", Prefix=path(name))
        return found.get("Versions", []) + found.get("DeleteMarkers", [])

    assert len(versions()) == 1
    client.put_object(Bucket="versioned", Key=path(name), Body=b"changed")
    client.delete_object(Bucket="versioned", Key=path(name))  # by somebody else: the bytes are still there
    assert vault.get(name) is None and len(versions()) == 3
    assert vault.remove(name)
    assert versions() == []


def test_a_store_that_was_cut_off_and_comes_back(tmp_path):
    store = ObjectStore(tmp_path / "store")
    try:
        vault = at(store.start(), store.address("x"))
        name = vault.put(b"before")
        store.stop()
        assert "cannot be reached" in sentence(lambda: vault.get(name))
        assert "cannot be reached" in sentence(lambda: vault.put(b"after"))
        store.start()
        assert vault.get(name) == b"before"
        assert vault.get(vault.put(b"after")) == b"after"
    finally:
        store.stop()


def test_over_tls_and_only_with_a_certificate_that_is_trusted(tmp_path, monkeypatch):
    files = certificate(tmp_path)
    store = ObjectStore(tmp_path / "store", certificate=files)
    try:
        store.start()
        untrusted = at(store, store.address("x", endpoint=store.endpoint_tls))
        assert "does not prove who it is" in sentence(lambda: untrusted.put(b"x"))
        monkeypatch.setenv("AWS_CA_BUNDLE", str(files[0]))
        objects._client.cache_clear()
        trusted = at(store, store.address("x", endpoint=store.endpoint_tls))
        assert trusted.get(trusted.put(b"x")) == b"x"
    finally:
        store.stop()
        objects._client.cache_clear()


def test_a_folder_needs_no_library_for_buckets():
    program = (
        "import sys; from tracker import settings; from tracker.store.vault import vault_at; "
        "vault_at(settings.load(environment={'TRACKER_HOME': '/x'})); print('botocore' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
