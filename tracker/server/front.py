"""The first page stands at the bare address. Who writes its name behind it is sent there, with what they asked for."""

from starlette.requests import Request
from starlette.responses import RedirectResponse


async def at_the_front(request: Request) -> RedirectResponse:
    """From /overview?as_at=… to /?as_at=…"""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")
