"""
Worlds: further sandboxes at the same port.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..server.service import Call, Handlers, Response
from ..server.worlds import Mounted, Worlds

__all__ = ["HANDLERS", "Told"]

HANDLERS: Handlers[Worlds[Told]] = Handlers()


class Told(Mounted, Protocol):
    """
    A world that tells its addresses.
    """

    def info(self) -> Mapping[str, Any]:
        """
        Return its addresses.
        """
        ...


@HANDLERS.operation("listWorlds")
def _list(worlds: Worlds[Told], _: Call) -> Response:
    return Response(body={"worlds": [_world(name, one) for name, one in worlds.items()]})


@HANDLERS.operation("addWorld")
def _add(worlds: Worlds[Told], call: Call) -> Response:
    name = call.body["name"]
    return Response(status=201, body=_world(name, worlds.add(name)))


@HANDLERS.operation("removeWorld")
def _remove(worlds: Worlds[Told], call: Call) -> Response:
    worlds.remove(call.path["name"])
    return Response(status=204)


def _world(name: str, world: Told) -> dict[str, Any]:
    info = world.info()
    urls = {api: str(one["url"]) for api, one in info["apis"].items()}
    return {"name": name, "apis": urls, "control": info["control"]}
