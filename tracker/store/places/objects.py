"""Evidence in a bucket of an S3-compatible store: Amazon's, a council's own, or another's. The only module that knows
botocore.

    prefix/3f/3f9a…   one object, written by one request: whole or not at all

The store is told the SHA-256 of what is sent and refuses anything else. An object is made only where none is, so a
bucket that keeps versions does not fill with copies; one that was changed is written over when its bytes come again.
"""

import base64
import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import botocore.session
from botocore import exceptions as wrong
from botocore.config import Config

from tracker.rules.errors import StoreUnavailableError
from tracker.store.places import HASH, Listing, path_of

CONNECT, ANSWER, ATTEMPTS = 5.0, 30.0, 3
"""Seconds to reach the store, seconds without a byte from it, and how often each request is tried."""
CHUNK = 1024 * 1024
NOT_THERE = {"NoSuchKey", "NotFound", "404"}
TAKEN = {"PreconditionFailed", "ConditionalRequestConflict", "412"}
NOT_KNOWN = {"NotImplemented", "MethodNotAllowed", "501"}
VERSIONS, MARKS, ALONE = "Versions", "DeleteMarkers", "null"
"""The two kinds of version as the store lists them, and the id of one in a bucket that keeps none."""
_KEYS = "TRACKER_EVIDENCE_KEY and TRACKER_EVIDENCE_SECRET"
WHY: Mapping[str, str] = {
    "NoSuchBucket": "there is no such bucket",
    "InvalidBucketName": "there can be no bucket of this name",
    "AccessDenied": "these keys may not do this: they need the right to list, read, write and remove",
    "AllAccessDisabled": "the account is closed",
    "AccountProblem": "the account is closed",
    "InvalidAccessKeyId": "it does not know the key in TRACKER_EVIDENCE_KEY",
    "SignatureDoesNotMatch": "the secret in TRACKER_EVIDENCE_SECRET is not the one of this key",
    "ExpiredToken": "the keys have run out",
    "InvalidToken": "the keys are not valid",
    "RequestTimeTooSkewed": "the clock of this machine is not right: set it, then try again",
    "RequestExpired": "the clock of this machine is not right: set it, then try again",
    "AuthorizationHeaderMalformed": "the region= in the address is not the bucket's",
    "PermanentRedirect": "the region= in the address is not the bucket's",
    "IllegalLocationConstraintException": "the region= in the address is not the bucket's",
    "BadDigest": "what arrived there is not what was sent: try again",
    "XAmzContentSHA256Mismatch": "what arrived there is not what was sent: try again",
    "XAmzContentChecksumMismatch": "what arrived there is not what was sent: try again",
    "SlowDown": "it is too busy: try again in a minute",
    "ServiceUnavailable": "it is too busy or being repaired: try again in a minute",
    "InternalError": "it failed: try again in a minute",
    "InsufficientStorage": "it is full",
    "InsufficientCapacity": "it is full",
    "QuotaExceeded": "it is full",
    "XMinioStorageFull": "it is full",
    "XMinioAdminBucketQuotaExceeded": "it is full",
    "EntityTooLarge": "it does not take files of this size",
    "InvalidObjectState": "the file was moved to its archive: bring it back there first",
}
BY_STATUS: Mapping[int, str] = {
    401: "AccessDenied",
    403: "AccessDenied",
    404: "NoSuchBucket",
    429: "SlowDown",
    500: "InternalError",
    502: "ServiceUnavailable",
    503: "ServiceUnavailable",
    504: "ServiceUnavailable",
    507: "InsufficientStorage",
}
"""What an answer without a code of its own means. A file that is not there is asked for before."""


@dataclass(frozen=True)
class Objects:
    """A place in a bucket. `prefix` is empty or ends in a slash; without keys, botocore looks for some where it always
    does (the environment, a profile, the machine's own role). `most` is the largest file in bytes."""

    bucket: str
    prefix: str
    endpoint: str | None
    region: str
    key: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    most: int = 1024**3
    answer_within: float = ANSWER
    called = "evidence bucket"

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix} ({self.endpoint or self.region})"

    def read(self, name: str) -> bytes | None:
        """An object's bytes; None where there is none, or one that is larger than any file of ours."""
        with self._said():
            try:
                return self._stream(name)
            except (wrong.ResponseStreamingError, wrong.IncompleteReadError, wrong.ReadTimeoutError):
                return self._stream(name)  # botocore tries a request again, but not an answer that broke off

    def keep(self, name: str, content: bytes) -> None:
        """Make the object where there is none; where there is one that is not this content, write over it."""
        with self._said():
            if not self._send(name, content, only_new=True) and self.read(name) != content:
                self._send(name, content, only_new=False)

    def remove(self, name: str) -> bool:
        """Delete every version of an object: in a bucket that keeps versions, deleting alone would keep the bytes."""
        key = self._key(name)
        with self._said():
            found = self._versions(key)
            for _, version in found:
                given = {} if version == ALONE else {"VersionId": version}
                self._client.delete_object(Bucket=self.bucket, Key=key, **given)
        return any(kind == VERSIONS for kind, _ in found)

    def listing(self) -> Listing:
        """Every object beneath the prefix, page by page."""
        names, strange = set[str](), list[str]()
        with self._said():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
            for found in (each for page in pages for each in self._of(page, "IsTruncated").get("Contents", ())):
                path = found["Key"].removeprefix(self.prefix)
                name = path.rpartition("/")[2]
                if HASH.fullmatch(name) and path == path_of(name):
                    names.add(name)
                elif not (path.endswith("/") or not path) or found["Size"]:  # some tools mark folders so
                    strange.append(path)
        return Listing(frozenset(names), tuple(sorted(strange)))

    @property
    def _client(self) -> Any:
        return _client(self.endpoint, self.region, self.key, self.secret, self.answer_within)

    def _key(self, name: str) -> str:
        return self.prefix + path_of(name)

    def _stream(self, name: str) -> bytes | None:
        try:
            answer = self._client.get_object(Bucket=self.bucket, Key=self._key(name))
        except wrong.ClientError as error:
            if _code(error) in NOT_THERE:
                return None
            raise
        with contextlib.closing(answer["Body"]) as body:
            if answer["ContentLength"] > self.most:
                return None
            content = bytearray()
            while chunk := body.read(CHUNK):
                content += chunk
                if len(content) > self.most:
                    return None
        return bytes(content)

    def _send(self, name: str, content: bytes, *, only_new: bool) -> bool:
        """False where something was there already, or is being written there; or the store cannot ask that itself."""
        condition = {"IfNoneMatch": "*"} if only_new else {}
        try:
            answer = self._client.put_object(
                Bucket=self.bucket,
                Key=self._key(name),
                Body=content,
                ContentType="application/octet-stream",
                ChecksumSHA256=base64.b64encode(bytes.fromhex(name)).decode(),
                **condition,
            )
            self._of(answer, "ETag")
        except wrong.ClientError as error:
            if only_new and _code(error) in TAKEN | NOT_KNOWN:
                return False
            raise
        return True

    def _versions(self, key: str) -> list[tuple[str, str]]:
        """The versions of an object and the marks that it was deleted, each with its id."""
        try:
            pages = self._client.get_paginator("list_object_versions").paginate(Bucket=self.bucket, Prefix=key)
            return [
                (kind, each["VersionId"])
                for page in pages
                for kind in (VERSIONS, MARKS)
                for each in self._of(page, "IsTruncated").get(kind, ())
                if each["Key"] == key
            ]
        except wrong.ClientError as error:
            if _code(error) not in NOT_KNOWN:
                raise
        try:  # a store without versions
            self._client.head_object(Bucket=self.bucket, Key=key)
        except wrong.ClientError as error:
            if _code(error) in NOT_THERE:
                return []
            raise
        return [(VERSIONS, ALONE)]

    def _of(self, answer: dict[str, Any], always: str) -> dict[str, Any]:
        """An answer that has what every store's has: a sign-in page of some proxy would else count as ‘kept’."""
        if always not in answer:
            raise StoreUnavailableError(self, "what answers there is no S3-compatible store")
        return answer

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        """Whatever goes wrong, as one sentence with no key in it."""
        try:
            yield
        except (wrong.ClientError, wrong.BotoCoreError, OSError, ValueError) as error:
            raise StoreUnavailableError(self, _why(error)) from None


@lru_cache(maxsize=8)
def _client(endpoint: str | None, region: str, key: str | None, secret: str | None, answer_within: float) -> Any:
    """A client, which threads may share. Making one takes a tenth of a second."""
    config = Config(
        connect_timeout=min(CONNECT, answer_within),
        read_timeout=answer_within,
        retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
        max_pool_connections=16,
        signature_version="s3v4",
        # a store of one's own seldom has a name for each bucket; the body is signed over https too
        s3={"addressing_style": "path" if endpoint else "auto", "payload_signing_enabled": True},
        # we send SHA-256 and compare with it ourselves; other sums are not known to every store
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        ignore_configured_endpoint_urls=True,  # the address alone says where evidence goes
        user_agent_extra="recommendation-tracker",
    )
    return botocore.session.Session().create_client(
        "s3",
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=config,
    )


def _code(error: wrong.ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _why(error: Exception) -> str:
    match error:
        case wrong.ClientError():
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            code = _code(error)
            known = WHY.get(code) or WHY.get(BY_STATUS.get(status, ""))
            return known or f"it answered {re.sub(r'[^A-Za-z0-9]', '', code)[:40] or status}"
        case wrong.NoCredentialsError() | wrong.PartialCredentialsError() | wrong.CredentialRetrievalError():
            return f"no keys are set: {_KEYS}"
        case wrong.SSLError():
            return "it does not prove who it is: its certificate is not one that this machine trusts"
        case wrong.ProxyConnectionError():
            return "the proxy of this machine cannot be reached"
        case wrong.ConnectTimeoutError() | wrong.ReadTimeoutError():
            return "it does not answer in time: try again in a minute"
        case wrong.ConnectionError() | wrong.HTTPClientError() | wrong.IncompleteReadError() | OSError():
            return "it cannot be reached: try again in a minute"
        case _:
            return "it cannot be asked: look at TRACKER_EVIDENCE_URL and the two keys"
