"""A browser's tab without the browser: one Streamlit session over its WebSocket, as Streamlit's own page holds it.

    async with Tab.of("http://127.0.0.1:8501", cookie) as tab:
        await tab.open("my_agency", agency="police", action="SOTON-K-A001")
        await tab.put("What has changed", "Trained.")
        await tab.press("Send this update")
        tab.said                                    # what the page says in its boxes: done, refused, warned

It speaks the messages of the installed Streamlit (`streamlit/proto`), waits until the page is wholly drawn, and knows
what stands on it by the words that people read. It draws nothing: what a browser takes to draw is not measured.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120.0
"""Seconds that a page may take before it counts as one that never came."""
DRAWN = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Tab:
    """One tab of one person."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page, self._query, self._hash = "", "", ""
        self._values: dict[str, WidgetState] = {}
        self.elements: list[Any] = []
        """What the last whole drawing drew, in order."""

    @classmethod
    @asynccontextmanager
    async def of(cls, url: str, cookie: str) -> "AsyncIterator[Tab]":
        """A tab of whoever the cookie lets in."""
        address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
        headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
        async with connect(
            address, origin=url, subprotocols=["streamlit"], additional_headers=headers, max_size=None,
            open_timeout=PATIENCE, ping_interval=None,
        ) as socket:  # fmt: skip
            yield cls(socket)

    async def open(self, page: str, /, **query: str) -> None:
        """Go to a page; its parameters are the address's."""
        self._page, self._query, self._hash = page, urlencode(query), ""
        self._values.clear()
        await self._run()

    async def put(self, label: str, text: str) -> None:
        """Type into the field of this label, and leave it. A field of a form that is sent together waits for the
        press."""
        field = self._labelled(label, "text_area", "text_input")
        self._values[field.id] = WidgetState(id=field.id, string_value=text)
        if not field.form_id:
            await self._run()

    async def press(self, label: str) -> None:
        """Press the button of this label."""
        await self._run(WidgetState(id=self._labelled(label, "button").id, trigger_value=True))

    @property
    def title(self) -> str:
        """The page's heading."""
        return next((one.heading.body for one in self.elements if one.WhichOneof("type") == "heading"), "")

    @property
    def said(self) -> list[str]:
        """What stands in the page's boxes, and every exception that Streamlit shows by itself."""
        return [
            one.alert.body if one.WhichOneof("type") == "alert" else f"EXCEPTION {one.exception.message}"
            for one in self.elements
            if one.WhichOneof("type") in ("alert", "exception")
        ]

    def _labelled(self, label: str, *kinds: str) -> Any:
        for one in self.elements:
            kind = one.WhichOneof("type")
            if kind in kinds and getattr(one, kind).label.strip("*").startswith(label):
                return getattr(one, kind)
        raise LookupError(f"no {' or '.join(kinds)} ‘{label}’ on “{self.title}”: {self.said}")

    async def _run(self, *pressed: WidgetState) -> None:
        asked = BackMsg()
        state = asked.rerun_script
        state.page_name, state.query_string, state.page_script_hash = self._page, self._query, self._hash
        state.widget_states.widgets.extend([*self._values.values(), *pressed])
        async with asyncio.timeout(PATIENCE):
            await self._socket.send(asked.SerializeToString())
            await self._drawn()

    async def _drawn(self) -> None:
        begun, found = False, list[Any]()
        while True:
            message = ForwardMsg()
            message.ParseFromString(await self._socket.recv())  # type: ignore[arg-type]  # all of them are bytes
            kind = message.WhichOneof("type")
            if kind == "new_session":
                begun, found = True, []
            elif kind == "navigation":
                self._hash = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                found.append(message.delta.new_element)
            elif kind == "ref_hash":
                raise LookupError("the server took something for known here that was never kept")
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished" and begun and message.script_finished in DRAWN:
                self.elements = found
                return
