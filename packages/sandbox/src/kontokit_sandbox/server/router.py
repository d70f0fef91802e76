"""
One port for all APIs: the beginning of the path decides which one a request is for.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Router", "Versions"]


class Router:
    """
    Passes requests on by the longest prefix of their path.

    Not Starlette's ``Mount``, which compares decoded paths: an encoded slash must stay one segment.
    """

    def __init__(
        self,
        apis: Mapping[str, ASGIApp],
        pages: Mapping[str, ASGIApp],
        public_path: str = "",
        worlds: Mapping[str, ASGIApp] | None = None,
    ) -> None:
        """
        Args:
            apis: Applications by their prefix, such as ``/finapi/access``, which becomes the
                ``root_path``: to them it is no part of the path.
            pages: Applications of pages by their prefix, such as ``/wf``, which stays in the path.
            public_path: The path of the public URL; a proxy may have cut it off already.
            worlds: Applications of worlds by their path, such as ``/w/gw3``, which is cut off. They
                may come and go.
        """
        none: Mapping[str, ASGIApp] = {}
        self._worlds = none if worlds is None else worlds
        found = [(prefix, prefix, one) for prefix, one in apis.items()]
        found += [(prefix, "", one) for prefix, one in pages.items()]
        self._routes = sorted(found, key=lambda route: len(route[0]), reverse=True)
        self._public_path = public_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Pass one request on, or answer 404.
        """
        scope = _without(scope, self._public_path)
        path = scope["raw_path"].decode("ascii")
        world = "/".join(path.split("/")[:3])
        if world in self._worlds:
            await self._worlds[world](_without(scope, world), receive, send)
            return
        for prefix, root_path, application in self._routes:
            if _is_below(path, prefix):
                await application({**scope, "root_path": root_path}, receive, send)
                return
        text = "nothing is here; the APIs are at"
        apis = " ".join(sorted(root_path for _, root_path, _ in self._routes if root_path))
        await PlainTextResponse(f"{text} {apis}\n", 404)(scope, receive, send)


class Versions:
    """
    The two versions of finAPI Access, which are at one address, as at the provider.
    """

    def __init__(self, first: ASGIApp, second: ASGIApp) -> None:
        """
        Args:
            first: Version 1.
            second: Version 2, which gets all paths that are not of version 1.
        """
        self._first = first
        self._second = second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Pass one request on.
        """
        path = scope["raw_path"].decode("ascii").removeprefix(scope["root_path"])
        is_first = _is_below(path, "/api/v1") or _is_below(path, "/oauth")
        await (self._first if is_first else self._second)(scope, receive, send)


def _is_below(path: str, prefix: str) -> bool:
    return not prefix or path == prefix or path.startswith(f"{prefix}/")


def _without(scope: Scope, path: str) -> Scope:
    """
    Cut the beginning of a path off.
    """
    if not path or not _is_below(scope["raw_path"].decode("ascii"), path):
        return scope
    length = len(path)
    return {**scope, "raw_path": scope["raw_path"][length:], "path": scope["path"][length:]}
