"""
The whole state, in files and in snapshots.
"""

from __future__ import annotations

from pathlib import Path

from ..persistence.files import StateError
from ..persistence.saves import Saves
from ..server.service import Call, Handlers, Response
from .errors import ControlError

__all__ = ["HANDLERS"]

HANDLERS: Handlers[Saves] = Handlers()


@HANDLERS.operation("saveState")
def _save(saves: Saves, call: Call) -> Response:
    path = _absolute(call.body["path"])
    try:
        saves.save(path)
    except OSError as error:
        raise ControlError(409, f"{path}: {error.strerror or error}") from None
    return Response(status=204)


@HANDLERS.operation("restoreState")
def _restore(saves: Saves, call: Call) -> Response:
    path = _absolute(call.body["path"])
    try:
        saves.restore(path)
    except FileNotFoundError as error:
        raise ControlError(404, str(error)) from None
    except (OSError, StateError) as error:
        raise ControlError(409, str(error)) from None
    return Response(status=204)


@HANDLERS.operation("listSnapshots")
def _list(saves: Saves, _: Call) -> Response:
    return Response(body={"snapshots": saves.names})


@HANDLERS.operation("takeSnapshot")
def _take(saves: Saves, call: Call) -> Response:
    saves.snapshot(call.body["name"])
    return Response(status=201, body={"name": call.body["name"]})


@HANDLERS.operation("removeSnapshot")
def _remove(saves: Saves, call: Call) -> Response:
    saves.remove_snapshot(call.path["name"])
    return Response(status=204)


@HANDLERS.operation("restoreSnapshot")
def _restore_snapshot(saves: Saves, call: Call) -> Response:
    saves.restore_snapshot(call.path["name"])
    return Response(status=204)


def _absolute(text: str) -> Path:
    path = Path(text)
    # That of the server, whose folder the caller does not know.
    if not path.is_absolute():
        raise ControlError(422, f"{text!r} is no absolute path")
    return path
