"""A real server on a free port of this machine, in a thread, and requests to it by the standard library."""

import http.client
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import uvicorn


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8")


@dataclass
class Server:
    port: int

    def get(self, path, *, host=None, cookie=None, **headers):
        return self.ask("GET", path, host=host, cookie=cookie, headers=headers)

    def post(self, path, form, *, host=None, cookie=None, headers=None):
        told = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.ask("POST", path, host=host, cookie=cookie, headers=told, body=urlencode(form))

    def ask(self, method, path, *, host=None, cookie=None, headers=None, body=None):
        told = {"Host": host or f"127.0.0.1:{self.port}", **(headers or {})}
        if cookie:
            told["Cookie"] = cookie
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=told)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()


@contextmanager
def serving(app):
    """Serve an ASGI app until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", proxy_headers=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    try:
        yield Server(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)
