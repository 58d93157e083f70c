"""A real S3-compatible store to keep evidence in: SeaweedFS's own program, run as a child on free ports.

    def test_something(object_store):
        vault = vault_at(settings.load(environment=object_store.environment()))

Two people have keys: `tracker` may do all, `looker` may only look. One store serves all tests of a worker, each under a
prefix of its own.
"""

import json
import os
import shutil
import socket
import subprocess
import sysconfig
import time
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET = "evidence"
KEY, SECRET = "TRACKERKEY", "tracker-secret-Zq7"
LOOKER, LOOKER_SECRET = "LOOKERKEY", "looker-secret-Xw9"
PORTS = (
    "master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port",
    "s3.port.grpc", "s3.port.https",
)  # fmt: skip
START_TIMES = 3
LONGEST = 120
"""Seconds after which a store that does not answer is a failure, not a slow machine."""
_prefixes = count(1)


class ObjectStore:
    """A store in a folder, which can be stopped and started again with all that is in it."""

    def __init__(self, folder: Path, certificate: tuple[Path, Path] | None = None) -> None:
        self.folder, self.certificate = folder, certificate
        self.ports: dict[str, int] = {}
        self.process: subprocess.Popen | None = None
        (folder / "data").mkdir(parents=True)
        people = [("tracker", KEY, SECRET, ["Admin"]), ("looker", LOOKER, LOOKER_SECRET, ["Read", "List"])]
        (folder / "people.json").write_text(json.dumps({"identities": [
            {"name": name, "credentials": [{"accessKey": key, "secretKey": secret}], "actions": actions}
            for name, key, secret, actions in people
        ]}))  # fmt: skip

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.ports['s3.port']}"

    @property
    def endpoint_tls(self):
        return f"https://localhost:{self.ports['s3.port.https']}"

    def address(self, prefix=None, *, bucket=BUCKET, endpoint=None):
        """The address of a prefix that no other test has."""
        prefix = f"board {next(_prefixes)}" if prefix is None else prefix
        return f"s3://{bucket}/{prefix}?{urlencode({'endpoint': endpoint or self.endpoint})}"

    def environment(self, address=None, *, key=KEY, secret=SECRET):
        return {
            "TRACKER_EVIDENCE_URL": address or self.address(), "TRACKER_EVIDENCE_KEY": key,
            "TRACKER_EVIDENCE_SECRET": secret,
        }  # fmt: skip

    def client(self, **more):
        """The store as somebody else's program sees it."""
        config = Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, read_timeout=60)
        return botocore.session.Session().create_client(
            "s3", endpoint_url=self.endpoint, region_name="us-east-1", aws_access_key_id=KEY,
            aws_secret_access_key=SECRET, config=config, **more,
        )  # fmt: skip

    def start(self):
        """Start it, on the ports it had before if it had any, and wait until it keeps what it is given."""
        had_ports = bool(self.ports)
        for _ in range(START_TIMES):
            if not had_ports:
                self.ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
            self._run()
            if self._answers():
                return self
            self.stop()  # another program took a port first
        raise AssertionError((self.folder / "log").read_text(errors="replace")[-3000:])

    def stop(self):
        if self.process is not None:
            self.process.kill()  # as a power cut would; asking it takes a quarter of a minute
            self.process.wait()
            self.process = None

    def _run(self):
        command = [
            weed(), "-logtostderr", "server", f"-dir={self.folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            "-filer", "-s3", f"-s3.config={self.folder / 'people.json'}", "-s3.iam=false", "-s3.autoCreateBucket=false",
            "-s3.port.iceberg=0", "-s3.port.lance=0", "-volume.max=40", "-volume.preStopSeconds=0",
            "-master.volumeSizeLimitMB=64", "-master.telemetry=false",
            f"-filer.localSocket={self.folder / 'filer.sock'}", f"-s3.localSocket={self.folder / 's3.sock'}",
        ]  # fmt: skip
        if self.certificate:
            command += [f"-s3.cert.file={self.certificate[0]}", f"-s3.key.file={self.certificate[1]}"]
        command += [
            f"-{name}={port}" for name, port in self.ports.items() if self.certificate or name != "s3.port.https"
        ]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder)

    def _answers(self):
        client, until = self.client(), time.monotonic() + LONGEST
        while self.process.poll() is None and time.monotonic() < until:
            try:
                if BUCKET not in [each["Name"] for each in client.list_buckets()["Buckets"]]:
                    client.create_bucket(Bucket=BUCKET)
                client.put_object(Bucket=BUCKET, Key=".started", Body=b"yes")
                client.delete_object(Bucket=BUCKET, Key=".started")
                return True
            except (BotoCoreError, ClientError):
                time.sleep(0.1)
        return False


def weed():
    """SeaweedFS's program, which comes with the development packages."""
    found = shutil.which("weed", path=sysconfig.get_path("scripts")) or shutil.which("weed")
    assert found, "The tests of the object store need SeaweedFS: run python3 tools/setup.py --for-tests."
    return found


def _free_ports(number):
    """Ports below those that this machine gives to whoever asks for any."""
    with ExitStack() as stack:
        found = []
        for port in range(12_000 + os.getpid() * 37 % 15_000, 32_000):
            one = stack.enter_context(socket.socket())
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            found.append(port)
            if len(found) == number:
                return found
    raise AssertionError("no free ports")
