"""
Faults: kinds, adding, listing and removing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..faults.fault import Fault
from ..faults.faults import Faults
from ..faults.kinds import KINDS, FaultKind
from ..openapi.decimal_json import is_object
from ..server.service import Call, Handlers, Response

__all__ = ["HANDLERS"]

HANDLERS: Handlers[Faults] = Handlers()


@HANDLERS.operation("listFaultKinds")
def _kinds(_: Faults, __: Call) -> Response:
    return Response(body={"kinds": [_kind(one) for one in KINDS.values()]})


@HANDLERS.operation("listFaults")
def _list(faults: Faults, _: Call) -> Response:
    return Response(body={"faults": [_item(one) for one in faults.all()]})


@HANDLERS.operation("addFault")
def _add(faults: Faults, call: Call) -> Response:
    given = {**call.body}
    kind = given.pop("kind")
    given["probability"] = float(given.get("probability", 1))
    return Response(status=201, body=_item(faults.add(kind, **given)))


@HANDLERS.operation("clearFaults")
def _clear(faults: Faults, _: Call) -> Response:
    faults.clear()
    return Response(status=204)


@HANDLERS.operation("removeFault")
def _remove(faults: Faults, call: Call) -> Response:
    if not faults.remove(call.path["id"]):
        raise LookupError(f"there is no fault {call.path['id']}")
    return Response(status=204)


def _kind(kind: FaultKind) -> dict[str, Any]:
    return {
        "name": kind.name,
        "group": kind.group,
        "does": kind.does,
        "options": _written(kind.options),
        "apis": list(kind.apis),
    }


def _item(fault: Fault) -> dict[str, Any]:
    written: dict[str, Any] = _written(fault.to_dict())
    return written


def _written(value: Any) -> Any:
    """
    Write options as JSON can hold them.
    """
    if is_object(value):
        return {key: _written(one) for key, one in value.items()}
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return Decimal(str(value)) if isinstance(value, float) else value
