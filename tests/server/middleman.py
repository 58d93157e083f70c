"""A line between the tracker and its database that a test can hold up, cut and mend."""

import contextlib
import select
import socket
import threading


class Middleman:
    """Passes on what comes in on a port of this machine. `hold()`: nothing passes, nobody is told. `cut()`: refused."""

    def __init__(self, target):
        self._target = target
        self._held, self._ended = threading.Event(), threading.Event()
        self._sockets, self._lock = [], threading.Lock()
        self._listener = self._listen(0)
        self.port = self._listener.getsockname()[1]

    def hold(self):
        self._held.set()

    def go_on(self):
        self._held.clear()

    def cut(self):
        self._listener.shutdown(socket.SHUT_RDWR)  # closing alone would not wake who waits for the next
        self._listener.close()
        with self._lock:
            for each in self._sockets:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
            self._sockets.clear()

    def mend(self):
        self._listener = self._listen(self.port)

    def close(self):
        self._ended.set()
        self.cut()

    def _listen(self, port):
        listener = socket.create_server(("127.0.0.1", port), reuse_port=False)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener):
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = self._target()
            with self._lock:
                self._sockets += [near, far]
            threading.Thread(target=self._pass_on, args=(near, far), daemon=True).start()

    def _pass_on(self, near, far):
        asking = select.poll()  # not select(), which knows no number above 1,023: a long run of tests has such
        with near, far, contextlib.suppress(OSError, ValueError):
            for each in (near, far):
                asking.register(each, select.POLLIN)
            while not self._ended.is_set():
                if self._held.is_set():
                    self._ended.wait(0.02)
                    continue
                for number, _ in asking.poll(20):
                    each = near if number == near.fileno() else far
                    if not (words := each.recv(65536)):
                        return
                    (far if each is near else near).sendall(words)
